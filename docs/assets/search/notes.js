"use strict";
/** Lines above the results: how the query was read, which filter or notice it may have meant. */
const Notes = (() => {
  const MOST = 3;

  /**
   * @param {Answer} answer @param {Chosen} chosen
   * @param {{overview: Overview, root: string, choose: (update: Partial<Chosen>) => void, years: Year[]}} page
   * @returns {HTMLElement[]}
   */
  function of(answer, chosen, page) {
    return [...reading(answer), ...notices(answer, page), ...agencies(answer, chosen, page)];
  }

  /** @param {Answer} answer */
  function reading({ reading, text, total }) {
    if (!total || !reading) return [];
    const left = [...(reading.unaccented ? ["không phân biệt dấu"] : []), ...(reading.without.length ? [`bỏ qua ${reading.without.map((word) => `“${word}”`).join(", ")}`] : [])];
    const fault = reading.unaccented && !reading.without.length ? " đúng dấu" : "";
    return left.length ? [Dom.make("p", { class: "ks-note" }, `Không có chỉ đạo nào có “${text.trim()}”${fault}. Dưới đây là kết quả khi ${left.join(" và ")}.`)] : [];
  }

  /** The document itself, when the query holds its number. @param {Answer} answer @param {{root: string, years: Year[]}} page */
  function notices({ reading }, { root, years }) {
    const numbers = (reading?.terms ?? []).flatMap((term) => (term.number ? [term.number] : []));
    const found = years.flatMap((year) => year.notices).filter((notice) => numbers.some((number) => Match.isNumber(notice, number)));
    return found.slice(0, MOST).map((notice) => {
      const when = notice.issued ? ` ngày ${Dom.day(notice.issued)}` : "";
      return Dom.make("p", { class: "ks-note" }, "Mở ", Dom.make("a", { href: `${root}thong-bao/${notice.id}/index.html` }, `${Dom.notice(notice)}${when}`), `: ${notice.title}`);
    });
  }

  /** Agencies named in the query, as filters. @param {Answer} answer @param {Chosen} chosen @param {{overview: Overview, choose: (update: Partial<Chosen>) => void}} page */
  function agencies({ reading }, chosen, { overview, choose }) {
    const named = [...new Set((reading?.terms ?? []).flatMap((term) => term.agencies))].map((number) => overview.agencies[number]);
    const offered = named.filter((agency) => agency.registered && agency.lead && !chosen.agencies.includes(agency.id)).sort((one, other) => other.lead - one.lead);
    if (!offered.length) return [];
    const buttons = offered.slice(0, MOST).map((agency) => Dom.button(`${Dom.agency(agency)} (${Dom.count(agency.lead)})`, () => choose({ agencies: [...chosen.agencies, agency.id] }), { class: "ks-chip" }));
    return [Dom.make("p", { class: "ks-note" }, "Lọc theo cơ quan chủ trì: ", ...buttons.flatMap((button) => [button, " "]))];
  }

  return { of };
})();
