"use strict";
/** When nothing holds all that was typed: the directives that hold most of it, whole phrases first. */
const Nearest = (() => {
  const MOST = 5;
  const WORDS = 1000;

  /** @typedef {{hit: Hit, score: number, missing: Term[]}} Near */

  /** How many words a term takes. @param {Term} term */
  function size({ phrases }) {
    return Math.max(1, ...phrases.map((phrase) => phrase.length));
  }

  /**
   * Up to five, each with at least half of all words, else of three with one, else with two that stand side by side;
   * those with more words first, then those with more of them side by side, then the newest. A job for `Slices` fills
   * `into`.
   * @param {Reading} reading @param {Year[]} years @param {(year: Year, directive: number) => boolean} passes @param {Near[]} into
   */
  function* best(reading, years, passes, into) {
    const sizes = reading.terms.map(size);
    const half = sizes.reduce((sum, one) => sum + one, 0) / 2;
    for (const year of years) {
      const ways = yield* all(year, reading, reading.terms);
      const pairs = yield* all(year, reading, Together.pairs(reading.terms).map(({ term }) => term));
      for (let directive = 0; directive < year.count; directive += 1) {
        const words = sizes.reduce((sum, one, at) => sum + (ways[at][directive] & ~Match.WHOLE ? one : 0), 0);
        if (!words) continue;
        const beside = pairs.reduce((sum, pair) => sum + Number(pair[directive] > 0), 0);
        if (words < Math.floor(half) && !beside) continue;
        const score = words * WORDS + beside;
        if (into.length === MOST && score <= into[MOST - 1].score) continue;
        if (!passes(year, directive)) continue;
        const missing = reading.terms.filter((_, at) => !(ways[at][directive] & ~Match.WHOLE));
        into.push({ hit: { year, directive }, score, missing });
        into.sort((one, other) => other.score - one.score).splice(MOST);
      }
    }
    const good = into.filter(({ score }) => score >= half * WORDS);
    into.splice(0, MOST, ...(good.length ? good : into));
  }

  /** @param {Year} year @param {Reading} reading @param {Term[]} terms */
  function* all(year, reading, terms) {
    /** @type {Uint16Array[]} */
    const ways = [];
    for (const term of terms) ways.push(yield* Match.ways(year, term, reading));
    return ways;
  }

  /** @param {Near} near @param {Reading} reading @param {View} view */
  function item({ hit, missing }, reading, view) {
    const text = TextLines.line(hit.year.texts, hit.directive);
    const link = Dom.make("a", { href: Results.address(hit, view.root) }, ...Results.excerpt(text, Together.marker([text], reading)));
    const without = missing.map(({ shown }) => `“${shown}”`).join(", ");
    return Dom.make("li", {}, link, Dom.make("small", { class: "ks-near" }, `Không có ${without}. ${Results.source(hit, view)}`));
  }

  /**
   * By the first reading that comes near to anything.
   * @param {(Reading | null)[]} readings @param {Year[]} years @param {(year: Year, directive: number) => boolean} passes @param {View} view @param {() => boolean} wanted
   * @returns {Promise<HTMLElement[]>}
   */
  async function shown(readings, years, passes, view, wanted) {
    for (const reading of readings) {
      /** @type {Near[]} */
      const found = [];
      if (!reading || !(await Slices.run(best(reading, years, passes, found), wanted))) return [];
      if (found.length) return [Dom.make("p", {}, "Gần nhất với điều đã gõ:"), Dom.make("ul", {}, ...found.map((near) => item(near, reading, view)))];
    }
    return [];
  }

  return { best, shown };
})();
