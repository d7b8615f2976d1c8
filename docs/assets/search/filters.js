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
 * @property {string[]} states       of the directive on the reader's day, as addresses have them
 * @property {string[]} marks        of the notice
 * @property {boolean} deadline      only with a deadline
 * @property {string} back           in a very large archive the oldest year to look at, or `moi-nam`
 * @property {boolean} apart         also where the words typed without accents stand apart
 * @property {string} from           day of the notice
 * @property {string} to
 * @property {string} dueFrom        day of the deadline
 * @property {string} dueTo
 *
 * @typedef {"agencies" | "issuers" | "years" | "chairs" | "topics" | "states" | "marks" | "deadline"} Facet
 * @typedef {Record<Facet | "unsure" | "replaced", Map<string, number>>} Counts  for each choice how many results there would be, of states only those that
 *   are surely of the agencies chosen, as their pages count; `unsure`:
 *   for each agency how many more that may be its; `replaced`: how many more of notices that count no more
 * @typedef {object} Sieve  passes or not, and counts
 * @property {(year: Year, directive: number) => boolean} passes
 * @property {() => void} finish
 * @property {() => number} replaced  how many have passed that no figure counts any more
 * @property {() => number} unsure  how many have passed only because they may be an agency's
 */
const Filters = (() => {
  /** @type {Exclude<Facet, "agencies" | "states" | "deadline">[]} */
  const OF_NOTICE = ["issuers", "years", "chairs", "topics", "marks"];
  const DAYS = 1 << OF_NOTICE.length;

  /** @returns {Counts} */
  function noCounts() {
    return { agencies: new Map(), issuers: new Map(), years: new Map(), chairs: new Map(), topics: new Map(), states: new Map(), marks: new Map(), deadline: new Map(), unsure: new Map(), replaced: new Map() };
  }

  /**
   * Tests matching directives and counts them: a choice counts what passes all filters but its own.
   * The directives of a notice come one after the other, so what belongs to the notice is tested and counted once.
   * @param {Chosen} chosen @param {Agency[]} agencies @param {Counts} counts @returns {Sieve}
   */
  function sieve(chosen, agencies, counts) {
    const whom = addressing(chosen, agencies);
    const narrowed = chosen.agencies.length > 0;
    const wanted = Uint8Array.from(agencies, (agency) => Number(chosen.agencies.includes(agency.id)));
    const led = new Uint32Array(agencies.length);
    const maybe = new Uint32Array(agencies.length);
    const past = new Uint32Array(agencies.length);
    const inState = new Uint32Array(Site.states.all.length);
    const met = new Uint8Array(inState.length);
    const meantStates = Uint8Array.from(inState, (_, at) => Number(!chosen.states.length || chosen.states.includes(Site.states.all[at].slug)));
    /** For each choice of `choices`. @type {number[]} */
    const left = [];
    /** @type {Year | null} */
    let within = null;
    /** @type {Told} */
    let told;
    /** @type {number[][]} */
    let leaving = [];
    let notice = -1;
    /** @type {number[]} */
    let own = [];
    let failed = 0;
    let fine = 0;
    let withDeadline = 0;
    let unsure = 0;
    let replaced = 0;

    function finish() {
      if (fine) countNotice(own, failed, fine, left);
      [within, notice, fine] = [null, -1, 0];
      left.forEach((count, at) => void counts[choices[at].facet].set(choices[at].value, count));
      for (const [numbers, map] of /** @type {[Uint32Array, Map<string, number>][]} */ ([[led, counts.agencies], [maybe, counts.unsure], [past, counts.replaced]])) {
        for (let at = 0; at < numbers.length; at += 1) if (numbers[at]) map.set(agencies[at].id, numbers[at]);
      }
      inState.forEach((number, at) => void (met[at] && counts.states.set(Site.states.all[at].slug, number)));
      if (withDeadline) counts.deadline.set("1", withDeadline);
    }

    /** @param {Year} year @param {number} directive */
    function passes(year, directive) {
      if (year.noticeOf[directive] !== notice || year !== within) {
        if (fine) countNotice(own, failed, fine, left);
        if (year !== within) [within, told, leaving] = [year, whom(year), choicesOf(year)];
        notice = year.noticeOf[directive];
        own = leaving[notice];
        failed = failures(year.notices[notice], chosen);
        fine = 0;
      }
      if (!due(year, directive, chosen)) return false;
      const has = year.timely[directive] === 1;
      const stands = meantStates[year.states[directive]] === 1;
      const timely = !chosen.deadline || has;
      const fits = timely && stands;
      const { starts, ids } = told;
      const [end, sure] = [starts[directive + 1], told.sure[directive]];
      let meant = starts[directive];
      if (narrowed) while (meant < end && !wanted[ids[meant]]) meant += 1;
      if (fits && !failed) {
        const gone = year.uncounted[directive] === 1;
        for (let at = starts[directive]; at < end; at += 1) (gone ? past : at < sure ? led : maybe)[ids[at]] += 1;
      }
      if (narrowed && meant === end) return false;
      if (has && stands && !failed) withDeadline += 1;
      if (timely && !failed) {
        met[year.states[directive]] = 1;
        if (!narrowed || meant < sure) inState[year.states[directive]] += 1;
      }
      if (fits) fine += 1;
      if (!fits || failed) return false;
      if (year.uncounted[directive]) replaced += 1;
      else if (narrowed && meant >= sure) unsure += 1;
      return true;
    }
    return { passes, finish, unsure: () => unsure, replaced: () => replaced };
  }

  /** For what is only counted: all pass where nothing is chosen. @param {Chosen} chosen @param {Agency[]} agencies @returns {Pick<Sieve, "passes">} */
  function counting(chosen, agencies) {
    const { deadline, from, to, dueFrom, dueTo } = chosen;
    const narrowed = chosen.agencies.length || chosen.states.length || OF_NOTICE.some((facet) => chosen[facet].length) || deadline || from || to || dueFrom || dueTo;
    return narrowed ? sieve(chosen, agencies, noCounts()) : { passes: () => true };
  }

  /** Which filters a notice fails, a bit each. @param {Notice} notice @param {Chosen} chosen */
  function failures(notice, chosen) {
    let failed = (chosen.from || chosen.to) && !isWithin(Years.day(notice), chosen.from, chosen.to) ? DAYS : 0;
    for (let at = 0; at < OF_NOTICE.length; at += 1) {
      const wanted = chosen[OF_NOTICE[at]];
      if (wanted.length && !valuesOf(notice, OF_NOTICE[at]).some((value) => wanted.includes(value))) failed |= 1 << at;
    }
    return failed;
  }

  /** Every choice by what belongs to a notice, numbered as it is met. @type {{facet: typeof OF_NOTICE[number], bit: number, value: string}[]} */
  const choices = [];
  /** @type {Map<string, number>} */
  const numbers = new Map();
  /** For each notice of a year the choices that leave it. @type {WeakMap<Year, number[][]>} */
  const known = new WeakMap();

  /** @param {Year} year */
  function choicesOf(year) {
    const before = known.get(year);
    if (before) return before;
    const made = year.notices.map((notice) => OF_NOTICE.flatMap((facet, at) => valuesOf(notice, facet).map((value) => choice(facet, 1 << at, value))));
    known.set(year, made);
    return made;
  }

  /** @param {typeof OF_NOTICE[number]} facet @param {number} bit @param {string} value */
  function choice(facet, bit, value) {
    const key = `${facet} ${value}`;
    const number = numbers.get(key) ?? choices.push({ facet, bit, value }) - 1;
    numbers.set(key, number);
    return number;
  }

  /** @param {number[]} own  the choices that leave a notice @param {number} failed @param {number} fine  its directives that pass all else @param {number[]} left */
  function countNotice(own, failed, fine, left) {
    for (const at of own) if (!(failed & ~choices[at].bit)) left[at] = (left[at] ?? 0) + fine;
  }

  /** @param {Notice} notice @param {typeof OF_NOTICE[number]} facet @returns {string[]} */
  function valuesOf(notice, facet) {
    if (facet === "issuers") return [notice.issuer];
    if (facet === "years") return [notice.year];
    if (facet === "chairs") return notice.chairing ? [notice.chairing] : [];
    return facet === "marks" ? notice.marks : notice.topics;
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

  /** Whom directives tell by the choices of role and lineage, found once for a year. @type {WeakMap<Year, {key: string, told: Told}>} */
  const addressed = new WeakMap();

  /** @typedef {{starts: Uint32Array, ids: Uint16Array, sure: Uint32Array}} Told  where the agencies of each directive start in `ids`, and where those that are sure end */

  /** @param {Chosen} chosen @param {Agency[]} agencies @returns {(year: Year) => Told} */
  function addressing(chosen, agencies) {
    const key = JSON.stringify([chosen.role, chosen.predecessors, chosen.throughGroups]);
    const lineage = answering(chosen, agencies);
    return (year) => {
      const known = addressed.get(year);
      if (known?.key === key) return known.told;
      const told = toldIn(year, chosen.role, lineage);
      addressed.set(year, { key, told });
      return told;
    };
  }

  /** @param {Year} year @param {Chosen["role"]} role @param {number[][] | null} lineage @returns {Told} */
  function toldIn(year, role, lineage) {
    const [starts, sure] = [new Uint32Array(year.count + 1), new Uint32Array(year.count)];
    /** @type {number[]} */
    const ids = [];
    /** @type {number[]} */
    const told = [];
    for (let directive = 0; directive < year.count; directive += 1) {
      sure[directive] = ids.length + addressees(year, directive, role, lineage, told);
      for (const agency of told) ids.push(agency);
      starts[directive + 1] = ids.length;
    }
    return { starts, ids: Uint16Array.from(ids), sure };
  }

  /**
   * The agencies told, by their numbers, each once, those that are not sure last; gives how many are sure.
   * @param {Year} year @param {number} directive @param {Chosen["role"]} role @param {number[][] | null} lineage @param {number[]} into
   */
  function addressees({ lead, coordinate }, directive, role, lineage, into) {
    into.length = 0;
    if (role !== "phoi-hop") addParties(lead, directive, lineage, true, into);
    if (role) addParties(coordinate, directive, lineage, true, into);
    const sure = into.length;
    if (role !== "phoi-hop" && lead.unsure.size) addParties(lead, directive, lineage, false, into);
    if (role && coordinate.unsure.size) addParties(coordinate, directive, lineage, false, into);
    return sure;
  }

  /** @param {Parties} parties @param {number} directive @param {number[][] | null} lineage @param {boolean} sure @param {number[]} into */
  function addParties({ starts, ids, unsure }, directive, lineage, sure, into) {
    for (let at = starts[directive]; at < starts[directive + 1]; at += 1) {
      if (unsure.size && unsure.has(at) === sure) continue;
      if (!into.includes(ids[at])) into.push(ids[at]);
      for (const other of lineage?.[ids[at]] ?? []) if (!into.includes(other)) into.push(other);
    }
  }

  /** @param {Year} year @param {number} directive @param {Chosen} chosen */
  function due(year, directive, { dueFrom, dueTo }) {
    if (!dueFrom && !dueTo) return true;
    const limit = year.deadlines.get(directive)?.limit ?? "";
    return /^\d/.test(limit) && isWithin(limit, dueFrom, dueTo);
  }

  /** @param {string} day @param {string} from @param {string} to */
  function isWithin(day, from, to) {
    return (!from || (day !== "" && day >= from)) && (!to || (day !== "" && day <= to));
  }

  return { noCounts, sieve, counting };
})();
