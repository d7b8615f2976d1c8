"use strict";
/**
 * The state of the search in the page's address, so that a search can be sent, kept and gone back to.
 *
 * @typedef {{text: string, chosen: Chosen, sort: string, group: boolean}} State
 */
const Address = (() => {
  /** @type {[keyof Chosen, string][]} */
  const LISTS = [["agencies", "co-quan"], ["issuers", "noi-ban-hanh"], ["years", "nam"], ["chairs", "nguoi-chu-tri"], ["topics", "chu-de"], ["states", "tinh-trang"], ["marks", "van-ban"]];
  /** @type {[keyof Chosen, string][]} */
  const FLAGS = [["predecessors", "tien-than"], ["throughGroups", "qua-nhom"], ["deadline", "co-thoi-han"], ["apart", "roi-nhau"]];
  /** @type {[keyof Chosen, string][]} */
  const DAYS = [["from", "tu-ngay"], ["to", "den-ngay"], ["dueFrom", "han-tu"], ["dueTo", "han-den"]];
  const ROLES = ["phoi-hop", "tat-ca"];
  const SORTS = ["moi-nhat", "thoi-han"];

  /** @returns {Chosen} */
  function nothing() {
    return {
      agencies: [], role: "", predecessors: false, throughGroups: false, issuers: [], years: [], chairs: [], topics: [], states: [], marks: [],
      deadline: false, apart: false, back: "", from: "", to: "", dueFrom: "", dueTo: "",
    };
  }

  /** @param {string} query  what stands after the question mark @returns {State} */
  function read(query) {
    const given = new URLSearchParams(query);
    /** @type {Record<string, unknown>} */
    const chosen = nothing();
    for (const [key, name] of LISTS) chosen[key] = [...new Set(given.getAll(name).filter(Boolean))];
    for (const [key, name] of FLAGS) chosen[key] = given.get(name) === "1";
    for (const [key, name] of DAYS) chosen[key] = /^\d{4}-\d\d-\d\d$/.test(given.get(name) ?? "") ? given.get(name) : "";
    chosen.back = /^(?:\d{4}|moi-nam)$/.test(given.get("tim-tu-nam") ?? "") ? given.get("tim-tu-nam") : "";
    chosen.role = ROLES.find((role) => role === given.get("vai-tro")) ?? "";
    return {
      text: given.get("q") ?? "",
      chosen: /** @type {Chosen} */ (chosen),
      sort: SORTS.find((sort) => sort === given.get("sap-xep")) ?? "",
      group: given.get("nhom") === "thong-bao",
    };
  }

  /** @param {State} state @returns {string}  with its question mark, or nothing */
  function write({ text, chosen, sort, group }) {
    const query = new URLSearchParams();
    if (text.trim()) query.set("q", text);
    for (const [key, name] of LISTS) for (const value of /** @type {string[]} */ (chosen[key])) query.append(name, value);
    if (chosen.role) query.set("vai-tro", chosen.role);
    if (chosen.back) query.set("tim-tu-nam", chosen.back);
    for (const [key, name] of FLAGS) if (chosen[key]) query.set(name, "1");
    for (const [key, name] of DAYS) if (chosen[key]) query.set(name, /** @type {string} */ (chosen[key]));
    if (sort) query.set("sap-xep", sort);
    if (group) query.set("nhom", "thong-bao");
    const written = query.toString().replaceAll("%2F", "/");
    return written ? `?${written}` : "";
  }

  /** How many filters there are. @param {Chosen} chosen */
  function count(chosen) {
    const { back, ...filters } = chosen;
    return Object.values(filters).reduce((sum, value) => sum + (Array.isArray(value) ? value.length : value ? 1 : 0), 0);
  }

  return { read, write, nothing, count };
})();
