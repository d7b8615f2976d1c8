"use strict";
/**
 * The folding rule of ketluan/folding.json: how words are compared.
 * The rule arrives as data (folding-data.js calls `Folding.use`); ketluan/folding.py does the same in Python.
 *
 * @typedef {{letters: Record<string, string>, tones: string, invisible: string, y_is_i_after: string[]}} FoldingRule
 * @typedef {{quality: number, tone: number}} Letter  a letter without its tone (character code), and the tone (0: none)
 */
const Folding = (() => {
  const WORD = /[\p{L}\p{N}]/u;
  const BLANK = 32;

  /** @type {Map<string, string>} */
  let letters = new Map();
  /** @type {Map<string, string>} */
  let known = new Map();
  let tones = "";
  let dropped = /[\u0300-\u036f]/g;
  /** @type {Set<string>} */
  let beginnings = new Set();
  /** The same as numbers, the last letter first. @type {Set<number>} */
  let keys = new Set();

  /** @param {FoldingRule} rule */
  function use(rule) {
    letters = new Map(Object.entries(rule.letters).flatMap(([base, all]) => [...all].map((variant) => [variant, base])));
    known = new Map();
    tones = rule.tones;
    dropped = new RegExp(`[\u0300-\u036f${rule.invisible}]`, "g");
    beginnings = new Set(rule.y_is_i_after);
    keys = new Set(rule.y_is_i_after.map((text) => [...text].reduceRight((key, char) => key * 256 + char.charCodeAt(0), 0)));
  }

  /** Composed, without invisible characters: every character of it folds to one character. @param {string} text */
  function visible(text) {
    return text.normalize("NFC").replace(dropped, "");
  }

  /** The base letter of one character; a blank for what is neither letter nor digit. @param {string} char */
  function base(char) {
    let found = known.get(char);
    if (found === undefined) {
      const lower = char.toLowerCase()[0];
      found = letters.get(lower) ?? (WORD.test(lower) ? lower : " ");
      known.set(char, found);
    }
    return found;
  }

  /** @param {string} text */
  function fold(text) {
    return visible(text).split("").map(base).join("").replace(/[^ ]+/g, (word) => (isLoneY(word) ? `${word.slice(0, -1)}i` : word));
  }

  /** Folded, without what stands between letters: `GD-ĐT` -> `gddt`. @param {string} text */
  function compact(text) {
    return fold(text).replaceAll(" ", "");
  }

  /** Whether a folded word ends in a y that equals i. @param {string} word */
  function isLoneY(word) {
    return word.endsWith("y") && beginnings.has(word.slice(0, -1));
  }

  /** Puts i for the y before `end`, when it equals i. @param {Uint8Array} bytes @param {number} end */
  function loneY(bytes, end) {
    let from = end - 1;
    let key = 0;
    while (from > 0 && bytes[from - 1] > BLANK && key < 65536) {
      from -= 1;
      key = key * 256 + bytes[from];
    }
    if (keys.has(key)) bytes[end - 1] = 105;
  }

  /** What tells a letter from others of its base. @param {string} char @returns {Letter} */
  function letter(char) {
    const parts = char.toLowerCase().replace("ð", "đ").normalize("NFD");
    const tone = [...parts].findIndex((part) => tones.includes(part));
    const plain = tone < 0 ? parts : parts.slice(0, tone) + parts.slice(tone + 1);
    return { quality: (plain.normalize("NFC") || " ").charCodeAt(0), tone: tone < 0 ? 0 : tones.indexOf(parts[tone]) + 1 };
  }

  return { use, visible, base, fold, compact, loneY, letter };
})();
