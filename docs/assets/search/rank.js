"use strict";
/**
 * How well a directive answers: a class, the lower the better. Inside a class the newest comes first.
 * The document asked for, then who is told, then words: phrase before near before apart, own before heading before
 * notice, whole words before beginnings.
 */
const Rank = (() => {
  const NEAR = 40;
  const BEYOND = 9;

  /**
   * @param {Year} year @param {number} directive @param {Reading} reading
   * @param {number[]} ways  for each term how it is found in the directive
   */
  function classOf(year, directive, reading, ways) {
    let told = 0;
    /** @type {Term[]} */
    const words = [];
    let all = 255;
    let part = 0;
    reading.terms.forEach((term, at) => {
      const role = agencyRole(term, ways[at]);
      if (role !== null) told = Math.max(told, role);
      else {
        words.push(term);
        all &= closest(ways[at]);
        part = ways[at] & (Match.WHOLE | Match.DEADLINE) ? 0 : 1;
      }
    });
    return told * 100 + part + (words.length ? nearness(year, directive, reading, words, ways, all) : 0);
  }

  /** How a term that names an agency or a document is met; null for words. @param {Term} term @param {number} way */
  function agencyRole(term, way) {
    if (term.number) return way & Match.NUMBER ? 0 : way & Match.OWN ? 1 : 2;
    if (!term.agencies.length) return null;
    if (way & Match.LEAD) return 0;
    if (way & Match.COORDINATE) return 1;
    return way & (Match.OWN | Match.CONTEXT) ? 2 : 3;
  }

  /** Where a term is found, as `OWN`, `CONTEXT` or `ABOUT` bits. @param {number} way */
  function closest(way) {
    return way & Match.DEADLINE ? way | Match.CONTEXT : way;
  }

  /**
   * @param {Year} year @param {number} directive @param {Reading} reading @param {Term[]} words @param {number[]} ways
   * @param {number} all  where all the words are found
   */
  function nearness(year, directive, reading, words, ways, all) {
    if (all & Match.OWN) return span(year.texts, directive, words, reading, 0);
    if (all & Match.CONTEXT) return span(year.contexts, year.contextOf[directive], words, reading, 10);
    const inside = ways.every((way) => way & ~Match.ABOUT);
    if (inside) return 50;
    return all & Match.ABOUT ? 10 + span(year.about, year.noticeOf[directive], words, reading, 50) : 80 + BEYOND;
  }

  /**
   * How near to each other the words stand in one line: phrase 0, near 20, apart 40, all of them plus `more`.
   * @param {Lines} lines @param {number} line @param {Term[]} words @param {Reading} reading @param {number} more
   */
  function span(lines, line, words, reading, more) {
    if (line < 0 || words.length === 1) return more;
    const places = words.map((term) => all(lines, line, term, reading));
    if (isPhrase(lines, places)) return more;
    return more + (isNear(places) ? 20 : 40);
  }

  /** Every place of a term in a line, in order. @param {Lines} lines @param {number} line @param {Term} term @param {Reading} reading @returns {Place[]} */
  function all(lines, line, term, reading) {
    const [from, to] = [lines.starts[line], lines.starts[line + 1]];
    /** @type {Place[]} */
    const found = [];
    for (const phrase of term.phrases) {
      for (let place = Words.next(lines, phrase, from, to, reading); place; place = Words.next(lines, phrase, place.end, to, reading)) found.push(place);
    }
    return found.sort((one, other) => one.start - other.start || other.end - one.end);
  }

  /** Every match in a text on its own, in order, parts of words filled up. @param {string} text @param {Reading} reading @returns {Place[]} */
  function placesInText(text, reading) {
    const lines = TextLines.readNow(text);
    return reading.terms.flatMap((term) => all(lines, 0, term, reading)).sort((one, other) => one.start - other.start || other.end - one.end);
  }

  /** Whether the words follow each other with nothing between. @param {Lines} lines @param {Place[][]} places */
  function isPhrase(lines, places) {
    return places[0].some((first) => {
      let end = first.end;
      return places.slice(1).every((list) => {
        const next = list.find((place) => place.start > end && lines.folded.slice(end, place.start).trim() === "");
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

  return { classOf, all, focus, placesInText };
})();
