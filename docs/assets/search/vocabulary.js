"use strict";
/**
 * The words of some lines, each form once: lines are looked through as numbers of words, of which there are five times
 * fewer than letters, and what a typed word may mean is found among the forms, not in the lines.
 *
 * @typedef {object} Vocabulary
 * @property {Uint16Array | Uint32Array} tokens  the numbers of the words, one after the other
 * @property {Uint32Array} starts   where each line starts in them, and after the last one where they end
 * @property {Uint32Array} samples  where a word of each number stands in the text; numbers follow the order of `key`
 * @property {Uint16Array | Uint32Array} lists  for each number the lines in which it stands, each once
 * @property {Uint32Array} ends     where the list of each number ends
 *
 * @typedef {{codes: Uint8Array, bytes: Uint8Array, forms: Uint8Array}} Letters  as printed, folded, and for each code
 *   the one that stands for the same letter, small or large
 */
const Vocabulary = (() => {
  const STEP = 20000;
  const FEED = 10;
  const BLANK = 32;
  const NOUGHT = 48;
  const NINE = 57;

  /**
   * Reads the words of a folded text; a job for `Slices`.
   * @param {string} folded  with a line feed after each line @param {Letters} letters
   * @returns {Generator<void, Vocabulary, unknown>}
   */
  function* read(folded, letters) {
    const number = numbering(letters);
    const met = { tokens: new Uint32Array((folded.length >> 1) + 1), count: 0, starts: [0], begun: -1, hash: 0 };
    for (let from = 0; from < folded.length; from += STEP) {
      readPart(letters, from, Math.min(from + STEP, folded.length), number.of, met);
      yield;
    }
    const places = Uint32Array.from(number.samples);
    const order = [...places.keys()];
    const keys = order.map((at) => key(folded, places[at]));
    yield;
    order.sort((one, other) => (keys[one] < keys[other] ? -1 : keys[one] > keys[other] ? 1 : one - other));
    yield;
    const numbers = new Uint32Array(order.length);
    order.forEach((at, place) => void (numbers[at] = place));
    const tokens = sized(order.length, met.count);
    for (let at = 0; at < met.count; at += 1) tokens[at] = numbers[met.tokens[at]];
    yield;
    const starts = Uint32Array.from(met.starts);
    return { tokens, starts, samples: places.map((_, place) => places[order[place]]), ...listed(tokens, starts, order.length) };
  }

  /** Numbers below a limit, in as few bytes as they need. @param {number} limit @param {number} length */
  function sized(limit, length) {
    return new (limit > 65536 ? Uint32Array : Uint16Array)(length);
  }

  /** @param {Vocabulary["tokens"]} tokens @param {Uint32Array} starts @param {number} words  how many there are */
  function listed(tokens, starts, words) {
    const ends = new Uint32Array(words);
    eachOnce(tokens, starts, words, (word) => void (ends[word] += 1));
    let sum = 0;
    for (let word = 0; word < words; word += 1) [sum, ends[word]] = [sum + ends[word], sum];
    const lists = sized(starts.length, sum);
    eachOnce(tokens, starts, words, (word, line) => {
      lists[ends[word]] = line;
      ends[word] += 1;
    });
    return { lists, ends };
  }

  /** Each word of each line, once. @param {Vocabulary["tokens"]} tokens @param {Uint32Array} starts @param {number} words @param {(word: number, line: number) => void} take */
  function eachOnce(tokens, starts, words, take) {
    const seen = new Int32Array(words).fill(-1);
    for (let line = 0; line < starts.length - 1; line += 1) {
      for (let at = starts[line]; at < starts[line + 1]; at += 1) {
        if (seen[tokens[at]] !== line) take(tokens[at], line);
        seen[tokens[at]] = line;
      }
    }
  }

  /**
   * @param {Letters} letters @param {number} from @param {number} to @param {(hash: number, start: number, end: number) => number} number
   * @param {{tokens: Uint32Array, count: number, starts: number[], begun: number, hash: number}} met
   */
  function readPart({ codes, bytes, forms }, from, to, number, met) {
    let { begun, hash, count } = met;
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at];
      if (byte > BLANK) {
        if (begun < 0) [begun, hash] = [at, 0];
        hash = Math.imul(hash ^ forms[codes[at]], 0x9e3779b1) ^ (hash >>> 15);
        continue;
      }
      if (begun >= 0) {
        met.tokens[count] = number(hash, begun, at);
        count += 1;
        begun = -1;
      }
      if (byte === FEED) met.starts.push(count);
    }
    Object.assign(met, { begun, hash, count });
  }

  /** Numbers words in the order in which their forms are met. @param {Letters} letters */
  function numbering({ codes, bytes, forms }) {
    /** @type {number[]} */
    const samples = [];
    /** @type {number[]} */
    const hashes = [];
    let table = new Int32Array(8192).fill(-1);

    /** @param {number} hash */
    function free(hash) {
      let slot = hash & (table.length - 1);
      while (table[slot] >= 0) slot = (slot + 1) & (table.length - 1);
      return slot;
    }

    /** @param {number} sample @param {number} start @param {number} end */
    function same(sample, start, end) {
      for (let at = start; at < end; at += 1) {
        const other = sample + at - start;
        if (bytes[other] !== bytes[at] || forms[codes[other]] !== forms[codes[at]]) return false;
      }
      return bytes[sample + end - start] <= BLANK;
    }

    /** @param {number} hash @param {number} start @param {number} end */
    function of(hash, start, end) {
      for (let slot = hash & (table.length - 1); table[slot] >= 0; slot = (slot + 1) & (table.length - 1)) {
        if (same(samples[table[slot]], start, end)) return table[slot];
      }
      if (samples.length * 2 > table.length) {
        table = new Int32Array(table.length * 2).fill(-1);
        hashes.forEach((known, at) => void (table[free(known)] = at));
      }
      table[free(hash)] = samples.length;
      hashes.push(hash);
      return samples.push(start) - 1;
    }
    return { of, samples };
  }

  /** The folded word that starts at a place, without noughts before its first digit. @param {string} folded @param {number} start */
  function key(folded, start) {
    let end = start;
    while (folded.charCodeAt(end) > BLANK) end += 1;
    let from = start;
    while (folded.charCodeAt(from) === NOUGHT && isDigit(folded.charCodeAt(from + 1))) from += 1;
    return folded.slice(from, end);
  }

  /** @param {number} code */
  function isDigit(code) {
    return code >= NOUGHT && code <= NINE;
  }

  /** The first number whose key does not come before a word. @param {Lines} lines @param {string} word */
  function first({ folded, vocabulary: { samples } }, word) {
    let low = 0;
    let high = samples.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (key(folded, samples[middle]) < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The lines in which a word stands. @param {Pick<Lines, "vocabulary">} lines @param {number} number */
  function lines({ vocabulary: { lists, ends } }, number) {
    return lists.subarray(number ? ends[number - 1] : 0, ends[number]);
  }

  return { read, key, first, lines };
})();
