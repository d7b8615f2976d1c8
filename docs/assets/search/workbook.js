"use strict";
/** A table as an Excel workbook (ECMA-376) of one sheet: texts are texts, days are days. */
const Workbook = (() => {
  const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  const FIRST_DAY = Date.UTC(1899, 11, 30);
  const DAY = 24 * 60 * 60 * 1000;
  /** Excel takes 1900 for a leap year: days before its 1 March are kept as text. */
  const FIRST_SURE = "1900-03-01";
  const LONGEST = 32767;
  /** The styles of cells: plain, a day, a heading. */
  const [PLAIN, DATE, HEADING] = [0, 1, 2];
  const STYLES = `<styleSheet xmlns="${SHEETS}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>`
    + '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    + '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    + '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    + '<xf numFmtId="164" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf fontId="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

  /** @param {Column[]} columns @param {string[][]} rows  days as ISO dates @returns {Blob} */
  function made(columns, rows) {
    const parts = Object.entries({
      "[Content_Types].xml": types(),
      "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
      "xl/workbook.xml": `<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}"><sheets><sheet name="Chỉ đạo" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      "xl/_rels/workbook.xml.rels": relations([["worksheet", "worksheets/sheet1.xml"], ["styles", "styles.xml"]]),
      "xl/styles.xml": STYLES,
      "xl/worksheets/sheet1.xml": sheet(columns, rows),
    });
    return new Blob(Zip.of(parts.map(([name, content]) => [name, HEAD + content])), { type: TYPE });
  }

  function types() {
    const part = (/** @type {string} */ name, /** @type {string} */ kind) => (
      `<Override PartName="/xl/${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`
    );
    return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
      + `${part("workbook.xml", "sheet.main")}${part("worksheets/sheet1.xml", "worksheet")}${part("styles.xml", "styles")}</Types>`;
  }

  /** @param {[string, string][]} targets  the kind and the place of each */
  function relations(targets) {
    const all = targets.map(([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`);
    return `<Relationships xmlns="${PACKAGE}/relationships">${all.join("")}</Relationships>`;
  }

  /** @param {Column[]} columns @param {string[][]} rows */
  function sheet(columns, rows) {
    const widths = columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
    const heading = columns.map((column) => text(column.heading, HEADING)).join("");
    const body = rows.map((row) => `<row>${row.map((value, at) => cell(value, columns[at].type)).join("")}</row>`);
    return `<worksheet xmlns="${SHEETS}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>`
      + `<cols>${widths.join("")}</cols><sheetData><row>${heading}</row>${body.join("")}</sheetData>`
      + `<autoFilter ref="A1:${letters(columns.length)}${rows.length + 1}"/></worksheet>`;
  }

  /** @param {string} value @param {string} type */
  function cell(value, type) {
    if (type !== "date" || value < FIRST_SURE) return text(value, PLAIN);
    return `<c s="${DATE}"><v>${Math.round((Date.parse(value) - FIRST_DAY) / DAY)}</v></c>`;
  }

  /** @param {string} value @param {number} style */
  function text(value, style) {
    if (!value) return `<c s="${style}"/>`;
    return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(value.slice(0, LONGEST))}</t></is></c>`;
  }

  /** Without the characters that XML does not know. @param {string} value */
  function escaped(value) {
    const known = value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "");
    return known.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  }

  /** The name of a column: 1 is A, 27 AA. @param {number} number @returns {string} */
  function letters(number) {
    return number ? letters(Math.floor((number - 1) / 26)) + String.fromCharCode(65 + ((number - 1) % 26)) : "";
  }

  return { made, letters };
})();
