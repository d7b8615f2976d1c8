"use strict";
/**
 * What results are narrowed to, and how many there would be under each choice.
 *
 * @typedef {object} Chosen
 * @property {string[]} agencies     ids; any of them
 * @property {"" | "phoi-hop" | "tat-ca"} role  lead when empty
 * @property {boolean} predecessors  what was told to those an agency succeeded counts too
 * @property {string[]} issuers
 * @property {string[]} years
 * @property {string[]} chairs
 * @property {string[]} topics
 * @property {boolean} deadline      only with a deadline
 * @property {string} from           day of the notice
 * @property {string} to
 * @property {string} dueFrom        day of the deadline
 * @property {string} dueTo
 *
 * @typedef {"agencies" | "issuers" | "years" | "chairs" | "topics" | "deadline"} Facet
 * @typedef {Record<Facet, Map<string, number>>} Counts  for each choice how many results there would be
 * @typedef {(year: Year, directive: number) => boolean} Test  passes or not, and counts
 */
const Filters = (() => {
  /** @type {Facet[]} */
  const FACETS = ["agencies", "issuers", "years", "chairs", "topics", "deadline"];
  const RANGE = 1 << FACETS.length;

  /** @returns {Counts} */
  function noCounts() {
    return { agencies: new Map(), issuers: new Map(), years: new Map(), chairs: new Map(), topics: new Map(), deadline: new Map() };
  }

  /**
   * A test for matching directives that also counts: a choice counts what passes all filters but its own.
   * @param {Chosen} chosen @param {Agency[]} agencies @param {Counts} counts @returns {Test}
   */
  function test(chosen, agencies, counts) {
    const lineage = successors(chosen, agencies);
    return (year, directive) => {
      const values = valuesOf(year, directive, chosen.role, lineage);
      const notice = year.notices[year.noticeOf[directive]];
      let failed = within(Years.day(notice), chosen.from, chosen.to) && due(year, directive, chosen) ? 0 : RANGE;
      FACETS.forEach((facet, at) => {
        if (!passes(chosen[facet], values[facet])) failed |= 1 << at;
      });
      FACETS.forEach((facet, at) => {
        if (!(failed & ~(1 << at))) for (const value of values[facet]) counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
      });
      return failed === 0;
    };
  }

  /** @param {string[] | boolean} wanted @param {string[]} values */
  function passes(wanted, values) {
    if (typeof wanted === "boolean") return !wanted || values.length > 0;
    return !wanted.length || values.some((value) => wanted.includes(value));
  }

  /** For each agency itself, and those that succeeded it when they are to answer for it. @param {Chosen} chosen @param {Agency[]} agencies @returns {string[][]} */
  function successors(chosen, agencies) {
    const found = agencies.map((agency) => [agency.id]);
    if (!chosen.predecessors) return found;
    const places = new Map(agencies.map((agency) => [agency.id, agency.number]));
    for (const agency of agencies) for (const id of agency.predecessors) found[places.get(id) ?? -1]?.push(agency.id);
    return found;
  }

  /** @param {Year} year @param {number} directive @param {Chosen["role"]} role @param {string[][]} lineage @returns {Record<Facet, string[]>} */
  function valuesOf(year, directive, role, lineage) {
    const notice = year.notices[year.noticeOf[directive]];
    return {
      agencies: agenciesOf(year, directive, role, lineage),
      issuers: [notice.issuer],
      years: [year.year],
      chairs: notice.chair ? [notice.chair] : [],
      topics: notice.topics,
      deadline: year.deadlines.has(directive) ? ["1"] : [],
    };
  }

  /** @param {Year} year @param {number} directive @param {Chosen["role"]} role @param {string[][]} lineage @returns {string[]} */
  function agenciesOf(year, directive, role, lineage) {
    /** @type {Set<string>} */
    const found = new Set();
    const parties = role === "phoi-hop" ? [year.coordinate] : role === "tat-ca" ? [year.lead, year.coordinate] : [year.lead];
    for (const list of parties) {
      for (const number of Years.of(list, directive)) if (number >= 0) for (const id of lineage[number]) found.add(id);
    }
    return [...found];
  }

  /** @param {Year} year @param {number} directive @param {Chosen} chosen */
  function due(year, directive, { dueFrom, dueTo }) {
    if (!dueFrom && !dueTo) return true;
    const limit = year.deadlines.get(directive)?.limit ?? "";
    return /^\d/.test(limit) && within(limit, dueFrom, dueTo);
  }

  /** @param {string} day @param {string} from @param {string} to */
  function within(day, from, to) {
    return (!from || (day !== "" && day >= from)) && (!to || (day !== "" && day <= to));
  }

  return { noCounts, test, FACETS };
})();
