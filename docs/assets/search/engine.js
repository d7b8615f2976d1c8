"use strict";
/**
 * Answers a query year after year, newest first, and tells of progress after each.
 *
 * @typedef {{year: Year, directive: number}} Hit
 * @typedef {object} Answer
 * @property {string} text       the query it answers
 * @property {Reading | null} reading  the way the query was understood; null when it has no words
 * @property {Reading | null} first  the way it is understood before anything else
 * @property {Map<number, Hit[]>} classes  results by class, each in the order of the archive
 * @property {number} total
 * @property {Counts} counts
 * @property {boolean} exact     whether every year was looked through
 * @property {string[]} failed   years that could not be loaded
 * @property {number} notices    how many notices the results stand in
 *
 * @typedef {object} Asker
 * @property {string} folder     where the data stands
 * @property {Overview} overview
 * @property {() => boolean} wanted  whether the answer is still waited for
 * @property {(answer: Answer) => void} tell  called after each year
 * @property {(year: Year) => void} loaded
 */
const Engine = (() => {
  /**
   * @param {string} text @param {Chosen} chosen @param {string} sort  `moi-nhat`, or nothing for the best first
   * @param {Asker} page
   * @returns {Promise<Answer | null>} null when it was not wanted any more
   */
  async function answer(text, chosen, sort, page) {
    const ways = Query.readings(text, page.overview.names);
    let found = empty(text, ways[0] ?? null);
    for (let tried = 0; tried < Math.max(1, ways.length); tried += 1) {
      found = { ...empty(text, ways[tried] ?? null), first: ways[0] ?? null };
      if (!(await through(found, chosen, sort, page))) return null;
      if (found.total) break;
    }
    found.exact = true;
    return found;
  }

  /** @param {string} text @param {Reading | null} reading @returns {Answer} */
  function empty(text, reading) {
    return { text, reading, first: reading, classes: new Map(), total: 0, counts: Filters.noCounts(), exact: false, failed: [], notices: 0 };
  }

  /**
   * Through all years that the filter leaves; false when it was not wanted any more.
   * @param {Answer} found @param {Chosen} chosen @param {string} sort
   * @param {Asker} page
   */
  async function through(found, chosen, sort, { folder, overview, wanted, tell, loaded }) {
    const years = overview.years.filter(({ year }) => !chosen.years.length || chosen.years.includes(year));
    const test = Filters.test(chosen, overview.agencies, found.counts);
    for (const { year, file } of years) {
      const held = await Loading.need(folder, year, file).catch(() => null);
      if (held) loaded(held);
      if (!wanted()) return false;
      if (!held) found.failed.push(year);
      else if (!(await Slices.run(look(held, found, test, sort), wanted))) return false;
      tell(found);
    }
    return true;
  }

  /** One year: a job for `Slices`. @param {Year} year @param {Answer} found @param {Test} test @param {string} sort */
  function* look(year, found, test, sort) {
    const { reading } = found;
    const terms = reading?.terms ?? [];
    /** @type {Uint8Array[]} */
    const ways = [];
    for (const term of terms) ways.push(yield* Match.ways(year, term, /** @type {Reading} */ (reading)));
    const strict = terms.length > 1 && (reading?.unaccented || reading?.lenient);
    let last = -1;
    for (let at = 0; at < year.count; at += 1) {
      if (at % 64 === 0) yield;
      if (!ways.every((way) => way[at] & ~Match.WHOLE)) continue;
      const rank = reading ? Rank.classOf(year, at, reading, ways.map((way) => way[at])) : 0;
      if (strict && Rank.isApart(rank)) continue;
      if (!test(year, at)) continue;
      keep(found, sort ? 0 : rank, { year, directive: at });
      if (year.noticeOf[at] !== last) found.notices += 1;
      last = year.noticeOf[at];
    }
  }

  /** @param {Answer} found @param {number} rank @param {Hit} hit */
  function keep(found, rank, hit) {
    const list = found.classes.get(rank);
    if (list) list.push(hit);
    else found.classes.set(rank, [hit]);
    found.total += 1;
  }

  /** The results from one place on, best first. @param {Answer} found @param {number} from @param {number} count @returns {Hit[]} */
  function page(found, from, count) {
    /** @type {Hit[]} */
    const hits = [];
    let before = 0;
    for (const rank of [...found.classes.keys()].sort((one, other) => one - other)) {
      const list = found.classes.get(rank) ?? [];
      if (before + list.length > from) hits.push(...part(found, list, Math.max(0, from - before), from + count - before));
      before += list.length;
      if (before >= from + count) break;
    }
    return hits;
  }

  /**
   * Some results of one class; those of one notice with the most about the words first.
   * @param {Answer} found @param {Hit[]} list @param {number} from @param {number} to
   */
  function part(found, list, from, to) {
    const { reading } = found;
    if (!reading) return list.slice(from, to);
    let first = Math.min(from, list.length - 1);
    let last = Math.min(to, list.length);
    while (first > 0 && sameNotice(list[first - 1], list[first])) first -= 1;
    while (last < list.length && sameNotice(list[last - 1], list[last])) last += 1;
    const sorted = byNotice(list.slice(first, last)).flatMap((hits) => byFocus(hits, reading));
    return sorted.slice(from - first, to - first);
  }

  /** @param {Hit} one @param {Hit} other */
  function sameNotice(one, other) {
    return one.year === other.year && one.year.noticeOf[one.directive] === other.year.noticeOf[other.directive];
  }

  /** @param {Hit[]} hits @returns {Hit[][]} */
  function byNotice(hits) {
    /** @type {Hit[][]} */
    const groups = [];
    for (const hit of hits) {
      const last = groups[groups.length - 1];
      if (last && sameNotice(last[0], hit)) last.push(hit);
      else groups.push([hit]);
    }
    return groups;
  }

  /** @param {Hit[]} hits @param {Reading} reading @returns {Hit[]} */
  function byFocus(hits, reading) {
    if (hits.length < 2) return hits;
    const scored = hits.map((hit) => ({ hit, focus: Rank.focus(hit.year, hit.directive, reading) }));
    return scored.sort((one, other) => other.focus - one.focus || one.hit.directive - other.hit.directive).map(({ hit }) => hit);
  }

  /** All results by notice; the notice of the best result first. @param {Answer} found @returns {Hit[][]} */
  function groups(found) {
    /** @type {Map<Notice, Hit[]>} */
    const groups = new Map();
    for (const hit of page(found, 0, found.total)) {
      const notice = hit.year.notices[hit.year.noticeOf[hit.directive]];
      const group = groups.get(notice);
      if (group) group.push(hit);
      else groups.set(notice, [hit]);
    }
    return [...groups.values()];
  }

  return { answer, page, groups };
})();
