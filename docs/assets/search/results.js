"use strict";
/** Shows results: the directive with its matches marked, who leads and helps, by when, and where it stands. */
const Results = (() => {
  const WHOLE = 700;
  const WINDOW = 460;
  const BEFORE = 140;
  const RECURRING = /** @type {Record<string, string>} */ ({ weekly: "hằng tuần", monthly: "hằng tháng", quarterly: "hằng quý", yearly: "hằng năm" });

  /**
   * An element with its attributes and children.
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag @param {Record<string, string>} [attributes] @param {...(Node | string)} children
   * @returns {HTMLElementTagNameMap[Tag]}
   */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /** `2014-07-10` -> `10/07/2014`. @param {string} iso */
  function day(iso) {
    return iso.split("-").reverse().join("/");
  }

  /** `12345` -> `12.345`. @param {number} number */
  function count(number) {
    return String(number).replace(/\B(?=(\d{3})+$)/g, ".");
  }

  /** @param {Notice} notice */
  function name(notice) {
    if (notice.number) return `Thông báo số ${notice.number}`;
    return notice.met ? `Thông báo kết luận họp ngày ${day(notice.met)}` : "Thông báo không số";
  }

  /** @param {Hit} hit @returns {Notice} */
  function noticeOf({ year, directive }) {
    return year.notices[year.noticeOf[directive]];
  }

  /** The directive's place in the site. @param {Hit} hit @param {string} root */
  function address(hit, root) {
    return `${root}thong-bao/${noticeOf(hit).id}/index.html#${hit.year.anchors[hit.directive]}`;
  }

  /**
   * @param {Hit} hit @param {Answer} answer @param {{root: string, agencies: Agency[], grouped: boolean}} page
   * @returns {HTMLElement}
   */
  function item(hit, answer, page) {
    const { year, directive } = hit;
    const id = `${noticeOf(hit).id}#${year.anchors[directive]}`;
    const article = make("article", { class: "kl-result", "data-directive": id });
    const headings = headingOf(year, directive);
    if (headings) article.append(make("p", { class: "kl-result__heading" }, ...marked(headings, answer)));
    article.append(make("p", { class: "kl-result__text" }, make("a", { href: address(hit, page.root) }, ...excerpt(year, directive, answer))));
    article.append(facts(hit, page));
    if (!page.grouped) article.append(source(hit, answer, page));
    return article;
  }

  /** @param {Year} year @param {number} directive */
  function headingOf(year, directive) {
    const line = year.contextOf[directive];
    return line < 0 ? "" : TextLines.line(year.contexts, line).split("\t")[0];
  }

  /** The notice a result stands in. @param {Hit} hit @param {Answer} answer @param {{root: string, agencies: Agency[]}} page */
  function source(hit, answer, page) {
    const notice = noticeOf(hit);
    const issuer = page.agencies.find((agency) => agency.id === notice.issuer);
    const link = make("a", { href: `${page.root}thong-bao/${notice.id}/index.html` }, ...marked(name(notice), answer));
    const parts = [notice.issued && `ngày ${day(notice.issued)}`, issuer && label(issuer), notice.chair && `${notice.chair} chủ trì`];
    return make("p", { class: "kl-result__source", title: notice.title }, link, ...marked(`, ${parts.filter(Boolean).join(" · ")}`.replace(/, $/, ""), answer));
  }

  /** An agency with its place, where the name does not already say it. @param {Agency} agency */
  function label(agency) {
    const own = agency.place.replace(/^\S+\s/, "");
    return agency.name.includes(own) || agency.id.startsWith("trung-uong/") ? agency.name : `${agency.name} (${agency.place})`;
  }

  /** Who leads, who helps, by when. @param {Hit} hit @param {{root: string, agencies: Agency[]}} page */
  function facts({ year, directive }, page) {
    const list = make("dl", { class: "kl-result__facts" });
    const add = (/** @type {string} */ term, /** @type {(Node | string)[]} */ values) => {
      if (values.length) list.append(make("div", {}, make("dt", {}, term), make("dd", {}, ...values)));
    };
    add("Chủ trì", parties(year, year.lead, directive, page));
    add("Phối hợp", parties(year, year.coordinate, directive, page));
    const deadline = year.deadlines.get(directive);
    if (deadline) add("Thời hạn", [RECURRING[deadline.limit] ?? (day(deadline.limit) || deadline.phrase)]);
    return list;
  }

  /** @param {Year} year @param {Parties} list @param {number} directive @param {{root: string, agencies: Agency[]}} page */
  function parties(year, list, directive, { root, agencies }) {
    return [...new Set(Years.of(list, directive))].flatMap((number, at) => {
      const agency = agencies[number];
      const shown = agency ? make("a", { href: `${root}co-quan/${agency.id}/index.html` }, agency.name) : year.names[-1 - number];
      return at ? ["; ", shown] : [shown];
    });
  }

  /** A short directive whole, a long one by its best window. @param {Year} year @param {number} directive @param {Answer} answer */
  function excerpt(year, directive, answer) {
    const text = TextLines.line(year.texts, directive);
    if (text.length <= WHOLE) return marked(text, answer);
    const places = placesIn(text, answer);
    const start = wordStart(text, Math.min(best(places) - BEFORE, text.length - WINDOW));
    const end = wordStart(text, start + WINDOW);
    const shown = marked(text.slice(start, end).trim(), answer);
    return [...(start ? ["… "] : []), ...shown, ...(end < text.length ? [" …"] : [])];
  }

  /** Where the window with most matches starts. @param {Place[]} places */
  function best(places) {
    let found = { start: 0, count: 0 };
    for (const place of places) {
      const within = places.filter((other) => other.start >= place.start && other.end <= place.start + WINDOW - BEFORE).length;
      if (within > found.count) found = { start: place.start, count: within };
    }
    return found.start;
  }

  /** @param {string} text @param {number} at */
  function wordStart(text, at) {
    if (at <= 0) return 0;
    const space = text.indexOf(" ", at);
    return space < 0 ? text.length : space + 1;
  }

  /** @param {string} text @param {Answer} answer @returns {Place[]} */
  function placesIn(text, { reading }) {
    return reading ? Rank.placesInText(text, reading) : [];
  }

  /** The text with its matches in <mark>. @param {string} text @param {Answer} answer @returns {(Node | string)[]} */
  function marked(text, answer) {
    /** @type {(Node | string)[]} */
    const parts = [];
    let end = 0;
    for (const place of placesIn(text, answer)) {
      if (place.start < end) continue;
      parts.push(text.slice(end, place.start), make("mark", {}, text.slice(place.start, place.end)));
      end = place.end;
    }
    parts.push(text.slice(end));
    return parts;
  }

  return { item, make, day, count, name, noticeOf, address, label, headingOf, marked, RECURRING };
})();
