"use strict";
/** The results as a table that Excel opens with Vietnamese letters intact, with the columns of the one of the whole archive. */
const Csv = (() => {
  /** A cell; what a table program would take for a formula starts with an apostrophe. @param {string} text */
  function cell(text) {
    const safe = Site.formula.some((sign) => text.startsWith(sign)) ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
  }

  /** What stands under each column, by the column's name. @param {Hit} hit @param {{root: string, overview: Overview}} page @returns {Record<string, string>} */
  function values(hit, { root, overview }) {
    const { year, directive } = hit;
    const notice = Results.noticeOf(hit);
    const anchor = Years.anchor(year, directive);
    const bodies = (/** @type {Parties} */ list) => [...Years.of(list, directive)].map((number) => overview.agencies[number]);
    const names = (/** @type {Parties} */ list) => [...new Set(bodies(list).map((agency) => (agency.registered ? agency.full : agency.name)))].join("; ");
    return {
      id: `${notice.id}#${anchor}`,
      notice: notice.id,
      number: notice.number,
      issued: notice.issued,
      meeting_date: notice.met,
      issuer_name: overview.agencies.find((agency) => agency.id === notice.issuer)?.full ?? notice.issuer,
      issuer_place: overview.places[notice.issuer.slice(0, notice.issuer.lastIndexOf("/"))],
      chair: notice.chair,
      section: anchor.slice(0, anchor.lastIndexOf("-")),
      headings: Results.headingOf(year, directive).replaceAll(" › ", " / "),
      text: TextLines.line(year.texts, directive),
      lead: names(year.lead),
      coordinate: names(year.coordinate),
      deadline: year.deadlines.get(directive)?.limit ?? "",
      address: new URL(Results.address(hit, root), location.href).href,
      ...year.cells.get(directive),
    };
  }

  /** @param {Hit} hit @param {{root: string, overview: Overview}} page */
  function row(hit, page) {
    const found = values(hit, page);
    return Site.columns.map(([name]) => cell(found[name] ?? "")).join(",");
  }

  /** Every result, best first. @param {Answer} answer @param {{root: string, overview: Overview}} page */
  async function save(answer, page) {
    const rows = [Site.columns.map(([, heading]) => cell(heading)).join(",")];
    await Slices.run((function* () {
      for (const hit of Engine.page(answer, 0, answer.total)) yield rows.push(row(hit, page));
    })());
    const link = Dom.make("a", { href: URL.createObjectURL(new Blob([`\ufeff${rows.join("\r\n")}\r\n`], { type: "text/csv;charset=utf-8" })), download: "ket-qua-tra-cuu.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  return { save, row, cell };
})();
