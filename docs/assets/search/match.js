"use strict";
/**
 * Which directives of a year a term is found in, and where: in their own words, in the headings above them, in the
 * notice's title, number and people, or by who leads and helps, or did so before or after.
 */
const Match = (() => {
  const OWN = 1;
  const CONTEXT = 2;
  const ABOUT = 4;
  const LEAD = 8;
  const COORDINATE = 16;
  const DEADLINE = 32;
  const NUMBER = 64;
  const WHOLE = 128;
  const KIN = 256;

  /** @typedef {{term: Term, found: Uint16Array, own: number}} Known  `own`: in how many directives' own words */
  /** @type {WeakMap<Year, Map<string, Known>>} */
  const remembered = new WeakMap();
  const REMEMBERED_TERMS = 16;
  const STEP = 256;
  /** Of so many directives an earlier term is found in one: then those are looked at, else the whole text. */
  const FEW = 2;

  /**
   * For each directive of the year the ways the term is found in it; a job for `Slices`.
   * @param {Year} year @param {Term} term @param {Reading} reading @returns {Generator<void, Uint16Array, unknown>}
   */
  function* ways(year, term, reading) {
    const key = JSON.stringify([term, reading.unaccented]);
    const known = remembered.get(year) ?? new Map();
    remembered.set(year, known);
    const before = known.get(key);
    if (before) return before.found;
    const found = new Uint16Array(year.count);
    yield* inTexts(year, term, reading, found, [...known.values()]);
    if (!term.exact) byParties(year, term, found);
    yield* inContexts(year, term, reading, found);
    if (!term.own) yield* inNotices(year, term, reading, found);
    if (term.date) byDeadline(year, term.date, found);
    if (known.size >= REMEMBERED_TERMS) known.delete(known.keys().next().value);
    known.set(key, { term, found, own: found.reduce((sum, way) => sum + (way & OWN), 0) });
    return found;
  }

  /**
   * In the directives' own words. A word that is typed on stands only where its beginning stood.
   * @param {Year} year @param {Term} term @param {Reading} reading @param {Uint16Array} found @param {Known[]} known
   */
  function* inTexts(year, term, reading, found, known) {
    const mark = (/** @type {number} */ line, /** @type {number} */ whole) => void (found[line] |= OWN | whole);
    /** @type {Phrase[]} */
    const others = [];
    for (const phrase of term.phrases) {
      const begun = known.filter((earlier) => earlier.own * FEW < year.count && earlier.term.phrases.some((beginning) => begins(beginning, phrase)));
      if (begun.length) yield* among(year, phrase, reading, begun.reduce((one, other) => (other.own < one.own ? other : one)).found, mark);
      else others.push(phrase);
    }
    yield* spread(year.texts, { ...term, phrases: others }, reading, mark);
  }

  /** Whether a phrase stands only where another does, whose last word it types on. @param {Phrase} one @param {Phrase} other */
  function begins(one, other) {
    const last = one.length - 1;
    return one.length === other.length && one.every((word, at) => !word.accented && !word.digits && (at < last ? word.base === other[at].base : word.prefix && other[at].base.startsWith(word.base)));
  }

  /**
   * As `spread`, in the directives in whose own words an earlier term was found.
   * @param {Year} year @param {Phrase} phrase @param {Reading} reading @param {Uint16Array} earlier @param {(line: number, whole: number) => void} mark
   */
  function* among({ texts, count }, phrase, reading, earlier, mark) {
    for (let at = 0; at < count; at += 1) {
      if (at % STEP === 0) yield;
      if (!(earlier[at] & OWN)) continue;
      for (let from = texts.starts[at]; from >= 0; ) {
        const place = Words.next(texts, phrase, from, texts.starts[at + 1], reading);
        if (place) mark(at, place.whole ? WHOLE : 0);
        from = place && !place.whole ? place.end : -1;
      }
    }
  }

  /**
   * Calls `mark` for each line that holds a phrase of the term, with `WHOLE` when it does not only begin a longer word;
   * for a single letter that is not looked into: it begins a word in nearly every line.
   * @param {Lines} lines @param {Term} term @param {Reading} reading @param {(line: number, whole: number) => void} mark
   */
  function* spread(lines, term, reading, mark) {
    const end = lines.folded.length;
    for (const phrase of term.phrases) {
      const letter = phrase[phrase.length - 1].base.length === 1 && phrase[phrase.length - 1].prefix;
      let line = 0;
      let place = Words.next(lines, phrase, 0, end, reading);
      for (let turn = 1; place; turn += 1) {
        while (lines.starts[line + 1] <= place.start) line += 1;
        mark(line, place.whole ? WHOLE : 0);
        place = Words.next(lines, phrase, place.whole || letter ? lines.starts[line + 1] : place.end, end, reading);
        if (turn % STEP === 0) yield;
      }
      yield;
    }
    if (term.number?.letters) spreadNumber(lines, term.number, mark);
  }

  /** @param {Lines} lines @param {{digits: string, letters: string}} number @param {(line: number, whole: number) => void} mark */
  function spreadNumber(lines, number, mark) {
    const end = lines.folded.length;
    let line = 0;
    for (let place = Words.nextNumber(lines, number, 0, end); place; place = Words.nextNumber(lines, number, place.end, end)) {
      while (lines.starts[line + 1] <= place.start) line += 1;
      mark(line, WHOLE);
    }
  }

  /** @param {Year} year @param {Term} term @param {Reading} reading @param {Uint16Array} found */
  function* inContexts(year, term, reading, found) {
    const lines = new Uint8Array(year.contexts.starts.length);
    yield* spread(year.contexts, term, reading, (line, whole) => void (lines[line] |= CONTEXT | whole));
    for (let at = 0; at < year.count; at += 1) if (year.contextOf[at] >= 0) found[at] |= lines[year.contextOf[at]];
  }

  /** @param {Year} year @param {Term} term @param {Reading} reading @param {Uint16Array} found */
  function* inNotices(year, term, reading, found) {
    const lines = new Uint8Array(year.notices.length);
    yield* spread(year.about, term, reading, (line, whole) => void (lines[line] |= ABOUT | whole));
    const { number } = term;
    if (number) year.notices.forEach((notice, at) => void (lines[at] |= isNumber(notice, number) ? NUMBER : 0));
    for (let at = 0; at < year.count; at += 1) found[at] |= lines[year.noticeOf[at]];
  }

  /** Numbers of notices, taken apart once. @type {WeakMap<Notice, {digits: number, letters: string}>} */
  const numbers = new WeakMap();

  /** @param {Notice} notice */
  function numberOf(notice) {
    const known = numbers.get(notice);
    if (known) return known;
    const words = Words.split(notice.number);
    const apart = { digits: words.length ? Number(words[0]) : NaN, letters: words.slice(1).map(Folding.fold).join("") };
    numbers.set(notice, apart);
    return apart;
  }

  /** Noughts before the number and blanks inside do not count; letters only when typed. @param {Notice} notice @param {{digits: string, letters: string}} wanted */
  function isNumber(notice, wanted) {
    const { digits, letters } = numberOf(notice);
    return digits === Number(wanted.digits) && (letters.startsWith(wanted.letters) || letters.endsWith(wanted.letters));
  }

  /** Whether a notice's number begins with some digits. @param {Notice} notice @param {string} digits */
  function beginsWith(notice, digits) {
    return notice.number.replace(/^0+/, "").startsWith(digits);
  }

  /** @param {Year} year @param {Term} term @param {Uint16Array} found */
  function byParties(year, term, found) {
    const [wanted, kin] = [new Set(term.agencies), new Set(term.kin)];
    if (!wanted.size) return;
    for (let at = 0; at < year.count; at += 1) {
      for (const id of Years.of(year.lead, at)) found[at] |= wanted.has(id) ? LEAD : kin.has(id) ? KIN : 0;
      for (const id of Years.of(year.coordinate, at)) found[at] |= wanted.has(id) ? COORDINATE : kin.has(id) ? KIN : 0;
    }
  }

  /** @param {Year} year @param {string} date @param {Uint16Array} found */
  function byDeadline(year, date, found) {
    for (const [at, deadline] of year.deadlines) if (deadline.limit === date) found[at] |= DEADLINE;
  }

  return { ways, isNumber, beginsWith, OWN, CONTEXT, ABOUT, LEAD, COORDINATE, DEADLINE, NUMBER, WHOLE, KIN };
})();
