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
 * @property {Vocabulary} vocabulary  its words
 *
 * @typedef {Omit<Lines, "vocabulary">} ShortLines  whose words are not numbered
 */
const TextLines = (() => {
  const RARE = 255;
  const STEP = 20000;
  const FEED = 10;
  const BLANK = 32;
  const Y = 121;

  const numbers = new Uint8Array(65536);
  const letters = ["", "\n"];
  const base = new Uint8Array(256);
  const quality = new Uint16Array(256);
  const tone = new Uint8Array(256);
  base[RARE] = RARE;
  [numbers[FEED], base[1]] = [1, FEED];
  /** For each letter the first that is the same, small or large; nothing for what is none. */
  const form = new Uint8Array(256);
  form[RARE] = RARE;
  /** @type {Map<string, number>} */
  const known = new Map();
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
    const key = `${base[number]} ${quality[number]} ${tone[number]}`;
    if (!known.has(key)) known.set(key, number);
    form[number] = base[number] > BLANK ? (known.get(key) ?? number) : 0;
    return number;
  }

  /**
   * Reads lines; a job for `Slices`, since it may take long.
   * @param {string} text  lines apart by line feeds, as `Folding.visible` leaves them
   * @returns {Generator<void, Lines, unknown>}
   */
  function* read(text) {
    const { bytes, forms, ...lines } = yield* readLetters(text);
    const vocabulary = yield* Vocabulary.read({ ...lines, bytes, forms, rare: RARE });
    return { ...lines, vocabulary };
  }

  /** @param {string} text @returns {Generator<void, ShortLines & {bytes: Uint8Array, forms: Uint8Array}, unknown>} */
  function* readLetters(text) {
    const codes = new Uint8Array(text.length);
    const bytes = new Uint8Array(text.length + 1);
    const forms = new Uint8Array(text.length + 1);
    const rare = new Map();
    const starts = [0];
    for (let from = 0; from < text.length; from += STEP) {
      readPart(text, from, Math.min(from + STEP, text.length), { codes, bytes, forms, rare, starts });
      yield;
    }
    bytes[text.length] = FEED;
    if (bytes[text.length - 1] === Y) Folding.loneY(bytes, text.length);
    starts.push(text.length + 1);
    return { bytes, forms, folded: decoder.decode(bytes), codes, starts: Uint32Array.from(starts), rare };
  }

  /**
   * The innermost loop of loading: a few nanoseconds a letter.
   * @param {string} text @param {number} from @param {number} to
   * @param {{codes: Uint8Array, bytes: Uint8Array, forms: Uint8Array, rare: Map<number, string>, starts: number[]}} into
   */
  function readPart(text, from, to, { codes, bytes, forms, rare, starts }) {
    for (let at = from; at < to; at += 1) {
      const unit = text.charCodeAt(at);
      const number = numbers[unit] || learn(unit);
      codes[at] = number;
      const byte = base[number];
      bytes[at] = byte;
      forms[at] = form[number];
      if (byte <= BLANK) {
        if (bytes[at - 1] === Y) Folding.loneY(bytes, at);
        if (unit === FEED) starts.push(at + 1);
      }
      if (number === RARE) {
        rare.set(at, text[at]);
        bytes[at] = byteOf(text[at]);
        forms[at] = bytes[at] > BLANK ? RARE : 0;
      }
    }
  }

  /** Reads a short text at once. @param {string} text @returns {ShortLines} */
  function readNow(text) {
    const job = readLetters(text);
    for (;;) {
      const step = job.next();
      if (step.done) return step.value;
    }
  }

  /** A line, or a part of the text, as printed. @param {ShortLines} lines @param {number} from @param {number} to */
  function printed(lines, from, to) {
    let text = "";
    for (let at = from; at < to; at += 1) text += lines.codes[at] === RARE ? lines.rare.get(at) : letters[lines.codes[at]];
    return text;
  }

  /** @param {ShortLines} lines @param {number} number */
  function line(lines, number) {
    return printed(lines, lines.starts[number], lines.starts[number + 1] - 1);
  }

  return { read, readNow, line, printed, quality, tone };
})();
