"use strict";
/** What to do when nothing was found: filters to drop, words and numbers that are near to those typed. */
const Help = (() => {
  const MOST = 3;

  /** @type {Map<string, string> | null} */
  let vocabulary = null;
  let read = 0;

  /** The terms that stand nowhere, whatever the filters. @param {Reading} reading @param {Year[]} years @param {() => boolean} wanted @returns {Promise<Term[]>} */
  async function absent(reading, years, wanted) {
    const missing = new Set(reading.terms);
    await Slices.run((function* () {
      for (const year of years) {
        for (const term of missing) {
          const ways = yield* Match.ways(year, term, reading);
          if (ways.some((way) => way > 0)) missing.delete(term);
        }
      }
    })(), wanted);
    return [...missing];
  }

  /** Words of the archive that look like the typed one, best first. @param {string} typed @param {Year[]} years @param {() => boolean} wanted @returns {Promise<string[]>} */
  async function nearest(typed, years, wanted) {
    const words = await known(years, wanted);
    const folded = Folding.fold(typed);
    const limit = folded.length < 6 ? 1 : 2; // two letters of a short syllable make any other
    /** @type {[number, string][]} */
    const found = [];
    for (const [word, shown] of words) {
      if (Math.abs(word.length - folded.length) > limit || /\d/.test(word)) continue;
      const distance = apart(folded, word);
      if (distance <= limit) found.push([distance, shown]);
    }
    return found.sort((one, other) => one[0] - other[0]).slice(0, MOST).map(([, shown]) => shown);
  }

  /** Every word of the years that are loaded, with one printed form. @param {Year[]} years @param {() => boolean} wanted */
  async function known(years, wanted) {
    const collected = vocabulary && read === years.length ? vocabulary : new Map();
    if (collected === vocabulary) return collected;
    const whole = await Slices.run((function* () {
      for (const { texts } of years) {
        for (const start of texts.vocabulary.samples) {
          const word = Vocabulary.key(texts.folded, start);
          if (!collected.has(word)) collected.set(word, TextLines.printed(texts, start, start + word.length).toLowerCase());
        }
        yield;
      }
    })(), wanted);
    if (whole) [vocabulary, read] = [collected, years.length];
    return collected;
  }

  /** How many letters must be changed, put in or taken out. @param {string} one @param {string} other */
  function apart(one, other) {
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      }
      row = next;
    }
    return row[other.length];
  }

  /**
   * @typedef {{type: (text: string) => void, wanted: () => boolean, overview: Overview}} Adviser
   * @param {Answer} answer @param {Year[]} years @param {Adviser} desk
   * @param {{text: string, count: number, drop: () => void}[]} filters  what dropping each filter would find
   * @returns {Promise<HTMLElement[]>}
   */
  async function advice(answer, years, desk, filters) {
    /** @type {HTMLElement[]} */
    const items = [];
    for (const { text, count, drop } of filters) {
      if (count) items.push(Dom.make("li", {}, "Bỏ bộ lọc ", Dom.button(text, drop, { class: "ks-link" }), `: có ${Site.count(count)} kết quả.`));
    }
    const unknown = answer.first ? await absent(answer.first, years, desk.wanted) : [];
    for (const term of unknown.filter(({ number }) => !Advice.gone(number, desk.overview).length)) items.push(await missing(answer, term, years, desk));
    return items;
  }

  /** @param {Answer} answer @param {Term} term @param {Year[]} years @param {Adviser} desk */
  async function missing(answer, term, years, desk) {
    if (term.number) return numbered(term, years, desk);
    const words = await nearest(term.shown, years, desk.wanted);
    const near = words.flatMap((word, at) => [at ? ", " : " Từ gần giống: ", search(word, answer.text.replace(term.shown, word), desk)]);
    return Dom.make("li", {}, `Không có “${term.shown}” trong ${answer.whole ? "kho" : "các năm đã tìm"}.`, ...near);
  }

  /** Notices whose number begins with the digits typed. @param {Term} term @param {Year[]} years @param {Adviser} desk */
  function numbered({ shown, number }, years, desk) {
    const longer = years.flatMap((year) => year.notices).filter((notice) => Match.beginsWith(notice, number?.digits ?? ""));
    const near = longer.slice(0, MOST).flatMap((notice, at) => [at ? ", " : " Số bắt đầu như vậy: ", search(notice.number, notice.number, desk)]);
    return Dom.make("li", {}, `Không có văn bản số “${shown}” trong kho.`, ...near);
  }

  /** @param {string} shown @param {string} text @param {{type: (text: string) => void}} desk */
  function search(shown, text, desk) {
    return Dom.button(`“${shown}”`, () => desk.type(text), { class: "ks-link" });
  }

  return { advice, apart };
})();
