"use strict";
/**
 * Loads the data: the page names the overview and the newest year, each other year is a script of its own.
 *
 * @typedef {object} Overview
 * @property {{year: string, key: string, file: string, directives: number}[]} years  newest first; a large one in parts
 * @property {Agency[]} agencies
 * @property {KnownNames} names
 */
const Loading = (() => {
  /** @type {Overview | null} */
  let held = null;
  /** @type {Map<string, Promise<Year>>} */
  const years = new Map();
  /** @type {Map<string, YearData>} */
  const arrived = new Map();

  /**
   * Called by the overview's script.
   * @param {{years: [string, string, string, number][], agencies: [string, string, string[], string, string[], string, number, number][], abbreviations: string[][]}} data
   */
  function overview(data) {
    const agencies = data.agencies.map(([id, name, other, place, predecessors, closed, lead, coordinate], number) => (
      { number, id, name, other, place, predecessors, closed, lead, coordinate, registered: !id.startsWith("=") }
    ));
    held = {
      years: data.years.map(([year, key, file, directives]) => ({ year, key, file, directives })),
      agencies,
      names: Names.known(agencies, data.abbreviations),
    };
  }

  /** Called by a year's script. @param {YearData} data */
  function year(data) {
    arrived.set(data.key, data);
  }

  /** What there is; null when the overview could not be loaded. */
  function known() {
    return held;
  }

  /** @param {string} folder  where the data stands @param {Overview["years"][number]} part @returns {Promise<Year>} */
  function need(folder, { key, file }) {
    const before = years.get(key);
    if (before) return before;
    const coming = (arrived.has(key) ? Promise.resolve() : load(folder + file)).then(() => parse(key));
    years.set(key, coming);
    coming.catch(() => years.delete(key));
    return coming;
  }

  /** @param {string} address @returns {Promise<void>} */
  function load(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => (script.remove(), resolve());
      script.onerror = () => (script.remove(), reject(new Error(address)));
      document.head.append(script);
    });
  }

  /** @param {string} key @returns {Promise<Year>} */
  async function parse(key) {
    const data = arrived.get(key);
    if (!data || !held) throw new Error(key);
    arrived.delete(key);
    const job = Years.read(data, held.agencies);
    /** @type {Year | undefined} */
    let year;
    await Slices.run((function* () {
      year = yield* job;
    })());
    if (!year) throw new Error(key);
    return year;
  }

  return { overview, year, known, need };
})();
