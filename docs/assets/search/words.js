"use strict";
/**
 * Words and phrases of a query, and where they stand in lines.
 *
 * @typedef {object} Word
 * @property {string} base      folded
 * @property {number[]} quality its letters without tones
 * @property {number} tone      the sum of its tones (a syllable has one)
 * @property {boolean} accented whether it was typed with any mark; then only that form is meant
 * @property {boolean} digits   whether it is a number; noughts before it do not count
 * @property {boolean} prefix   whether longer words that start with it are meant too
 * @typedef {Word[]} Phrase     words that follow each other
 * @typedef {{start: number, end: number, whole: boolean}} Place
 */
const Words = (() => {
  const BLANK = 32;
  const NOUGHT = 48;

  /** @param {string} typed  one word, as `Folding.visible` leaves it @param {boolean} [prefix] @returns {Word} */
  function word(typed, prefix = false) {
    const digits = /^\d+$/.test(typed);
    const shown = digits ? typed.replace(/^0+(?=\d)/, "") : typed.toLowerCase();
    const base = Folding.fold(shown);
    const letters = [...shown].map(Folding.letter);
    const tone = letters.reduce((sum, letter) => sum + letter.tone, 0);
    const accented = !digits && (tone > 0 || letters.some((letter, at) => String.fromCharCode(letter.quality) !== Folding.base(shown[at])));
    return { base, quality: letters.map((letter) => letter.quality), tone, accented, digits, prefix: prefix && !digits };
  }

  /** The words of a text. @param {string} text @returns {string[]} */
  function split(text) {
    const shown = Folding.visible(text);
    const folded = Folding.fold(shown);
    return [...folded.matchAll(/[^ ]+/g)].map((found) => shown.slice(found.index, found.index + found[0].length));
  }

  /** @param {string} text @returns {Phrase} */
  function phrase(text) {
    return split(text).map((part) => word(part));
  }

  /**
   * The alternatives that a phrase stands for when its last word is still being typed: `quy` is quý, or the start of
   * quyết, but `qui` is not.
   * @param {Phrase} words @param {string} last  the last word as typed @returns {Phrase[]}
   */
  function unfinished(words, last) {
    const before = words.slice(0, -1);
    const whole = word(last);
    if (whole.digits) return [words];
    const raw = last.toLowerCase().split("").map(Folding.base).join("");
    const open = { ...whole, base: raw, prefix: true };
    return raw === whole.base ? [[...before, open]] : [[...before, whole], [...before, open]];
  }

  /** Whether the letters from `start` are that form of the word. @param {ShortLines} lines @param {Word} word @param {number} start */
  function sameForm(lines, word, start) {
    let tone = 0;
    for (let at = 0; at < word.base.length; at += 1) {
      const code = lines.codes[start + at];
      tone += TextLines.tone[code];
      if (TextLines.quality[code] !== word.quality[at] && word.base[at] !== "i") return false;
    }
    return tone === word.tone;
  }

  /**
   * Whether the word stands at `start`; its end, or -1.
   * @param {ShortLines} lines @param {Word} word @param {number} start @param {Reading} reading
   */
  function endAt(lines, word, start, reading) {
    const { folded } = lines;
    const end = start + word.base.length;
    let before = start - 1;
    if (word.digits) while (folded.charCodeAt(before) === NOUGHT) before -= 1;
    if (before >= 0 && folded.charCodeAt(before) > BLANK) return -1;
    if (!word.prefix && folded.charCodeAt(end) > BLANK) return -1;
    return isMeant(lines, word, start, reading) ? end : -1;
  }

  /** Whether the letters from `start`, which are the word's when folded, have the marks that it asks for. @param {ShortLines} lines @param {Word} word @param {number} start @param {Reading} reading */
  function isMeant(lines, word, start, reading) {
    return !word.accented || reading.unaccented || sameForm(lines, word, start);
  }

  /** @param {ShortLines} lines @param {Word} word @param {number} end  where the word before ended @param {Reading} reading */
  function after(lines, word, end, reading) {
    let start = end;
    while (lines.folded.charCodeAt(start) === BLANK) start += 1;
    if (word.digits) while (lines.folded.charCodeAt(start) === NOUGHT && !lines.folded.startsWith(word.base, start)) start += 1;
    return start > end && lines.folded.startsWith(word.base, start) ? endAt(lines, word, start, reading) : -1;
  }

  /** @param {ShortLines} lines @param {Word} word @param {number} start  where the next word starts @param {Reading} reading */
  function before(lines, word, start, reading) {
    let end = start;
    while (lines.folded.charCodeAt(end - 1) === NOUGHT) end -= 1;
    while (lines.folded.charCodeAt(end - 1) === BLANK) end -= 1;
    const first = end - word.base.length;
    return end < start && first >= 0 && lines.folded.startsWith(word.base, first) && endAt(lines, word, first, reading) === end ? first : -1;
  }

  /** The place in a phrase of the word to look for first: the longest is the rarest. @param {Phrase} phrase */
  function anchor(phrase) {
    let best = 0;
    for (let at = 1; at < phrase.length; at += 1) if (phrase[at].base.length > phrase[best].base.length) best = at;
    return best;
  }

  /**
   * The next place of a phrase in the folded text, from `from` on and before `to`.
   * @param {ShortLines} lines @param {Phrase} phrase @param {number} from @param {number} to @param {Reading} reading
   * @returns {Place | null}
   */
  function next(lines, phrase, from, to, reading) {
    const at = anchor(phrase);
    const within = to < lines.folded.length ? lines.folded.slice(0, to) : lines.folded;
    for (let found = starting(within, phrase[at], from); found >= 0; found = starting(within, phrase[at], found + 1)) {
      const place = around(lines, phrase, at, found, reading);
      if (place) return place;
    }
    return null;
  }

  /** Where a word's letters stand next at the start of a word, or behind noughts; -1 when nowhere. @param {string} folded @param {Word} word @param {number} from */
  function starting(folded, { base, digits }, from) {
    if ((!from || folded.charCodeAt(from - 1) < BLANK) && folded.startsWith(base, from)) return from;
    if (!digits) return folded.indexOf(` ${base}`, from - 1) + 1 || -1;
    let found = folded.indexOf(base, from);
    while (found > 0 && folded.charCodeAt(found - 1) > NOUGHT) found = folded.indexOf(base, found + 1);
    return found;
  }

  /**
   * The whole phrase around its anchor, when it stands there.
   * @param {ShortLines} lines @param {Phrase} phrase @param {number} at @param {number} found @param {Reading} reading
   * @returns {Place | null}
   */
  function around(lines, phrase, at, found, reading) {
    let end = endAt(lines, phrase[at], found, reading);
    for (let next = at + 1; next < phrase.length && end >= 0; next += 1) end = after(lines, phrase[next], end, reading);
    if (end < 0) return null;
    let start = found;
    for (let previous = at - 1; previous >= 0 && start >= 0; previous -= 1) start = before(lines, phrase[previous], start, reading);
    return start < 0 ? null : { start, end, whole: !(lines.folded.charCodeAt(end) > BLANK) };
  }

  /** Whether nothing but blanks stands between two places. @param {ShortLines} lines @param {number} from @param {number} to */
  function isBlank({ folded }, from, to) {
    let at = from;
    while (at < to && folded.charCodeAt(at) <= BLANK) at += 1;
    return at === to;
  }

  /** A document's number as one word, without noughts before it. @param {{digits: string, letters: string}} number */
  function bare({ digits, letters }) {
    return digits.replace(/^0+(?=\d)/, "") + letters;
  }

  /**
   * The next place of a document's number with letters, whatever blanks and signs stand inside or are missing: lines
   * break there, in the midst of the digits too, and typists and machines leave them out.
   * @param {ShortLines} lines @param {{digits: string, letters: string}} number @param {number} from @param {number} to @returns {Place | null}
   */
  function nextNumber({ folded }, { digits, letters }, from, to) {
    const form = new RegExp(`(?<![^ \\n])(0*)${[...bare({ digits, letters: "" })].join(" ?")} *${[...letters].join(" *")}(?![^ \\n])`);
    const found = form.exec(folded.slice(from, to));
    if (!found) return null;
    const start = from + found.index;
    return { start: start + found[1].length, end: start + found[0].length, whole: true };
  }

  return { word, split, phrase, unfinished, isMeant, isBlank, bare, next, nextNumber };
})();
