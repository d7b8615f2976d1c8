"use strict";
/**
 * How well a directive answers: a class, the lower the better. Inside a class the newest comes first.
 * The document asked for, then who is told, then words: phrase before near before apart, own before heading before
 * notice, whole words before beginnings.
 */
const Rank = (() => {
  const NEAR = 40;
  /** Classes of words found as a phrase, near each other, apart: in the directive, in its heading, in the notice. */
  const OWN = [0, 20, 40];
  const HEADING = [10, 30, 50];
  const NOTICE = [70, 80, 90];
  /** Classes of words some of which stand in the directive, others in its heading, or in the notice. */
  const DIVIDED = 60;
  const SCATTERED = 95;
  const WORSE = 100;
  /** Classes of deadlines are days from today. */
  const PAST = 1000000;
  const NEVER = 2000000;
  const DAY = 24 * 60 * 60 * 1000;

  /**
   * @param {Year} year @param {number} directive @param {Reading} reading
   * @param {Uint16Array} ways  for each term how it is found in the directive
   * @param {number} limit  a class from which on the order is of no matter: enough are better
   */
  function classOf(year, directive, reading, ways, limit) {
    const { terms } = reading;
    let addressed = 0;
    let words = 0;
    let all = 255;
    let part = 0;
    for (let at = 0; at < terms.length; at += 1) {
      if (isWord(terms[at])) {
        words += 1;
        all &= closest(ways[at]);
        part = ways[at] & (Match.WHOLE | Match.DEADLINE) ? 0 : 1;
      } else addressed = Math.max(addressed, role(terms[at], ways[at]));
    }
    const best = addressed * WORSE + part;
    if (!words) return best;
    const place = placeOf(ways, all);
    if (typeof place === "number") return best + place;
    if (words === 1) return best + place[0];
    return best + place[best + place[0] >= limit ? 2 : distance(year, directive, reading, place)];
  }

  /** Whether a term names neither an agency nor a document. @param {Term} term */
  function isWord(term) {
    return !term.number && !term.agencies.length;
  }

  /** How a term that names an agency or a document is met. @param {Term} term @param {number} way */
  function role(term, way) {
    if (term.number) return way & Match.NUMBER ? 0 : way & Match.OWN ? 1 : 2;
    if (way & Match.LEAD) return 0;
    if (way & Match.COORDINATE) return 1;
    return way & (Match.OWN | Match.CONTEXT) ? 2 : way & Match.KIN ? 3 : 4;
  }

  /** Where a term is found, as `OWN`, `CONTEXT` or `ABOUT` bits. @param {number} way */
  function closest(way) {
    return way & Match.DEADLINE ? way | Match.CONTEXT : way;
  }

  /** The class, or the three that the distance between the words parts. @param {Uint16Array} ways @param {number} all  where all the words are found */
  function placeOf(ways, all) {
    if (all & Match.OWN) return OWN;
    if (all & Match.CONTEXT) return HEADING;
    if (ways.every((way) => way & ~(Match.ABOUT | Match.WHOLE))) return DIVIDED;
    return all & Match.ABOUT ? NOTICE : SCATTERED;
  }

  /** @param {Year} year @param {number} directive @param {Reading} reading @param {number[]} place */
  function distance(year, directive, reading, place) {
    const words = reading.terms.filter(isWord);
    if (place === OWN) return span(year.texts, directive, words, reading);
    return place === HEADING ? span(year.contexts, year.contextOf[directive], words, reading) : span(year.about, year.noticeOf[directive], words, reading);
  }

  /** Whether words of the directive itself count in a class, so that it can be more about them than another. @param {number} rank */
  function isOwn(rank) {
    const words = (rank % WORSE) - (rank % 10);
    return [...OWN, DIVIDED].includes(words);
  }

  /** Whether the words of a class stand apart from each other. @param {number} rank */
  function isApart(rank) {
    const words = rank - (rank % 10);
    return [OWN[2], HEADING[2], NOTICE[2], DIVIDED].includes(words % WORSE) || rank % WORSE >= SCATTERED;
  }

  /**
   * How near to each other the words stand in one line: as a phrase 0, near 1, apart 2.
   * @param {ShortLines} lines @param {number} line @param {Term[]} words @param {Reading} reading
   */
  function span(lines, line, words, reading) {
    const places = words.map((term) => all(lines, line, term, reading));
    if (places.some((list) => !list.length)) return 0;
    if (isPhrase(lines, places)) return 0;
    return isNear(places) ? 1 : 2;
  }

  /** Every place of a term in a line, in order. @param {ShortLines} lines @param {number} line @param {Term} term @param {Reading} reading @returns {Place[]} */
  function all(lines, line, term, reading) {
    const [from, to] = [lines.starts[line], lines.starts[line + 1]];
    /** @type {Place[]} */
    const found = [];
    for (const phrase of term.phrases) {
      for (let place = Words.next(lines, phrase, from, to, reading); place; place = Words.next(lines, phrase, place.end, to, reading)) found.push(place);
    }
    const { number } = term;
    if (number?.letters) for (let place = Words.nextNumber(lines, number, from, to); place; place = Words.nextNumber(lines, number, place.end, to)) found.push(place);
    return found.sort((one, other) => one.start - other.start || other.end - one.end);
  }

  /** What is due next first, then what was due last, then what has no day. @param {Year} year @param {number} directive @param {number} today  in milliseconds */
  function byDeadline(year, directive, today) {
    const limit = year.deadlines.get(directive)?.limit;
    if (!limit) return NEVER;
    const days = Math.round((Date.parse(limit) - today) / DAY);
    return days < 0 ? PAST - days : days;
  }

  /** Whether the words follow each other with nothing between. @param {ShortLines} lines @param {Place[][]} places */
  function isPhrase(lines, places) {
    return places[0].some((first) => {
      let end = first.end;
      return places.slice(1).every((list) => {
        const next = list.find((place) => place.start > end && Words.isBlank(lines, end, place.start));
        if (next) end = next.end;
        return Boolean(next);
      });
    });
  }

  /** Whether some window holds every word with little between. @param {Place[][]} places */
  function isNear(places) {
    const at = places.map(() => 0);
    for (;;) {
      const now = places.map((list, term) => list[at[term]]);
      if (now.some((place) => !place)) return false;
      const start = Math.min(...now.map((place) => place.start));
      const end = Math.max(...now.map((place) => place.end));
      const used = now.reduce((sum, place) => sum + place.end - place.start, 0);
      if (end - start - used <= NEAR) return true;
      at[now.findIndex((place) => place.start === start)] += 1;
    }
  }

  /** How much a directive is about the words: their share of it, and how early they come. @param {Year} year @param {number} directive @param {Reading} reading */
  function focus(year, directive, reading) {
    const [from, to] = [year.texts.starts[directive], year.texts.starts[directive + 1]];
    const places = reading.terms.flatMap((term) => all(year.texts, directive, term, reading));
    if (!places.length) return 0;
    const length = to - from;
    const covered = places.reduce((sum, place) => sum + place.end - place.start, 0);
    return covered / (length + 100) + 0.3 * (1 - (places[0].start - from) / length);
  }

  return { classOf, isApart, isOwn, all, focus, byDeadline };
})();
