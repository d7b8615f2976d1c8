"use strict";
/**
 * The data: an overview and the years, as they arrive and as they are held in the page.
 * Every file is a script that calls `Years.overview` or `Years.year`; the page names the overview and the newest year.
 *
 * @typedef {object} Overview
 * @property {{year: string, key: string, file: string, directives: number}[]} years  newest first; a large one in parts
 * @property {number} counted  directives, without those of replaced notices that no figure counts
 * @property {Agency[]} agencies
 * @property {KnownNames} names  made when they are first needed
 * @property {Record<string, Record<string, string>>} namesakes  names of chairs, and the places in which they chair
 * @property {Record<string, string>} places  of the issuers
 * @property {Withdrawn[]} withdrawn
 *
 * @typedef {Pick<Notice, "id" | "number" | "issued" | "issuer" | "kind" | "met">} Withdrawn  all that is said of a notice that was withdrawn
 *
 * @typedef {object} Notice
 * @property {string} id
 * @property {string} year
 * @property {string} number   `975/TB-VP`, or nothing
 * @property {string} issued   `2014-07-10`, or nothing
 * @property {string} kind     of document
 * @property {string} met      the day of the meeting, or nothing
 * @property {string} title
 * @property {string} issuer   an agency's id
 * @property {string} chair
 * @property {string} chairing  the chair as a filter's value: with the place, where another bears the same name
 * @property {string} signer
 * @property {string[]} topics
 * @property {string[]} marks  what a reader should know of it, by letters of `Site.marks`
 *
 * @typedef {{starts: Uint32Array, ids: Uint16Array, unsure: Set<number>}} Parties  agencies by their number; the places in `ids` that are not sure
 *
 * @typedef {{limit: string, phrase: string, why: string, until: string}} Deadline  the last day, what is shown without one, why it is not
 *   sure, and the words of an extension
 *
 * @typedef {object} Year        a year, or a part of a large one
 * @property {string} key
 * @property {string} year
 * @property {number} count      how many directives
 * @property {Lines} texts       the directives
 * @property {Lines} contexts    headings above them
 * @property {Lines} about       a line a notice: number, title, people, issuer, dates
 * @property {Notice[]} notices  newest first
 * @property {Int32Array} contextOf  the line of `contexts` for each directive, or -1
 * @property {Uint32Array} noticeOf
 * @property {string} anchors  one a line; nothing where it is the next ordinal of the section before
 * @property {Parties} lead
 * @property {Parties} coordinate
 * @property {Map<number, Deadline>} deadlines
 * @property {Uint8Array} timely     for each directive 1 when it has a deadline that is sure
 * @property {Uint8Array} uncounted  for each directive 1 when its notice was replaced and no figure counts it
 * @property {Uint8Array} states     of each directive, by its number in `Site.states.all`, on the reader's day
 * @property {Map<number, string>} progress  what was recorded of a directive, in words
 * @property {Map<number, Record<string, string>>} cells  what else the table has of a directive, by the column's name
 *
 * @typedef {object} YearData    as it arrives
 * @property {string} key
 * @property {string} year
 * @property {[string, string, string, string, string, number, number, number, number[], string, number, string?, string?][]} notices
 * @property {string} anchors
 * @property {string} texts
 * @property {number[]} context
 * @property {number[]} lead  for each directive how many, then who; one that is not sure as the complement of its number
 * @property {number[]} coordinate
 * @property {[number, string, string, string?, string?][]} deadlines  each after how many directives without one
 * @property {number[]} uncounted
 * @property {[number, string][]} progress  in the same way
 * @property {[number, Record<string, string>][]} cells  in the same way
 * @property {string[]} agencies
 * @property {string[]} people
 * @property {string[]} topics
 * @property {string} contexts
 */
const Years = (() => {
  /** @type {Overview | null} */
  let archive = null;
  /** Read once and kept. @type {Map<string, Promise<Year>>} */
  const years = new Map();
  /** @type {Map<string, YearData>} */
  const arrived = new Map();

  /**
   * Called by the overview's script.
   * @param {{years: [string, string, number][], counted: number, agencies: [string, string, string[], string, string[], string[], string, number, number, number][], abbreviations: string[][], namesakes: Record<string, Record<string, string>>, places: Record<string, string>, withdrawn: [string, string, string, string, string][]}} data
   */
  function overview(data) {
    const agencies = data.agencies.map(([id, name, other, placed, predecessors, groups, closed, lead, coordinate, unsure], number) => {
      const registered = !id.startsWith("=");
      const full = registered ? placed : `${placed} (chưa có trong danh mục)`;
      return { number, id, name, other, full, predecessors, groups, closed, lead, coordinate, unsure, registered };
    });
    /** @type {KnownNames | undefined} */
    let names;
    archive = {
      years: data.years.map(([key, file, directives]) => ({ year: key.slice(0, key.lastIndexOf("-")), key, file, directives })),
      counted: data.counted,
      agencies,
      namesakes: data.namesakes,
      places: data.places,
      withdrawn: data.withdrawn.map(([id, number, issued, issuer, kind]) => ({ id, number, issued, issuer, kind, met: "" })),
      get names() { return (names ??= Names.known(agencies, data.abbreviations)); },
    };
  }

  /** Called by a year's script. @param {YearData} data */
  function year(data) {
    arrived.set(data.key, data);
  }

  /** What there is; null when the overview could not be loaded. */
  function known() {
    return archive;
  }

  /** @param {string} folder  where the data stands @param {Overview["years"][number]} part @returns {Promise<Year>} */
  function need(folder, { key, file }) {
    const before = years.get(key);
    if (before) return before;
    const coming = (arrived.has(key) ? Promise.resolve() : Loading.script(folder + file)).then(() => parse(key));
    years.set(key, coming);
    coming.catch(() => years.delete(key));
    return coming;
  }

  /** @param {string} key @returns {Promise<Year>} */
  async function parse(key) {
    const data = arrived.get(key);
    if (!data || !archive) throw new Error(key);
    arrived.delete(key);
    return Slices.value(read(data, archive));
  }

  /**
   * A job for `Slices`: reading a year may take long.
   * @param {YearData} data @param {Pick<Overview, "agencies" | "namesakes">} overview @returns {Generator<void, Year, unknown>}
   */
  function* read(data, { agencies, namesakes }) {
    const numbers = new Map(agencies.map((agency) => [agency.id, agency.number]));
    const global = data.agencies.map((id) => numbers.get(id) ?? 0);
    const notices = data.notices.map((row) => notice(row, data, namesakes));
    const issuers = new Map(agencies.map((agency) => [agency.id, [agency.name, ...agency.other, agency.full].join(". ")]));
    const [deadlines, progress, cells] = [placed(data.deadlines), placed(data.progress), placed(data.cells)];
    const texts = yield* TextLines.read(data.texts);
    return {
      key: data.key,
      year: data.year,
      count: data.context.length,
      texts,
      contexts: yield* TextLines.read(data.contexts),
      about: yield* TextLines.read(data.notices.map((row, at) => about(notices[at], row[9], issuers)).join("\n")),
      notices,
      contextOf: Int32Array.from(data.context),
      noticeOf: noticeOf(data),
      anchors: data.anchors,
      lead: parties(data.lead, data.context.length, global),
      coordinate: parties(data.coordinate, data.context.length, global),
      deadlines: new Map(deadlines.map(([at, limit, phrase, why = "", until = ""]) => [at, { limit, phrase, why, until }])),
      timely: marked(data.context.length, deadlines.filter(([, , , why]) => !why).map(([at]) => at)),
      uncounted: marked(data.context.length, data.uncounted),
      states: Standing.read({ context: data.context, deadlines, cells }),
      progress: new Map(progress),
      cells: new Map(cells),
    };
  }

  /** @param {YearData["notices"][number]} row @param {YearData} data @param {Overview["namesakes"]} namesakes @returns {Notice} */
  function notice([id, number, issued, met, title, issuer, chair, signer, topics, , , kind, marks = ""], data, namesakes) {
    const name = data.people[chair] ?? "";
    const from = data.agencies[issuer];
    const place = namesakes[name]?.[from.slice(0, from.lastIndexOf("/"))];
    return {
      id,
      kind: kind || "ket-luan",
      year: data.year,
      number,
      issued,
      met,
      title,
      issuer: from,
      chair: name,
      chairing: place ? `${name}, ${place}` : name,
      signer: data.people[signer] ?? "",
      topics: topics.map((topic) => data.topics[topic]),
      marks: [...marks],
    };
  }

  /** Rows with their places, of those that say how many places lie between. @template {[number, ...unknown[]]} Row @param {Row[]} rows */
  function placed(rows) {
    let place = -1;
    for (const row of rows) row[0] = place += row[0] + 1;
    return rows;
  }

  /** @param {number} count @param {number[]} places */
  function marked(count, places) {
    const marks = new Uint8Array(count);
    for (const at of places) marks[at] = 1;
    return marks;
  }

  /** @param {YearData} data */
  function noticeOf(data) {
    const places = new Uint32Array(data.context.length);
    let from = 0;
    data.notices.forEach((row, at) => {
      places.fill(at, from, from + row[10]);
      from += row[10];
    });
    return places;
  }

  /** The words by which a whole notice is found. @param {Notice} notice @param {string} more @param {Map<string, string>} issuers */
  function about(notice, more, issuers) {
    const dates = [notice.issued, notice.met].map(Site.day);
    const parts = [notice.number && Site.notice(notice), notice.title, notice.chair, notice.signer, issuers.get(notice.issuer), ...dates, ...notice.topics, more];
    return Folding.visible(parts.filter(Boolean).join(" . ")).replaceAll("\n", " ");
  }

  /** @param {number[]} list @param {number} count  of directives @param {number[]} global @returns {Parties} */
  function parties(list, count, global) {
    const starts = new Uint32Array(count + 1);
    const ids = new Uint16Array(list.length - count);
    /** @type {Set<number>} */
    const unsure = new Set();
    let from = 0;
    for (let at = 0; at < count; at += 1) {
      const many = list[from];
      for (let each = 0; each < many; each += 1) {
        const number = list[from + 1 + each];
        if (number < 0) unsure.add(starts[at] + each);
        ids[starts[at] + each] = global[number < 0 ? ~number : number];
      }
      starts[at + 1] = starts[at] + many;
      from += 1 + many;
    }
    return { starts, ids, unsure };
  }

  /** @type {WeakMap<Year, string[]>} */
  const split = new WeakMap();

  /** Split only when results are shown: most years never are. @param {Year} year @param {number} directive */
  function anchor(year, directive) {
    const anchors = split.get(year) ?? year.anchors.split("\n");
    for (let at = 1; !split.has(year) && at < anchors.length; at += 1) anchors[at] ||= anchors[at - 1].replace(/\d+$/, (ordinal) => String(Number(ordinal) + 1));
    split.set(year, anchors);
    return anchors[directive];
  }

  /** @param {Parties} parties @param {number} directive */
  function of(parties, directive) {
    return parties.ids.subarray(parties.starts[directive], parties.starts[directive + 1]);
  }

  /** The day a notice counts under. @param {Notice} notice */
  function day(notice) {
    return notice.issued || notice.met;
  }

  return { overview, year, known, need, read, of, day, anchor };
})();
