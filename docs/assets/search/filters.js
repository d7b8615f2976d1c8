"use strict";
/**
 * What results are narrowed to, and how many there would be under each choice.
 *
 * @typedef {object} Chosen
 * @property {string[]} agencies     ids; any of them
 * @property {"" | "phoi-hop" | "tat-ca"} role  lead when empty
 * @property {boolean} predecessors  what was told to those an agency succeeded counts too
 * @property {boolean} throughGroups what was told to a group counts for its members too
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
 * @typedef {{passes: (year: Year, directive: number) => boolean, finish: () => void}} Sieve  passes or not, and counts
 */
const Filters = (() => {
  /** @type {Exclude<Facet, "agencies" | "deadline">[]} */
  const OF_NOTICE = ["issuers", "years", "chairs", "topics"];
  const DAYS = 1 << OF_NOTICE.length;

  /** @returns {Counts} */
  function noCounts() {
    return { agencies: new Map(), issuers: new Map(), years: new Map(), chairs: new Map(), topics: new Map(), deadline: new Map() };
  }

  /**
   * Tests matching directives and counts them: a choice counts what passes all filters but its own.
   * The directives of a notice come one after the other, so what belongs to the notice is tested and counted once.
   * @param {Chosen} chosen @param {Agency[]} agencies @param {Counts} counts @returns {Sieve}
   */
  function sieve(chosen, agencies, counts) {
    const lineage = answering(chosen, agencies);
    const wanted = Uint8Array.from(agencies, (agency) => Number(chosen.agencies.includes(agency.id)));
    const led = new Uint32Array(agencies.length);
    /** @type {Notice | null} */
    let notice = null;
    let failed = 0;
    let fine = 0;
    let withDeadline = 0;

    function finish() {
      if (notice) countNotice(notice, failed, fine, counts);
      notice = null;
      fine = 0;
      led.forEach((count, at) => count && counts.agencies.set(agencies[at].id, count));
      if (withDeadline) counts.deadline.set("1", withDeadline);
    }

    /** @param {Year} year @param {number} directive */
    function passes(year, directive) {
      const own = year.notices[year.noticeOf[directive]];
      if (own !== notice) {
        if (notice) countNotice(notice, failed, fine, counts);
        [notice, failed, fine] = [own, failures(own, chosen), 0];
      }
      if (!due(year, directive, chosen)) return false;
      const has = year.deadlines.get(directive)?.why === "";
      const timely = !chosen.deadline || has;
      const addressees = addresseesOf(year, directive, chosen.role, lineage);
      const meant = !chosen.agencies.length || addressees.some((agency) => wanted[agency]);
      if (timely && !failed) for (const agency of addressees) led[agency] += 1;
      if (meant && has && !failed) withDeadline += 1;
      if (timely && meant) fine += 1;
      return timely && meant && !failed;
    }
    return { passes, finish };
  }

  /** Which filters a notice fails, a bit each. @param {Notice} notice @param {Chosen} chosen */
  function failures(notice, chosen) {
    let failed = within(Years.day(notice), chosen.from, chosen.to) ? 0 : DAYS;
    OF_NOTICE.forEach((facet, at) => {
      if (chosen[facet].length && !valuesOf(notice, facet).some((value) => chosen[facet].includes(value))) failed |= 1 << at;
    });
    return failed;
  }

  /** @param {Notice} notice @param {number} failed @param {number} fine  its directives that pass all else @param {Counts} counts */
  function countNotice(notice, failed, fine, counts) {
    if (!fine) return;
    OF_NOTICE.forEach((facet, at) => {
      if (failed & ~(1 << at)) return;
      for (const value of valuesOf(notice, facet)) counts[facet].set(value, (counts[facet].get(value) ?? 0) + fine);
    });
  }

  /** @param {Notice} notice @param {typeof OF_NOTICE[number]} facet @returns {string[]} */
  function valuesOf(notice, facet) {
    if (facet === "issuers") return [notice.issuer];
    if (facet === "years") return [notice.year];
    if (facet === "chairs") return notice.chairing ? [notice.chairing] : [];
    return notice.topics;
  }

  /**
   * For each agency the others for which it counts what it is told: its successors, the members of a group, and
   * the successors of members; as the pages of agencies do.
   * @param {Chosen} chosen @param {Agency[]} agencies @returns {number[][] | null}
   */
  function answering({ predecessors, throughGroups }, agencies) {
    if (!predecessors && !throughGroups) return null;
    /** @type {number[][]} */
    const found = agencies.map(() => []);
    const known = new Map(agencies.map((agency) => [agency.id, agency]));
    for (const agency of agencies) {
      const former = predecessors ? agency.predecessors : [];
      const groups = throughGroups ? [agency.id, ...former].flatMap((id) => known.get(id)?.groups ?? []) : [];
      for (const id of [...former, ...groups]) found[known.get(id)?.number ?? -1]?.push(agency.number);
    }
    return found;
  }

  /** The agencies told, by their numbers, each once. @param {Year} year @param {number} directive @param {Chosen["role"]} role @param {number[][] | null} lineage */
  function addresseesOf(year, directive, role, lineage) {
    /** @type {number[]} */
    const found = [];
    const add = (/** @type {number} */ agency) => void (found.includes(agency) || found.push(agency));
    for (const parties of role === "phoi-hop" ? [year.coordinate] : role === "tat-ca" ? [year.lead, year.coordinate] : [year.lead]) {
      for (let at = parties.starts[directive]; at < parties.starts[directive + 1]; at += 1) {
        const agency = parties.ids[at];
        add(agency);
        if (lineage) lineage[agency].forEach(add);
      }
    }
    return found;
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

  return { noCounts, sieve };
})();
