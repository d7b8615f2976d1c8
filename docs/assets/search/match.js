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

  /** @type {WeakMap<Year, Map<string, Uint16Array>>} */
  const remembered = new WeakMap();
  const REMEMBERED_TERMS = 16;

  /**
   * For each directive of the year the ways the term is found in it; a job for `Slices`.
   * @param {Year} year @param {Term} term @param {Reading} reading @returns {Generator<void, Uint16Array, unknown>}
   */
  function* ways(year, term, reading) {
    const key = keyOf(term) + reading.unaccented;
    const known = remembered.get(year) ?? new Map();
    remembered.set(year, known);
    const before = known.get(key);
    if (before) return before;
    const found = new Uint16Array(year.count);
    yield* spread(year.texts, term, reading, found, OWN);
    if (!term.exact) byParties(year, term, found);
    yield* inContexts(year, term, reading, found);
    if (!term.own) yield* inNotices(year, term, reading, found);
    if (term.date) byDeadline(year, term.date, found);
    if (known.size >= REMEMBERED_TERMS) known.delete(known.keys().next().value);
    known.set(key, found);
    return found;
  }

  /** The directives that hold every term. @param {Uint16Array[]} ways  for each term how it is found @param {number} count  of directives */
  function meeting(ways, count) {
    const found = new Uint32Array(count);
    for (let at = 0; at < count; at += 1) found[at] = at;
    return ways.reduce(holding, found);
  }

  /** Those of some directives that hold a term; they take the place of the others. @param {Uint32Array} some @param {Uint16Array} way */
  function holding(some, way) {
    let count = 0;
    for (let at = 0; at < some.length; at += 1) if (way[some[at]] & ~WHOLE) some[count++] = some[at];
    return some.subarray(0, count);
  }

  /** What a term says, written once. @type {WeakMap<Term, string>} */
  const keys = new WeakMap();

  /** @param {Term} term */
  function keyOf(term) {
    const key = keys.get(term) ?? JSON.stringify(term);
    keys.set(term, key);
    return key;
  }

  /**
   * Marks each line that holds a phrase of the term, with `WHOLE` when it does not only begin a longer word; tells whether
   * there may be any.
   * @param {Lines} lines @param {Term} term @param {Reading} reading @param {Uint16Array} marks @param {number} way
   */
  function* spread(lines, term, reading, marks, way) {
    let any = false;
    for (const phrase of term.phrases) {
      if (yield* Patterns.each(lines, phrase, reading, marks, way, WHOLE)) any = true;
      yield;
    }
    if (!term.number?.letters) return any;
    yield* Patterns.eachNumber(lines, term.number, marks, way | WHOLE);
    return true;
  }

  /** @param {Year} year @param {Term} term @param {Reading} reading @param {Uint16Array} found */
  function* inContexts(year, term, reading, found) {
    const lines = new Uint16Array(year.contexts.starts.length);
    if (yield* spread(year.contexts, term, reading, lines, CONTEXT)) handDown(lines, year.contextOf, found);
  }

  /** @param {Year} year @param {Term} term @param {Reading} reading @param {Uint16Array} found */
  function* inNotices(year, term, reading, found) {
    const lines = new Uint16Array(year.notices.length);
    const { number } = term;
    const any = yield* spread(year.about, term, reading, lines, ABOUT);
    if (number) year.notices.forEach((notice, at) => void (lines[at] |= isNumber(notice, number) ? NUMBER : 0));
    if (any || number) handDown(lines, year.noticeOf, found);
  }

  /** Marks directives as the lines that stand above them. @param {Uint16Array} lines @param {Int32Array | Uint32Array} lineOf  for each directive, -1 where none does @param {Uint16Array} found */
  function handDown(lines, lineOf, found) {
    for (let at = 0; at < found.length; at += 1) if (lineOf[at] >= 0) found[at] |= lines[lineOf[at]];
  }

  /** Numbers of notices, taken apart once. @type {WeakMap<Numbered, {digits: number, letters: string}>} */
  const numbers = new WeakMap();

  /** @typedef {Pick<Notice, "number">} Numbered */

  /** @param {Numbered} notice */
  function numberOf(notice) {
    const known = numbers.get(notice);
    if (known) return known;
    const words = Words.split(notice.number);
    const apart = { digits: words.length ? Number(words[0]) : NaN, letters: words.slice(1).map(Folding.fold).join("") };
    numbers.set(notice, apart);
    return apart;
  }

  /** Noughts before the number and blanks inside do not count; letters only when typed. @param {Numbered} notice @param {{digits: string, letters: string}} wanted */
  function isNumber(notice, wanted) {
    const begun = Number.parseInt(notice.number, 10);
    if (begun >= 0 && begun !== Number(wanted.digits)) return false;
    const { digits, letters } = numberOf(notice);
    return digits === Number(wanted.digits) && (letters.startsWith(wanted.letters) || letters.endsWith(wanted.letters));
  }

  /** Whether a notice's number begins with some digits. @param {Notice} notice @param {string} digits */
  function beginsWith(notice, digits) {
    return notice.number.replace(/^0+/, "").startsWith(digits);
  }

  /** @param {Year} year @param {Term} term @param {Uint16Array} found */
  function byParties(year, term, found) {
    if (!term.agencies.length) return;
    for (const [parties, way] of /** @type {[Parties, number][]} */ ([[year.lead, LEAD], [year.coordinate, COORDINATE]])) {
      const ways = new Uint16Array(1 + parties.ids.reduce((most, id) => Math.max(most, id), 0));
      for (const id of term.kin) ways[id] = KIN;
      for (const id of term.agencies) ways[id] = way;
      toldAs(parties, ways, found);
    }
  }

  /** @param {Parties} parties @param {Uint16Array} ways  by agency @param {Uint16Array} found */
  function toldAs({ starts, ids }, ways, found) {
    for (let at = 0; at < found.length; at += 1) {
      for (let party = starts[at]; party < starts[at + 1]; party += 1) found[at] |= ways[ids[party]];
    }
  }

  /** @param {Year} year @param {string} date @param {Uint16Array} found */
  function byDeadline(year, date, found) {
    for (const [at, deadline] of year.deadlines) if (deadline.limit === date) found[at] |= DEADLINE;
  }

  return { ways, meeting, isNumber, beginsWith, OWN, CONTEXT, ABOUT, LEAD, COORDINATE, DEADLINE, NUMBER, WHOLE, KIN };
})();
