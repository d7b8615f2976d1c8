"use strict";
/**
 * What names stand for: agencies, and abbreviations with their full forms.
 *
 * @typedef {object} Agency
 * @property {number} number  its place in the overview
 * @property {string} id
 * @property {string} name    as printed, without the place
 * @property {string} full    with the place: `Sở Y tế tỉnh Kon Tum`; or that the register does not hold it
 * @property {string[]} other short name, other spellings, initials
 * @property {string[]} predecessors ids
 * @property {string[]} groups ids of the groups it is a member of
 * @property {string} closed  its last day, or nothing
 * @property {number} lead    directives it leads
 * @property {number} coordinate  directives it coordinates
 * @property {number} unsure  directives that may be its
 * @property {boolean} registered  whether the register holds it; else it is only a printed name
 *
 * @typedef {{agency: number, words: Word[], whole: boolean}} Named  a name that starts with the words of its key
 * @typedef {{agencies: Map<string, Named[]>, abbreviations: Map<string, string[]>, list: Agency[]}} KnownNames
 */
const Names = (() => {
  const SYLLABLE = /^(?:[bcdghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?(?:[aeiou][aeiouy]{0,2}|y)(?:[cmnpt]|ch|ng|nh)?$/;
  const LINKS = new Set(["cac"]);

  /** @param {Agency[]} list @param {string[][]} abbreviations  a full form, then its abbreviations @returns {KnownNames} */
  function known(list, abbreviations) {
    /** @type {Map<string, Named[]>} */
    const agencies = new Map();
    for (const agency of list) {
      for (const name of [agency.name, ...agency.other, ...(agency.registered ? [agency.full] : [])]) addAgency(agencies, agency.number, name);
    }
    return { agencies, abbreviations: bothWays(abbreviations), list };
  }

  /** Under each beginning of at least two words, and under the whole. @param {Map<string, Named[]>} agencies @param {number} agency @param {string} name */
  function addAgency(agencies, agency, name) {
    const words = Words.phrase(name).filter((word) => !LINKS.has(word.base));
    for (let count = Math.min(2, words.length); count <= words.length; count += 1) {
      const key = words.slice(0, count).map((word) => word.base).join(" ");
      add(agencies, key, { agency, words, whole: count === words.length });
    }
  }

  /** @param {string[][]} table @returns {Map<string, string[]>} */
  function bothWays(table) {
    /** @type {Map<string, string[]>} */
    const forms = new Map();
    for (const [full, ...short] of table) {
      for (const form of short) {
        add(forms, Folding.compact(form), full);
        add(forms, Folding.fold(full), form);
      }
    }
    return forms;
  }

  /** @template Value @param {Map<string, Value[]>} map @param {string} key @param {Value} value */
  function add(map, key, value) {
    const values = map.get(key);
    if (values) values.push(value);
    else map.set(key, [value]);
  }

  /** The full forms that a run of typed words abbreviates. @param {KnownNames} names @param {string[]} typed */
  function fullForms(names, typed) {
    const key = Folding.compact(typed.join(" "));
    return looksLikeSyllable(typed) ? [] : (names.abbreviations.get(key) ?? []);
  }

  /** The abbreviations of a run of typed words. @param {KnownNames} names @param {string[]} typed */
  function shortForms(names, typed) {
    return typed.length > 1 ? (names.abbreviations.get(typed.map(Folding.fold).join(" ")) ?? []) : [];
  }

  /** An abbreviation that is also a syllable counts only in capitals. @param {string[]} typed */
  function looksLikeSyllable(typed) {
    return typed.length === 1 && typed[0] !== typed[0].toUpperCase() && SYLLABLE.test(Folding.fold(typed[0]));
  }

  /**
   * The agencies whose name a run of typed words is, when they were told anything, or else begins.
   * @param {KnownNames} names @param {string[]} typed @returns {number[]}
   */
  function agencies(names, typed) {
    const words = typed.map((word) => Words.word(word)).filter((word) => !LINKS.has(word.base));
    if (looksLikeSyllable(typed)) return [];
    const named = names.agencies.get(words.map((word) => word.base).join(" "));
    if (!named) return typed.length > 1 && typed.some((word) => !SYLLABLE.test(Folding.fold(word))) ? agencies(names, [typed.join("")]) : [];
    const fitting = named.filter((one) => words.every((word, at) => agrees(word, one.words[at])));
    const whole = fitting.filter((named) => named.whole && wasTold(names.list[named.agency]));
    return [...new Set((whole.length ? whole : fitting).map((named) => named.agency))];
  }

  /**
   * What the agencies came from, and what they went into; a body whose past and future the register does not tell
   * counts like the same name elsewhere.
   * @param {KnownNames} names @param {number[]} found @returns {number[]}
   */
  function kin({ list }, found) {
    const own = new Set(found.map((number) => list[number].id));
    const before = new Set(found.flatMap((number) => list[number].predecessors));
    const known = list.filter(({ id, predecessors }) => before.has(id) || predecessors.some((one) => own.has(one)));
    const called = new Set(known.map(({ name }) => name));
    const former = new Set(list.flatMap(({ predecessors }) => predecessors));
    const others = list.filter(({ id, name, predecessors }) => called.has(name) && !predecessors.length && !former.has(id));
    return [...known, ...others].filter(({ id }) => !own.has(id)).map(({ number }) => number);
  }

  /** @param {Agency} agency */
  function wasTold({ lead, coordinate, unsure }) {
    return lead + coordinate + unsure > 0;
  }

  /** @param {Word} typed @param {Word} known */
  function agrees(typed, known) {
    return !typed.accented || (typed.tone === known.tone && typed.quality.every((quality, at) => quality === known.quality[at] || typed.base[at] === "i"));
  }

  /** Other names of the same agencies that can stand for a typed one. @param {KnownNames} names @param {number[]} found @param {number} least  how many words */
  function otherNames(names, found, least) {
    const all = found.slice(0, 12).flatMap((number) => [names.list[number].name, ...names.list[number].other]);
    return [...new Set(all)].filter((name) => {
      const words = Words.split(name);
      return words.length >= Math.max(2, least) || (words.length === 1 && name.length > 2 && !SYLLABLE.test(Folding.fold(name)));
    });
  }

  return { known, fullForms, shortForms, agencies, kin, otherNames, wasTold };
})();
