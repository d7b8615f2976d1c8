"use strict";
/**
 * Loads the data: the overview is named by the page, each year is a script of its own, read once and kept.
 *
 * @typedef {object} Overview
 * @property {{year: string, file: string, notices: number, directives: number}[]} years  newest first
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
   * @param {{years: [string, string, number, number][], agencies: [string, string, string[], string, string[], string, number, number][], abbreviations: string[][]}} data
   */
  function overview(data) {
    const agencies = data.agencies.map(([id, name, other, place, predecessors, closed, lead, coordinate], number) => (
      { number, id, name, other, place, predecessors, closed, lead, coordinate, registered: !id.startsWith("=") }
    ));
    held = {
      years: data.years.map(([year, file, notices, directives]) => ({ year, file, notices, directives })),
      agencies,
      names: Names.known(agencies, data.abbreviations),
    };
  }

  /** Called by a year's script. @param {YearData} data */
  function year(data) {
    arrived.set(data.year, data);
  }

  /** What there is; null when the overview could not be loaded. */
  function known() {
    return held;
  }

  /** @param {string} folder  where the data stands @param {string} name @param {string} file @returns {Promise<Year>} */
  function need(folder, name, file) {
    const before = years.get(name);
    if (before) return before;
    const coming = load(folder + file).then(() => parse(name));
    years.set(name, coming);
    coming.catch(() => years.delete(name));
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

  /** @param {string} name @returns {Promise<Year>} */
  async function parse(name) {
    const data = arrived.get(name);
    if (!data || !held) throw new Error(name);
    arrived.delete(name);
    const job = Years.read(data, held.agencies);
    /** @type {Year | undefined} */
    let year;
    await Slices.run((function* () {
      year = yield* job;
    })());
    if (!year) throw new Error(name);
    return year;
  }

  return { overview, year, known, need };
})();
