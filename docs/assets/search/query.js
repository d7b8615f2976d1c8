"use strict";
/**
 * What was typed, as terms: words, phrases in quotes, dates, document numbers, agencies, abbreviations.
 *
 * @typedef {object} Term
 * @property {string} shown       as typed
 * @property {Phrase[]} phrases   any of them
 * @property {number[]} agencies  agencies it names
 * @property {number[]} kin       those they came from, and went into
 * @property {string} date        `2024-10-20`, or nothing
 * @property {{digits: string, letters: string} | null} number  a document number
 * @property {boolean} exact      in quotes: nothing else is meant
 * @property {boolean} own        only in the words of a directive and of the headings above it
 *
 * @typedef {object} Reading      one way to understand a query; tried one after the other until something is found
 * @property {Term[]} terms
 * @property {boolean} unaccented accents do not count, but the words must stand together
 * @property {boolean} lenient    of many words without accents some may stand apart: tried when nothing else was found
 * @property {boolean} kin        agencies that came before and after those named count too: tried when little was found
 * @property {string[]} without   words left out, because they say nothing about what is looked for
 *
 * @typedef {{text: string, complete: boolean}} Part  a word as typed
 */
const Query = (() => {
  const QUOTED = /["“”«»]([^"“”«»]*)(?:["“”«»]|$)/g;
  const DATE = /^(?:ng[aà]y\s+)?(\d{1,2})(?:\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*|\s+th[aá]ng\s+(\d{1,2})(?:\s+n[aă]m\s+|\s*[/.-]\s*))(\d{4}|\d{2})(?![\p{L}\d/])/iu;
  const MONTH = /^(?:th[aá]ng\s+(\d{1,2})(?:\s+n[aă]m\s+|\s*[/.-]\s*)|(\d{1,2})\/)(\d{4})(?![\p{L}\d/])/iu;
  const DAY = /^(?:ng[aà]y\s+)?(\d{1,2})(?:\/(\d{1,2})|\s+th[aá]ng\s+(\d{1,2}))(?![\p{L}\d/])/iu;
  const QUARTER = /^qu[ýyíi]\s+([1-4]|i{1,3}|iv)(?:(?:\s+n[aă]m\s+|\s*\/\s*)(\d{4}))?(?![\p{L}\d/])/iu;
  const YEAR = /^n[aă]m\s+((?:19|20)\d\d)(?![\p{L}\d/])/iu;
  const ROMAN = ["", "i", "ii", "iii", "iv"];
  const NUMBER = /^\d{1,5}\s*[/-]\s*(?:\d{4}\s*[/-]\s*)?(?=\p{L})[\p{L}\d]+(?:\s*[-/.]\s*[\p{L}\d]+)*/u;
  const WHOLE_NUMBER = /^(?:(?:thông báo|thong bao|tb|văn bản|van ban)\s+)?(?:kết luận\s+|ket luan\s+)?(?:số|so)?\s*:?\s*0*(\d{1,5})((?:[\s/-]+(?:tb|kl|qđ|qd|vp|ubnd|hđnd|hdnd|vpcp|vpubnd|nđ|nd|nq|ct|cv|ttr|tt|bc|kh|cp|ttg|bcđ|bcd))*)$/iu;
  const GLUED = /(?<![\p{L}\p{N}])(tb|kl|qđ|qd|nq|nđ|nd|ct|cv|kh|tt)(\d{1,5})(?![\p{L}\d])/giu;
  const WORD = /^[\p{L}\p{N}]+/u;
  const LONGEST = 14;
  const KINDS = ["Sở", "Bộ", "Phòng", "Ban"];
  const IDLE = ["liên quan đến", "tất cả", "chỉ đạo", "kết luận", "thông báo", "văn bản", "nội dung", "đồng chí", "đ/c", "thời hạn", "làm gì", "những", "các", "việc", "về", "của", "cho", "giao", "ông", "bà", "hạn", "ngày", "năm", "số"];

  /** Of an empty query. @type {Reading} */
  const NOTHING = { terms: [], unaccented: false, lenient: false, kin: false, without: [] };

  /** @param {string} text @param {KnownNames} names @returns {Reading[]} */
  function readings(text, names) {
    const shown = Folding.visible(text).replace(GLUED, "$1 $2");
    const { rest, without } = withoutIdle(shown);
    return [...ways(shown, names, []), ...(without.length ? ways(rest, names, without) : [])];
  }

  /** With names understood, then with their kin, then word by word, then without accents. @param {string} shown @param {KnownNames} names @param {string[]} without @returns {Reading[]} */
  function ways(shown, names, without) {
    const full = terms(shown, names);
    const plain = terms(shown, null);
    const accented = plain.some((term) => term.phrases.some((phrase) => phrase.some((word) => word.accented)));
    const own = full.map((term) => ({ ...term, kin: [] }));
    const way = { terms: plain, unaccented: false, lenient: false, kin: false, without };
    return [
      ...(full.length ? [{ ...way, terms: own }] : []),
      ...(full.some((term) => term.kin.length) ? [{ ...way, terms: full, kin: true }] : []),
      ...(JSON.stringify(plain) !== JSON.stringify(own) ? [way] : []),
      ...(accented ? [{ ...way, unaccented: true }] : []),
    ];
  }

  /** What the agencies chosen are called. @param {string[]} chosen  ids @param {Pick<Overview, "agencies">} overview @returns {string[]} */
  function namesOf(chosen, { agencies }) {
    return agencies.filter(({ id }) => chosen.includes(id)).flatMap(({ name, other }) => [name, ...other]);
  }

  /** The reading, of what also holds one of the names. @param {Reading} way @param {string[]} names @returns {Reading} */
  function naming(way, names) {
    return { ...way, terms: [...way.terms, term(names[0], distinct(names), { exact: true, own: true })] };
  }

  /** What is left without the words that every query may hold; quotes are left alone. @param {string} shown */
  function withoutIdle(shown) {
    const forms = IDLE.flatMap((words) => [words, Folding.fold(words)]).join("|");
    const idle = new RegExp(`(?<![\\p{L}\\p{N}])(?:${forms})(?![\\p{L}\\p{N}])`, "giu");
    const without = /["“”«»]/.test(shown) ? [] : (shown.match(idle) ?? []);
    return { rest: shown.replace(idle, " "), without };
  }

  /** @param {string} text @param {KnownNames | null} names  null: words are words, whatever they may stand for @returns {Term[]} */
  function terms(text, names) {
    /** @type {Term[]} */
    const found = [];
    let rest = 0;
    for (const quoted of text.matchAll(QUOTED)) {
      found.push(...loose(text.slice(rest, quoted.index), names, false));
      const phrase = Words.phrase(quoted[1]);
      if (phrase.length) found.push(term(quoted[1], [phrase], { exact: true }));
      rest = quoted.index + quoted[0].length;
    }
    found.push(...loose(text.slice(rest), names, !/\s$/.test(text)));
    return found;
  }

  /** @param {string} shown @param {Phrase[]} phrases @param {Partial<Term>} [more] @returns {Term} */
  function term(shown, phrases, more) {
    return { shown: shown.trim(), phrases, agencies: [], kin: [], date: "", number: null, exact: false, own: false, ...more };
  }

  /** Terms outside quotes. @param {string} text @param {KnownNames | null} names @param {boolean} unfinished @returns {Term[]} */
  function loose(text, names, unfinished) {
    const whole = names && wholeNumber(text);
    if (whole) return [whole];
    /** @type {Term[]} */
    const found = [];
    /** @type {string[]} */
    let run = [];
    const flush = (/** @type {boolean} */ last) => {
      found.push(...named(run, names, last));
      run = [];
    };
    let at = 0;
    while (at < text.length) {
      const rest = text.slice(at);
      const special = afterWord(text, at) ? null : dated(rest) ?? numbered(rest);
      const length = special ? special.length : WORD.exec(rest)?.[0].length ?? 0;
      if (special) {
        flush(false);
        found.push(special.term);
      } else if (length) run.push(text.slice(at, at + length));
      at += length || 1;
    }
    flush(unfinished && /[\p{L}\p{N}]$/u.test(text));
    return found;
  }

  /** @param {string} text @param {number} at */
  function afterWord(text, at) {
    return at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1]);
  }

  /** The query as a document number, letters or none: `975/TB-VP`, `975 tb vp`, `thông báo số 975`. @param {string} text */
  function wholeNumber(text) {
    const found = WHOLE_NUMBER.exec(text.trim().toLowerCase());
    if (!found) return null;
    return term(text, [Words.phrase(`${found[1]} ${found[2]}`)], { number: { digits: found[1], letters: Folding.compact(found[2]) } });
  }

  /** @param {string} text @returns {{length: number, term: Term} | null} */
  function numbered(text) {
    const found = NUMBER.exec(text);
    if (!found) return null;
    const phrase = Words.phrase(found[0]);
    const unfinished = found[0].length === text.length ? Words.unfinished(phrase, Words.split(found[0]).at(-1) ?? "") : [phrase];
    const number = { digits: phrase[0].base, letters: phrase.slice(1).map((word) => word.base).join("") };
    return { length: found[0].length, term: term(found[0], unfinished, { number }) };
  }

  /** @param {string} text @returns {{length: number, term: Term} | null} */
  function dated(text) {
    const day = DATE.exec(text);
    if (day) return dateTerm(day[0], [day[1], day[2] ?? day[3], day[4]]);
    const month = MONTH.exec(text);
    if (month) return dateTerm(month[0], ["", month[1] ?? month[2], month[3]]);
    const short = DAY.exec(text);
    if (short) return dateTerm(short[0], [short[1], short[2] ?? short[3], ""]);
    const year = YEAR.exec(text);
    if (year) return { length: year[0].length, term: term(year[0], [`năm ${year[1]}`, year[1]].map(Words.phrase)) };
    const quarter = QUARTER.exec(text);
    return quarter && quarterTerm(quarter[0], quarter[1].toLowerCase(), quarter[2]);
  }

  /** Quý III/2021, quý 3 năm 2021. @param {string} shown @param {string} typed @param {string | undefined} year */
  function quarterTerm(shown, typed, year) {
    const number = ROMAN.includes(typed) ? ROMAN.indexOf(typed) : Number(typed);
    const forms = [`${number}`, ROMAN[number]].flatMap((name) => (year ? [`quý ${name} ${year}`, `quý ${name} năm ${year}`] : [`quý ${name}`]));
    return { length: shown.length, term: term(shown, forms.map(Words.phrase)) };
  }

  /** All printed forms of a date: 20/10/2024, 20 tháng 10 năm 2024. @param {string} shown @param {string[]} parts */
  function dateTerm(shown, [day, month, printed]) {
    const year = printed.length === 2 ? `20${printed}` : printed;
    if (Number(day || 1) > 31 || Number(month) > 12) return null;
    const forms = [`${day} ${month} ${year}`, `${day} tháng ${month} năm ${year}`, `${day} tháng ${month} ${year}`];
    const iso = day && year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
    const used = day && !year ? [forms[0], `${day} tháng ${month}`] : forms;
    return { length: shown.length, term: term(shown, used.map(Words.phrase), { date: iso }) };
  }

  /**
   * Words one after the other; the longest run that is a name makes one term.
   * @param {string[]} run @param {KnownNames | null} names @param {boolean} unfinished @returns {Term[]}
   */
  function named(run, names, unfinished) {
    /** @type {Term[]} */
    const found = [];
    for (let at = 0; at < run.length; ) {
      let length = names ? Math.min(LONGEST, run.length - at) : 1;
      let name = null;
      while (length > 0 && !(name = names && nameTerm(run.slice(at, at + length), names))) length -= 1;
      length = Math.max(1, length);
      const typed = run.slice(at, at + length);
      const made = name ?? term(typed[0], [[Words.word(typed[0])]]);
      found.push(unfinished && at + length === run.length ? open(made, typed) : made);
      at += length;
    }
    return found;
  }

  /** The term whose last word is still being typed. @param {Term} made @param {string[]} typed @returns {Term} */
  function open(made, typed) {
    const [own, ...others] = made.phrases;
    return { ...made, phrases: [...Words.unfinished(own, typed[typed.length - 1]), ...others] };
  }

  /** @param {string[]} typed @param {KnownNames} names @returns {Term | null} */
  function nameTerm(typed, names) {
    const spelledOut = expanded(typed, names);
    const agencies = [...new Set([...Names.agencies(names, typed), ...spelledOut.flatMap((words) => Names.agencies(names, words))])];
    const full = Names.fullForms(names, typed);
    const domain = full.flatMap((form) => KINDS.flatMap((kind) => Names.agencies(names, Words.split(`${kind} ${form}`))));
    const short = Names.shortForms(names, typed);
    const isBody = KINDS.some((kind) => Folding.fold(kind) === Folding.fold(typed[0])) && Names.fullForms(names, typed.slice(1)).length > 0;
    if (!agencies.length && !full.length && !short.length && !isBody) return null;
    const forms = [typed, ...spelledOut].map((words) => words.join(" "));
    forms.push(...full, ...short, ...Names.otherNames(names, agencies, typed.length));
    return term(typed.join(" "), distinct(forms), { agencies: [...new Set([...agencies, ...domain])], kin: Names.kin(names, agencies) });
  }

  /** The run with its abbreviations written out. @param {string[]} typed @param {KnownNames} names @returns {string[][]} */
  function expanded(typed, names) {
    /** @type {string[]} */
    const words = [];
    for (let at = 0; at < typed.length; ) {
      const length = [3, 2, 1].find((count) => at + count <= typed.length && Names.fullForms(names, typed.slice(at, at + count)).length);
      const full = length && Names.fullForms(names, typed.slice(at, at + length))[0];
      words.push(...(full ? Words.split(full) : [typed[at]]));
      at += length ?? 1;
    }
    return typed.length > 1 && words.length > typed.length ? [words] : [];
  }

  /** @param {string[]} forms @returns {Phrase[]} */
  function distinct(forms) {
    /** @type {Map<string, Phrase>} */
    const phrases = new Map();
    for (const form of forms) {
      const key = Folding.visible(form).toLowerCase();
      if (!phrases.has(key)) phrases.set(key, Words.phrase(form));
    }
    return [...phrases.values()];
  }

  return { readings, naming, namesOf, NOTHING };
})();
