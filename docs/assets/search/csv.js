"use strict";
/** The results as a table that Excel opens with Vietnamese letters intact. */
const Csv = (() => {
  const HEAD = ["Mã", "Chỉ đạo", "Đề mục", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Thông báo", "Ngày ban hành", "Cơ quan ban hành", "Người chủ trì cuộc họp", "Liên kết"];

  /** A cell; what a table program would take for a formula starts with an apostrophe. @param {string} text */
  function cell(text) {
    const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
  }

  /** @param {Hit} hit @param {{root: string, agencies: Agency[]}} page */
  function row(hit, { root, agencies }) {
    const { year, directive } = hit;
    const notice = Results.noticeOf(hit);
    const names = (/** @type {Parties} */ list) => [...Years.of(list, directive)].map((number) => agencies[number].full).join("; ");
    const deadline = year.deadlines.get(directive);
    const issuer = agencies.find((agency) => agency.id === notice.issuer);
    const link = new URL(Results.address(hit, root), location.href).href;
    return [
      `${notice.id}#${Years.anchor(year, directive)}`, TextLines.line(year.texts, directive), Results.headingOf(year, directive),
      names(year.lead), names(year.coordinate), deadline ? Results.limit(deadline) : "", notice.number || Dom.notice(notice),
      Dom.day(notice.issued), issuer ? issuer.full : notice.issuer, notice.chair, link,
    ].map(cell).join(",");
  }

  /** Every result, best first. @param {Answer} answer @param {{root: string, agencies: Agency[]}} page */
  async function save(answer, page) {
    const rows = [HEAD.map(cell).join(",")];
    await Slices.run((function* () {
      for (const hit of Engine.page(answer, 0, answer.total)) yield rows.push(row(hit, page));
    })());
    const link = Dom.make("a", { href: URL.createObjectURL(new Blob([`\ufeff${rows.join("\r\n")}\r\n`], { type: "text/csv;charset=utf-8" })), download: "ket-qua-tra-cuu.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  return { save, row, cell };
})();
