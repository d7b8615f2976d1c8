"use strict";
/**
 * The results as a table to take away, with the columns of the one of the whole archive, states by the reader's day: for
 * Excel, and as plain text.
 *
 * @typedef {{name: string, heading: string, type: string, width: number}} Column  the name for programs, the heading for readers
 * @typedef {{columns: Column[], formula: string[]}} TableData  of the directives' table, and how a cell begins that table programs would run
 */
const Table = (() => {
  /** @type {TableData} */
  let data;

  /** Called by the script that the build writes. @param {TableData} given */
  function use(given) {
    data = given;
  }

  /** @typedef {{root: string, overview: Overview}} Source */

  /** What stands under each column, by the column's name; days as ISO dates. @param {Hit} hit @param {Source} page @returns {Record<string, string>} */
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
      deadline_phrase: year.deadlines.get(directive)?.phrase ?? "",
      address: new URL(Results.address(hit, root), location.href).href,
      ...year.cells.get(directive),
      state: Standing.of(year, directive).words,
    };
  }

  /** Every result that is shown or can be, best first. @param {Answer} answer @param {Source} page */
  async function rows(answer, page) {
    /** @type {string[][]} */
    const found = [];
    await Slices.run((function* () {
      for (const hit of Engine.page(answer, 0, answer.total)) {
        const cells = values(hit, page);
        yield found.push(data.columns.map(({ name }) => cells[name] ?? ""));
      }
    })());
    return found;
  }

  /** A cell of plain text; what a table program would take for a formula starts with an apostrophe. @param {string} text */
  function cell(text) {
    const safe = data.formula.some((sign) => text.startsWith(sign)) ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
  }

  /** Excel opens it with Vietnamese letters intact. @param {Answer} answer @param {Source} page */
  async function saveText(answer, page) {
    const table = [data.columns.map(({ heading }) => heading), ...(await rows(answer, page))];
    const lines = table.map((row) => `${row.map(cell).join(",")}\r\n`);
    save(new Blob(["\ufeff", ...lines], { type: "text/csv;charset=utf-8" }), "csv");
  }

  /** @param {Answer} answer @param {Source} page */
  async function saveWorkbook(answer, page) {
    save(Workbook.made(data.columns, await rows(answer, page)), "xlsx");
  }

  /** @param {Blob} content @param {string} ending */
  function save(content, ending) {
    const link = Dom.make("a", { href: URL.createObjectURL(content), download: `ket-qua-tra-cuu.${ending}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  return { use, saveText, saveWorkbook, cell };
})();
