"use strict";
/**
 * What Python says and the browser reads: how days, years, counts and notices are written, where pages stand.
 * `site-data.js`, which the build writes, hands it over.
 *
 * @typedef {object} SiteData
 * @property {{lead: string, coordinate: string, deadline: string, extended: string, progress: string}} labels
 * @property {{notice: string, directive: string, agency: string}} addresses  with `{id}` and `{anchor}`
 * @property {{kinds: Record<string, string>, numbered: string, dated: string, bare: string}} notices  with `{kind}`, `{number}`, `{day}`
 * @property {{known: string, unknown: string}} years  with `{year}`
 * @property {string} day  with `{year}`, `{month}` and `{day}`
 * @property {string} thousands  between each three digits
 * @property {Record<string, string>} marks  of a notice, by their letters
 * @property {{all: {key: string, words: string, slug: string}[], limit: string}} states  of directives, as tables list them; `limit` are the
 *   words of what is not done and has a limit, which the day decides
 */
const Site = (() => {
  /** @type {SiteData} */
  let data;

  /** Called by the script that the build writes. @param {SiteData} given */
  function use(given) {
    data = given;
  }

  /** @param {string} pattern @param {Record<string, string>} values */
  function filled(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /** `2014-07-10` -> `10/07/2014`; nothing of nothing. @param {string} iso */
  function day(iso) {
    const [year, month, day] = iso.split("-");
    return iso && filled(data.day, { year, month, day });
  }

  /** `12345` -> `12.345`. @param {number} number */
  function count(number) {
    return String(number).replace(/\B(?=(\d{3})+$)/g, data.thousands);
  }

  /** `2014` -> `Năm 2014`. @param {string} name */
  function year(name) {
    return /^\d+$/.test(name) ? filled(data.years.known, { year: name }) : data.years.unknown;
  }

  /** @param {Pick<Notice, "kind" | "number" | "met">} notice */
  function notice({ kind: name, number, met }) {
    const kind = data.notices.kinds[name];
    if (number) return filled(data.notices.numbered, { kind, number });
    return met ? filled(data.notices.dated, { kind, day: day(met) }) : filled(data.notices.bare, { kind });
  }

  /** From the site's root. @param {keyof SiteData["addresses"]} kind @param {{id: string, anchor?: string}} of */
  function address(kind, { id, anchor = "" }) {
    return filled(data.addresses[kind], { id, anchor });
  }

  return { use, day, count, year, notice, address, get labels() { return data.labels; }, get marks() { return data.marks; }, get states() { return data.states; } };
})();
