"use strict";
/**
 * Whether words typed without accents stand together. `nuoc sach` may be many words; beside each other they are nearly
 * always those that were meant, apart they hardly are.
 */
const Together = (() => {
  /** Of so many directives one holds all words: then each is looked at, else the whole year is looked through once more. */
  const FEW = 4;
  const STEP = 2048;

  /** Whether a term is one word that needs its neighbour to be understood. @param {Term} term */
  function isLoose({ number, agencies, exact, date, phrases }) {
    return !number && !agencies.length && !exact && !date && phrases.every((phrase) => phrase.length === 1);
  }

  /** Whether the words of a reading are to be told apart by it. @param {Reading} reading */
  function counts({ terms, unaccented }) {
    return !unaccented && beside(terms) > 1 && !terms.filter(isLoose).some(({ phrases }) => phrases.some(([word]) => word.accented));
  }

  /** The words that were typed beside another, and not between names alone. @param {Term[]} terms */
  function neighbours(terms) {
    return terms.filter((term, at) => isLoose(term) && [terms[at - 1], terms[at + 1]].some((other) => other && isLoose(other)));
  }

  /** @param {Term[]} terms */
  function beside(terms) {
    return neighbours(terms).length;
  }

  /**
   * The readings in which a word in three may stand alone, for when nowhere all stand beside another. Three words are
   * mostly one name, `so y te`, of which two and another elsewhere are not it.
   * @param {Reading[]} readings @returns {Reading[]}
   */
  function lenient(readings) {
    return readings.filter((reading) => counts(reading) && beside(reading.terms) > 3).map((reading) => ({ ...reading, lenient: true }));
  }

  /** What standing together means for a reading, in words. @param {Reading} reading */
  function counted({ terms, lenient }) {
    if (lenient) return "Phần lớn các từ liền với từ gõ cạnh";
    const words = neighbours(terms);
    if (words.length > 2) return "Mỗi từ liền với một từ gõ cạnh";
    return words.length < terms.length ? `“${words.map(({ shown }) => shown).join(" ")}” liền nhau` : "Các từ liền nhau";
  }

  /** @type {WeakMap<Term[], {at: number, term: Term}[]>} */
  const paired = new WeakMap();

  /** Each two words that were typed one after the other, with the place of the first. @param {Term[]} terms @returns {{at: number, term: Term}[]} */
  function pairs(terms) {
    const known = paired.get(terms);
    if (known) return known;
    const found = terms.slice(1).flatMap((second, at) => {
      const first = terms[at];
      if (!isLoose(first) || !isLoose(second)) return [];
      const phrases = first.phrases.flatMap((one) => second.phrases.map((other) => [...one, ...other]));
      return [{ at, term: { ...first, shown: `${first.shown} ${second.shown}`, phrases } }];
    });
    paired.set(terms, found);
    return found;
  }

  /**
   * For each directive that holds all words 1 when they stand together, each beside one that was typed beside it; a job
   * for `Slices`. Null when that says nothing about the query.
   * @param {Year} year @param {Reading} reading @param {Uint32Array} meeting  the directives that hold all words
   * @returns {Generator<void, Uint8Array | null, unknown>}
   */
  function* inYear(year, reading, meeting) {
    if (!counts(reading)) return null;
    const words = beside(reading.terms);
    const least = reading.lenient ? Math.ceil((2 * words) / 3) : words;
    const together = new Uint8Array(year.count);
    const joined = new Uint32Array(year.count);
    let open = meeting;
    for (const { at, term } of pairs(reading.terms)) {
      const found = open.length * FEW > year.count ? yield* Match.ways(year, term, reading) : null;
      const named = inNames(year, term);
      const stands = found ? null : standing(year, term, reading);
      const joins = (/** @type {number} */ directive) => Boolean(found?.[directive] || stands?.(directive) || named(year.noticeOf[directive]));
      const still = new Uint32Array(open.length);
      let count = 0;
      for (let from = 0; from < open.length; from += STEP) {
        yield;
        count = apart(open.subarray(from, from + STEP), joins, 3 << at, least, joined, together, still, count);
      }
      open = still.subarray(0, count);
    }
    return together;
  }

  /**
   * Notes for some directives that a pair of words is joined in them, and which are together by that; the others are put
   * behind those that are so already. Tells how many these are then.
   * @param {Uint32Array} some @param {(directive: number) => boolean} joins @param {number} pair  its bits @param {number} least  bits
   * @param {Uint32Array} joined @param {Uint8Array} together @param {Uint32Array} still @param {number} count
   */
  function apart(some, joins, pair, least, joined, together, still, count) {
    let after = count;
    for (const directive of some) {
      if (joins(directive)) joined[directive] |= pair;
      if (ones(joined[directive]) >= least) together[directive] = 1;
      else still[after++] = directive;
    }
    return after;
  }

  /** The words of people's names, folded once. @type {Map<string, string[]>} */
  const people = new Map();

  /** @param {string} name */
  function wordsOf(name) {
    const words = people.get(name) ?? Folding.fold(name).split(" ");
    people.set(name, words);
    return words;
  }

  /** Whether a notice's chair or signer bears both words, with what stands between them in the name left out: `huynh tai`. @param {Year} year @param {Term} pair */
  function inNames(year, { phrases }) {
    /** @type {Map<number, boolean>} */
    const known = new Map();
    return (/** @type {number} */ at) => {
      const before = known.get(at);
      if (before !== undefined) return before;
      const { chair, signer } = year.notices[at];
      const found = [chair, signer].some((name) => phrases.some(([first, last]) => bears(wordsOf(name), first, last)));
      known.set(at, found);
      return found;
    };
  }

  /** @param {string[]} name @param {Word} first @param {Word} last */
  function bears(name, first, last) {
    const at = name.indexOf(first.base);
    return at >= 0 && name.some((word, place) => place > at && (last.prefix ? word.startsWith(last.base) : word === last.base));
  }

  /** Whether two words stand beside each other in a directive, above it, or in what is said of its notice. @param {Year} year @param {Term} pair @param {Reading} reading */
  function standing({ texts, contexts, about, contextOf, noticeOf }, { phrases }, reading) {
    const [own, above, notice] = [texts, contexts, about].map((lines) => {
      const patterns = phrases.flatMap((phrase) => Patterns.of(lines, phrase, reading) ?? []);
      return (/** @type {number} */ line) => patterns.some((pattern) => Patterns.inLine(lines, pattern, line) > 0);
    });
    return (/** @type {number} */ directive) => own(directive) || (contextOf[directive] >= 0 && above(contextOf[directive])) || notice(noticeOf[directive]);
  }

  /** How many bits are set. @param {number} bits */
  function ones(bits) {
    let count = 0;
    for (let rest = bits >>> 0; rest; rest &= rest - 1) count += 1;
    return count;
  }

  /**
   * The places of the words in some texts of one result, without those of words that stand beside their neighbours
   * elsewhere in it: `báo` in `Thông báo` is not what `báo cáo` asks for.
   * @param {string[]} texts @param {Reading | null} reading @returns {(text: string) => Place[]}
   */
  function marker(texts, reading) {
    if (!reading) return () => [];
    const beside = new Set(texts.flatMap((text) => placed(text, reading).filter((place) => place.joined).map((place) => place.term)));
    return (text) => placed(text, reading).filter((place) => place.joined || !beside.has(place.term));
  }

  /** Every place of every term, in order, with the term and whether a typed neighbour stands beside it. @param {string} text @param {Reading} reading */
  function placed(text, reading) {
    const lines = TextLines.readNow(text);
    const places = reading.terms.map((term, at) => Rank.all(lines, 0, term, reading).map((place) => ({ ...place, term: at, joined: false })));
    for (const { at } of pairs(reading.terms)) {
      for (const first of places[at]) {
        for (const second of places[at + 1]) {
          if (second.start > first.end && Words.isBlank(lines, first.end, second.start)) first.joined = second.joined = true;
        }
      }
    }
    return places.flat().sort((one, other) => one.start - other.start || other.end - one.end);
  }

  return { inYear, lenient, counted, pairs, marker };
})();
