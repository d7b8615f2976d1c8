"use strict";
/**
 * Answers a query year after year, newest first, and tells of progress after each.
 *
 * @typedef {{year: Year, directive: number}} Hit
 * @typedef {object} Answer
 * @property {string} text       the query it answers
 * @property {Reading | null} reading  the way the query was understood; null when it has no words
 * @property {Reading | null} plain  the same, word by word
 * @property {Reading | null} first  the way it is understood first, without idle words
 * @property {Year[]} years      those looked through
 * @property {Map<number, number[]>} classes  results by class, each in the order of the archive: year times `YEAR`, plus directive
 * @property {number} total
 * @property {Counts} counts
 * @property {boolean} exact     whether every year was looked through
 * @property {boolean} whole     whether no year was left aside because nobody asked for it
 * @property {string[]} failed   years that could not be loaded
 * @property {number} notices    how many notices the results stand in
 * @property {number} apart      how many more hold all the words, but apart from each other
 * @property {boolean} parted    whether that is so of all results, since nothing holds the words together
 * @property {string} sort       what comes first
 * @property {number} replaced   how many of the results are of notices that others replaced: no figure counts them
 * @property {number} unsure     how many of the results may be those of the agency chosen, but not surely
 * @property {"" | "named" | "unknown"} instead  nothing is read as told to the agencies chosen: the results only name
 *   them, or leave them aside since the archive does not know them
 *
 * @typedef {object} Asker
 * @property {string} folder     where the data stands
 * @property {Overview} overview
 * @property {() => boolean} wanted  whether the answer is still waited for
 * @property {(answer: Answer) => void} tell  called after each year
 * @property {(year: Year) => void} loaded
 */
const Engine = (() => {
  const YEAR = 1 << 22;
  const STEP = 128;
  const FEW = 10;
  /** Results whose order is exact; beyond them words are not measured for their distance any more. */
  const ENOUGH = 500;
  /** Added to the class of results whose words stand apart, which come last. */
  const APART = 1000;

  /**
   * @param {string} text @param {Chosen} chosen @param {string} sort  `moi-nhat`, `thoi-han`, or nothing for the best first
   * @param {Asker} page
   * @returns {Promise<Answer | null>} null when it was not wanted any more
   */
  async function answer(text, chosen, sort, page) {
    const ways = Query.readings(text, page.overview.names);
    const found = await byReadings(text, ways, chosen, sort, page);
    if (found?.apart && !found.total) return parted(text, ways, chosen, sort, page);
    if (!found || found.total || !chosen.agencies.length) return found;
    const names = Query.namesOf(chosen.agencies, page.overview);
    const other = names.length ? (ways.length ? ways : [Query.NOTHING]).map((way) => Query.naming(way, names)) : ways;
    const others = await byReadings(text, other, { ...chosen, agencies: [] }, sort, { ...page, tell: () => {} });
    return others && (others.total ? { ...others, instead: names.length ? "named" : "unknown" } : found);
  }

  /**
   * What holds all words apart, where nothing holds them together.
   * @param {string} text @param {Reading[]} ways @param {Chosen} chosen @param {string} sort @param {Asker} page
   * @returns {Promise<Answer | null>}
   */
  async function parted(text, ways, chosen, sort, page) {
    const found = await byReadings(text, ways, { ...chosen, apart: true }, sort, { ...page, tell: () => {} });
    return found && { ...found, parted: true };
  }

  /**
   * By the first reading that finds something.
   * @param {string} text @param {Reading[]} ways @param {Chosen} chosen @param {string} sort @param {Asker} page
   * @returns {Promise<Answer | null>}
   */
  async function byReadings(text, ways, chosen, sort, page) {
    let found = empty(text, ways[0] ?? null);
    /** @type {Answer | null} */
    let loose = null;
    const all = [...ways, ...Together.lenient(ways)];
    for (let tried = 0; tried < Math.max(1, all.length); tried += 1) {
      if (all[tried]?.lenient && !loose) break;
      found = { ...empty(text, all[tried] ?? null), plain: ways.filter(({ unaccented }) => !unaccented).at(-1) ?? null, first: ways.find(({ without }) => without.length) ?? ways[0] ?? null, sort };
      if (!(await through(found, chosen, page))) return null;
      if (together(found, chosen) >= (all[tried + 1]?.kin ? FEW : 1)) break;
      if (found.apart) loose ??= found;
    }
    if (!together(found, chosen) && loose) found = loose;
    found.exact = true;
    return found;
  }

  /** How many of the results do not hold the words apart. @param {Answer} found @param {Chosen} chosen */
  function together({ total, apart }, chosen) {
    return chosen.apart ? total - apart : total;
  }

  /** @param {string} text @param {Reading | null} reading @returns {Answer} */
  function empty(text, reading) {
    return { text, reading, first: reading, plain: reading, years: [], classes: new Map(), total: 0, counts: Filters.noCounts(), exact: false, whole: true, failed: [], notices: 0, apart: 0, parted: false, sort: "", unsure: 0, replaced: 0, instead: "" };
  }

  /**
   * Through all years that the filter leaves; false when it was not wanted any more.
   * @param {Answer} found @param {Chosen} chosen @param {Asker} page
   */
  async function through(found, chosen, { folder, overview, wanted, tell, loaded }) {
    const { near: years, far } = Reach.parted(overview.years, chosen);
    found.whole = !far.length;
    const sieve = Filters.sieve(chosen, overview.agencies, found.counts);
    const aside = chosen.apart ? null : Filters.counting(chosen, overview.agencies);
    for (const [at, part] of years.entries()) {
      const arrived = await Years.need(folder, part).catch(() => null);
      if (arrived) loaded(arrived);
      if (!wanted()) return false;
      if (!arrived) found.failed.push(part.year);
      else if (!(await Slices.run(look(arrived, found, sieve, aside), wanted))) return false;
      tell(found);
      for (const next of years.slice(at + 1, at + 3)) Years.need(folder, next).catch(() => null);
    }
    return true;
  }

  /**
   * One year: a job for `Slices`.
   * @param {Year} year @param {Answer} found @param {Sieve} sieve @param {Pick<Sieve, "passes"> | null} aside  for what is only counted, because its words stand apart
   */
  function* look(year, found, sieve, aside) {
    const { reading } = found;
    /** @type {Uint16Array[]} */
    const ways = [];
    for (const term of reading?.terms ?? []) ways.push(yield* Match.ways(year, term, /** @type {Reading} */ (reading)));
    const meeting = Match.meeting(ways, year.count);
    yield;
    const together = reading && (yield* Together.inYear(year, reading, meeting));
    const judge = judging(year, found, sieve, { ways, together, aside });
    let from = 0;
    for (let end = STEP; from < meeting.length; end += STEP) {
      let to = from;
      while (to < meeting.length && meeting[to] < end) to += 1;
      judge(meeting.subarray(from, to));
      from = to;
      yield;
    }
    sieve.finish();
    found.unsure = sieve.unsure();
    found.replaced = sieve.replaced();
  }

  /**
   * What keeps those of some directives of a year that pass.
   * @param {Year} year @param {Answer} found @param {Sieve} sieve
   * @param {{ways: Uint16Array[], together: Uint8Array | null, aside: Pick<Sieve, "passes"> | null}} how
   */
  function judging(year, found, sieve, { ways, together, aside }) {
    const { reading, sort } = found;
    const strict = ways.length > 1 && reading?.unaccented;
    const way = new Uint16Array(ways.length);
    const classOf = ranking(year, reading, way);
    const keep = keeping(found);
    const base = (found.years.push(year) - 1) * YEAR;
    let last = -1;
    return (/** @type {Uint32Array} */ some) => {
      const limit = strict ? Infinity : limitOf(found);
      for (let place = 0; place < some.length; place += 1) {
        const at = some[place];
        const apart = together !== null && !together[at];
        if (apart && aside) {
          if (aside.passes(year, at)) found.apart += 1;
          continue;
        }
        if (!strict && !sieve.passes(year, at)) continue;
        for (let term = 0; term < way.length; term += 1) way[term] = ways[term][at];
        const rank = strict || !sort ? classOf(at, limit) : 0;
        if (strict && (Rank.isApart(rank) || !sieve.passes(year, at))) continue;
        if (apart) found.apart += 1;
        keep(sort ? sorted(year, at, sort) : rank + (apart ? APART : 0), base + at);
        if (year.noticeOf[at] !== last) found.notices += 1;
        last = year.noticeOf[at];
      }
    };
  }

  /**
   * What gives a directive its class; where the query is one term, that depends only on how it is found, and is kept.
   * @param {Year} year @param {Reading | null} reading @param {Uint16Array} way  for each term how it is found
   * @returns {(directive: number, limit: number) => number}
   */
  function ranking(year, reading, way) {
    if (!reading) return () => 0;
    if (way.length > 1) return (directive, limit) => Rank.classOf(year, directive, reading, way, limit);
    /** @type {number[]} */
    const known = [];
    return (directive, limit) => (known[way[0]] ??= Rank.classOf(year, directive, reading, way, limit));
  }

  /** The class by which results are sorted otherwise than by how well they answer. @param {Year} year @param {number} directive @param {string} sort */
  function sorted(year, directive, sort) {
    return sort === "thoi-han" ? Rank.byDeadline(year, directive, ReaderDay.time()) : 0;
  }

  /** The first class that, with those before it, holds enough results. @param {Answer} found */
  function limitOf({ classes }) {
    let count = 0;
    for (const rank of inOrder(classes)) {
      count += classes.get(rank)?.length ?? 0;
      if (count >= ENOUGH) return rank;
    }
    return Infinity;
  }

  /** @param {Map<number, number[]>} classes */
  function inOrder(classes) {
    return [...classes.keys()].sort((one, other) => one - other);
  }

  /** What adds a result to its class. @param {Answer} found */
  function keeping(found) {
    const { classes } = found;
    let last = NaN;
    /** @type {number[]} */
    let list = [];
    return (/** @type {number} */ rank, /** @type {number} */ hit) => {
      if (rank !== last) {
        list = classes.get(rank) ?? [];
        if (!list.length) classes.set(rank, list);
        last = rank;
      }
      list.push(hit);
      found.total += 1;
    };
  }

  /** @param {Answer} found @param {number} hit @returns {Hit} */
  function unpacked(found, hit) {
    return { year: found.years[Math.floor(hit / YEAR)], directive: hit % YEAR };
  }

  /** The results from one place on, best first. @param {Answer} found @param {number} from @param {number} count @returns {Hit[]} */
  function page(found, from, count) {
    /** @type {Hit[]} */
    const hits = [];
    let before = 0;
    for (const rank of inOrder(found.classes)) {
      const list = found.classes.get(rank) ?? [];
      if (before + list.length > from) hits.push(...part(found, list, rank, Math.max(0, from - before), from + count - before));
      before += list.length;
      if (before >= from + count) break;
    }
    return hits;
  }

  /**
   * Some results of one class; those of one notice with the most about the words first.
   * @param {Answer} found @param {number[]} list @param {number} rank @param {number} from @param {number} to
   */
  function part(found, list, rank, from, to) {
    const { reading } = found;
    const hit = (/** @type {number} */ at) => unpacked(found, list[at]);
    let first = Math.min(from, list.length - 1);
    let last = Math.min(to, list.length);
    if (!reading || found.sort === "thoi-han" || !Rank.isOwn(rank)) return list.slice(first, last).map((packed) => unpacked(found, packed));
    while (first > 0 && sameNotice(hit(first - 1), hit(first))) first -= 1;
    while (last < list.length && sameNotice(hit(last - 1), hit(last))) last += 1;
    const hits = list.slice(first, last).map((packed) => unpacked(found, packed));
    return byNotice(hits).flatMap((some) => byFocus(some, reading)).slice(from - first, to - first);
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
