"use strict";
/**
 * Text to be searched: lines held once as printed, one byte a letter, and once folded.
 * The bytes are numbers in an alphabet that grows with what is read; the few letters beyond 254 are kept apart.
 *
 * @typedef {object} Lines
 * @property {string} folded    all lines folded, a line feed after each
 * @property {Uint8Array} codes the letters as printed
 * @property {Uint32Array} starts  where each line starts, and after the last one where the text ends
 * @property {Map<number, string>} rare  letters that found no number, by their place
 */
const TextLines = (() => {
  const RARE = 255;
  const STEP = 50000;
  const FEED = 10;

  const numbers = new Uint8Array(65536);
  const letters = [""];
  const base = new Uint8Array(256);
  const quality = new Uint16Array(256);
  const tone = new Uint8Array(256);
  const decoder = new TextDecoder("latin1");

  /** The byte that stands for a folded letter. @param {string} char */
  function byteOf(char) {
    if (char === "\n") return FEED;
    const code = Folding.base(char).charCodeAt(0);
    return code < 256 ? code : RARE;
  }

  /** @param {number} unit  a character code met for the first time, or once more when the alphabet is full */
  function learn(unit) {
    const number = letters.length;
    if (number === RARE) return RARE;
    const char = String.fromCharCode(unit);
    letters.push(char);
    numbers[unit] = number;
    base[number] = byteOf(char);
    ({ quality: quality[number], tone: tone[number] } = Folding.letter(char));
    return number;
  }

  /**
   * Reads lines; a job for `Slices`, since it may take long.
   * @param {string} text  lines apart by line feeds, as `Folding.visible` leaves them
   * @returns {Generator<void, Lines, unknown>}
   */
  function* read(text) {
    const codes = new Uint8Array(text.length);
    const bytes = new Uint8Array(text.length + 1);
    const rare = new Map();
    const starts = [0];
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      const number = numbers[unit] || learn(unit);
      codes[at] = number;
      bytes[at] = base[number];
      if (number === RARE) {
        rare.set(at, text[at]);
        bytes[at] = byteOf(text[at]);
      }
      if (unit === FEED) starts.push(at + 1);
      if (at % STEP === 0) yield;
    }
    bytes[text.length] = FEED;
    starts.push(text.length + 1);
    Folding.lonelyYs(bytes);
    return { folded: decoder.decode(bytes), codes, starts: Uint32Array.from(starts), rare };
  }

  /** Reads a short text at once. @param {string} text @returns {Lines} */
  function readNow(text) {
    const job = read(text);
    for (;;) {
      const step = job.next();
      if (step.done) return step.value;
    }
  }

  /** A line, or a part of the text, as printed. @param {Lines} lines @param {number} from @param {number} to */
  function printed(lines, from, to) {
    let text = "";
    for (let at = from; at < to; at += 1) text += lines.codes[at] === RARE ? lines.rare.get(at) : letters[lines.codes[at]];
    return text;
  }

  /** @param {Lines} lines @param {number} number */
  function line(lines, number) {
    return printed(lines, lines.starts[number], lines.starts[number + 1] - 1);
  }

  return { read, readNow, line, printed, quality, tone };
})();
