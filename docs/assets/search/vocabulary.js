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
 * @typedef {object} Letters  of lines that are being read
 * @property {string} folded    with a line feed after each line
 * @property {Uint8Array} bytes the same
 * @property {Uint8Array} forms a number for each letter, small or large; 0 between words
 * @property {number[] | Uint32Array} starts  of the lines
 * @property {number} rare      the form of letters that found no number: those differ in what they fold to
 */
const Vocabulary = (() => {
  const STEP = 256;
  const BLANK = 32;
  const NOUGHT = 48;
  const NINE = 57;

  /** Numbers words; a job for `Slices`. @param {Letters} letters @returns {Generator<void, Vocabulary, unknown>} */
  function* read(letters) {
    const { folded, starts } = letters;
    const count = starts.length - 1;
    const met = meeting(letters);
    for (let from = 0; from < count; from += STEP) {
      for (let line = from; line < Math.min(from + STEP, count); line += 1) met.line(line);
      yield;
    }
    const { samples, sizes } = met;
    const keys = samples.map((start) => key(folded, start));
    const order = [...samples.keys()];
    yield;
    order.sort((one, other) => (keys[one] < keys[other] ? -1 : keys[one] > keys[other] ? 1 : one - other));
    yield;
    return { samples: Uint32Array.from(order, (at) => samples[at]), ...ordered(met.tokens(), Uint32Array.from(met.ends), order, sizes) };
  }

  /** Numbers words in the order in which their forms are met, line after line. @param {Letters} letters */
  function meeting({ bytes, forms, starts, rare }) {
    const tokens = new Uint32Array((bytes.length >> 1) + 1);
    const ends = [0];
    let count = 0;
    /** Where each word stands first, how many lines hold it, the last of these. */
    const [samples, sizes, seen] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
    /** The letters of the words one after the other: looking them up where they stand in the text is three times slower. */
    let spelled = new Uint8Array(65536);
    /** @type {number[]} */
    const spellings = [];
    let used = 0;
    /** @type {number[]} */
    const hashes = [];
    let table = new Int32Array(8192).fill(-1);

    /** @param {number} hash */
    function free(hash) {
      let slot = hash & (table.length - 1);
      while (table[slot] >= 0) slot = (slot + 1) & (table.length - 1);
      return slot;
    }

    /** @param {number} word @param {number} start @param {number} end */
    function same(word, start, end) {
      const spelling = spellings[word];
      for (let at = start; at < end; at += 1) {
        if (spelled[spelling + at - start] !== forms[at]) return false;
        if (forms[at] === rare && bytes[samples[word] + at - start] !== bytes[at]) return false;
      }
      return spelled[spelling + end - start] === 0;
    }

    /** @param {number} hash @param {number} start @param {number} end */
    function add(hash, start, end) {
      if (samples.length * 2 > table.length) {
        table = new Int32Array(table.length * 2).fill(-1);
        hashes.forEach((known, at) => void (table[free(known)] = at));
      }
      if (used + end - start >= spelled.length) {
        const longer = new Uint8Array(spelled.length * 2 + end - start);
        longer.set(spelled);
        spelled = longer;
      }
      spelled.set(forms.subarray(start, end), used);
      spellings.push(used);
      used += end - start + 1;
      hashes.push(hash);
      sizes.push(0);
      seen.push(-1);
      table[free(hash)] = samples.length;
      return samples.push(start) - 1;
    }

    /** @param {number} hash @param {number} start @param {number} end */
    function number(hash, start, end) {
      for (let slot = hash & (table.length - 1); table[slot] >= 0; slot = (slot + 1) & (table.length - 1)) {
        if (same(table[slot], start, end)) return table[slot];
      }
      return add(hash, start, end);
    }

    /** @param {number} line */
    function read(line) {
      const end = starts[line + 1];
      for (let at = starts[line]; at < end; at += 1) {
        const start = at;
        let hash = 0;
        for (let form = forms[at]; form; form = forms[at += 1]) hash = Math.imul(hash ^ form, 0x9e3779b1) ^ (hash >>> 15);
        if (at === start) continue;
        const word = number(hash, start, at);
        tokens[count] = word;
        count += 1;
        if (seen[word] !== line) sizes[word] += 1;
        seen[word] = line;
      }
      ends.push(count);
    }
    return { line: read, samples, sizes, ends, tokens: () => tokens.subarray(0, count) };
  }

  /**
   * The words under the numbers that they have in an order, and in which lines each stands.
   * @param {Uint32Array} met  the words @param {Uint32Array} starts  of the lines in them
   * @param {number[]} order  of the words @param {number[]} sizes  how many lines hold each
   */
  function ordered(met, starts, order, sizes) {
    const numbers = new Uint32Array(order.length);
    const ends = new Uint32Array(order.length);
    let sum = 0;
    order.forEach((word, number) => {
      [numbers[word], ends[number]] = [number, sum];
      sum += sizes[word];
    });
    const tokens = sized(order.length, met.length);
    const lists = sized(starts.length, sum);
    const seen = new Int32Array(order.length).fill(-1);
    for (let line = 0; line < starts.length - 1; line += 1) {
      for (let at = starts[line]; at < starts[line + 1]; at += 1) {
        const number = numbers[met[at]];
        tokens[at] = number;
        if (seen[number] !== line) lists[ends[number]++] = line;
        seen[number] = line;
      }
    }
    return { tokens, starts, lists, ends };
  }

  /** Numbers below a limit, in as few bytes as they need. @param {number} limit @param {number} length */
  function sized(limit, length) {
    return new (limit > 65536 ? Uint32Array : Uint16Array)(length);
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
