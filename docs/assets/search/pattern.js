"use strict";
/**
 * Phrases among the numbered words of lines: those lines in which the rarest of their words stands are looked at.
 *
 * @typedef {object} Pattern  of a phrase
 * @property {number[][]} words   for each word the numbers of those that it means
 * @property {Int32Array} masks   for each number which words of the phrase it fits, a bit each
 * @property {number} begun       the first number that only begins with the last word, and is not it
 * @property {((line: number) => boolean) | null} check  where there are more words than bits: whether all stand there
 */
const Patterns = (() => {
  const BITS = 32;
  const STEP = 512;
  /** Comes after all letters of words. */
  const LAST = "\uffff";

  /** Null when one of the words stands in no line. @param {Lines} lines @param {Phrase} phrase @param {Reading} reading @returns {Pattern | null} */
  function of(lines, phrase, reading) {
    const words = [];
    for (const word of phrase.slice(0, BITS)) {
      const numbers = meant(lines, word, reading);
      if (!numbers.length) return null;
      words.push(numbers);
    }
    const masks = new Int32Array(words.length > 1 ? lines.vocabulary.samples.length : 0);
    if (words.length > 1) words.forEach((numbers, at) => numbers.forEach((number) => void (masks[number] |= 1 << at)));
    const begun = Vocabulary.first(lines, `${phrase[words.length - 1].base} `);
    const check = (/** @type {number} */ line) => Boolean(Words.next(lines, phrase, lines.starts[line], lines.starts[line + 1], reading));
    return { words, masks, begun, check: phrase.length > BITS ? check : null };
  }

  /** The numbers of the words that a typed one means. @param {Lines} lines @param {Word} word @param {Reading} reading */
  function meant(lines, word, reading) {
    const { folded, vocabulary: { samples } } = lines;
    const end = Vocabulary.first(lines, word.base + (word.prefix ? LAST : " "));
    /** @type {number[]} */
    const found = [];
    for (let at = Vocabulary.first(lines, word.base); at < end; at += 1) {
      if (word.digits || (folded.startsWith(word.base, samples[at]) && Words.isMeant(lines, word, samples[at], reading))) found.push(at);
    }
    return found;
  }

  /**
   * Marks each line that holds the phrase with one bit, and with another where its last word is there whole; tells whether
   * there may be any. A job for `Slices`.
   * @param {Lines} lines @param {Phrase} phrase @param {Reading} reading
   * @param {Uint16Array} marks  of the lines @param {number} holds @param {number} whole
   * @returns {Generator<void, boolean, unknown>}
   */
  function* each(lines, phrase, reading, marks, holds, whole) {
    const pattern = of(lines, phrase, reading);
    if (!pattern) return false;
    const { words, begun } = pattern;
    if (words.length === 1) {
      markAll(lines.vocabulary, words[0], (number) => (number < begun ? holds | whole : holds), marks);
      return true;
    }
    const looked = new Uint8Array(lines.starts.length);
    let count = 0;
    for (const number of rarest(lines, words)) {
      const list = Vocabulary.lines(lines, number);
      for (let from = 0; from < list.length; from += STEP) {
        const some = list.subarray(from, from + STEP);
        inLines(lines, pattern, some, looked, marks, holds, whole);
        if ((count += some.length) < STEP) continue;
        count = 0;
        yield;
      }
    }
    return true;
  }

  /**
   * Marks those of some lines that hold the phrase, and were not looked at before.
   * @param {Lines} lines @param {Pattern} pattern @param {Vocabulary["lists"]} some @param {Uint8Array} looked
   * @param {Uint16Array} marks @param {number} holds @param {number} whole
   */
  function inLines(lines, pattern, some, looked, marks, holds, whole) {
    for (let at = 0; at < some.length; at += 1) {
      const line = some[at];
      if (looked[line]) continue;
      looked[line] = 1;
      const found = inLine(lines, pattern, line);
      if (found) marks[line] |= found === 2 ? holds | whole : holds;
    }
  }

  /** Marks the lines in which words stand. @param {Vocabulary} vocabulary @param {number[]} numbers @param {(number: number) => number} markOf @param {Uint16Array} marks */
  function markAll({ lists, ends }, numbers, markOf, marks) {
    for (const number of numbers) {
      const mark = markOf(number);
      for (let at = number ? ends[number - 1] : 0; at < ends[number]; at += 1) marks[lists[at]] |= mark;
    }
  }

  /** The word of a phrase that stands in the fewest lines. @param {Lines} lines @param {number[][]} words */
  function rarest(lines, words) {
    const sizes = words.map((numbers) => numbers.reduce((sum, number) => sum + Vocabulary.lines(lines, number).length, 0));
    return words[sizes.indexOf(Math.min(...sizes))];
  }

  /**
   * Whether a line holds the phrase: 0 when not, 1 when its last word only begins one there, else 2. A bit goes on to the
   * next word of the phrase when the next word of the line fits that (the algorithm is known as shift-and).
   * @param {Lines} lines @param {Pattern} pattern @param {number} line
   */
  function inLine({ vocabulary: { tokens, starts } }, { words, masks, begun, check }, line) {
    const last = 1 << (words.length - 1);
    const end = starts[line + 1];
    let state = 0;
    let found = 0;
    for (let at = starts[line]; at < end && found < 2; at += 1) {
      state = ((state << 1) | 1) & masks[tokens[at]];
      if (state & last) found = tokens[at] < begun ? 2 : 1;
    }
    return found && (!check || check(line)) ? found : 0;
  }

  /**
   * Marks each line that holds a document's number with letters, whatever blanks stand inside it.
   * @param {Lines} lines @param {{digits: string, letters: string}} number @param {Uint16Array} marks @param {number} mark
   */
  function* eachNumber(lines, number, marks, mark) {
    const { folded, vocabulary: { samples } } = lines;
    const whole = Words.bare(number);
    for (let length = 1; length <= whole.length; length += 1) {
      const begun = whole.slice(0, length);
      for (let at = Vocabulary.first(lines, begun); at < samples.length && Vocabulary.key(folded, samples[at]) === begun; at += 1) {
        for (const line of Vocabulary.lines(lines, at)) if (Words.nextNumber(lines, number, lines.starts[line], lines.starts[line + 1])) marks[line] |= mark;
        yield;
      }
    }
  }

  return { of, each, eachNumber, inLine };
})();
