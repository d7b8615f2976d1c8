"use strict";
/** Shows results: the directive with its matches marked, who leads and helps, by when, and where it stands. */
const Results = (() => {
  const WHOLE = 700;
  const WINDOW = 460;
  const BEFORE = 140;
  const FIRST = 3;

  /** @param {Hit} hit @returns {Notice} */
  function noticeOf({ year, directive }) {
    return year.notices[year.noticeOf[directive]];
  }

  /** The directive's place in the site. @param {Hit} hit @param {string} root */
  function address(hit, root) {
    return root + Site.address("directive", { id: noticeOf(hit).id, anchor: Years.anchor(hit.year, hit.directive) });
  }

  /**
   * @param {Hit} hit @param {Answer} answer @param {{root: string, agencies: Agency[], grouped: boolean}} page
   * @returns {HTMLElement}
   */
  function item(hit, answer, page) {
    const { year, directive } = hit;
    const id = `${noticeOf(hit).id}#${Years.anchor(year, directive)}`;
    const article = Dom.make("article", { class: "ks-result", "data-directive": id });
    const headings = headingOf(year, directive);
    if (headings) article.append(Dom.make("p", { class: "ks-result__heading" }, ...marked(headings, answer)));
    article.append(Dom.make("p", { class: "ks-result__text" }, Dom.make("a", { href: address(hit, page.root) }, ...excerpt(year, directive, answer))));
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
    const link = Dom.make("a", { href: page.root + Site.address("notice", notice) }, ...marked(Site.notice(notice), answer));
    const parts = [notice.issued && `ngày ${Site.day(notice.issued)}`, issuer && issuer.full, notice.chair && `cuộc họp do ${notice.chair} chủ trì`];
    return Dom.make("p", { class: "ks-result__source", title: notice.title }, link, ...marked(`, ${parts.filter(Boolean).join(" · ")}`.replace(/, $/, ""), answer));
  }

  /** Who leads, who helps, by when. @param {Hit} hit @param {{root: string, agencies: Agency[]}} page */
  function facts({ year, directive }, page) {
    const list = Dom.make("dl", { class: "ks-result__facts" });
    const add = (/** @type {string} */ term, /** @type {(Node | string)[]} */ values) => {
      if (values.length) list.append(Dom.make("div", {}, Dom.make("dt", {}, term), Dom.make("dd", {}, ...values)));
    };
    add(Site.labels.lead, parties(year, year.lead, directive, page));
    add(Site.labels.coordinate, parties(year, year.coordinate, directive, page));
    const deadline = year.deadlines.get(directive);
    if (deadline) add(Site.labels.deadline, deadline.why ? [limit(deadline), " ", unsure(deadline.why)] : [limit(deadline)]);
    return list;
  }

  /** @param {{limit: string, phrase: string}} deadline */
  function limit(deadline) {
    return Site.day(deadline.limit) || deadline.phrase;
  }

  /** The mark of what a person should look at. @param {string} why */
  function unsure(why) {
    return Dom.make("span", { class: "kl-unsure", title: why }, "chưa chắc", Dom.make("span", { class: "kl-sr" }, `: ${why}`));
  }

  /**
   * The results of one notice under its name; the first few, the others on demand.
   * @param {Hit[]} hits @param {Answer} answer @param {{root: string, agencies: Agency[]}} page
   */
  function grouped(hits, answer, page) {
    const section = Dom.make("section", { class: "ks-group" });
    const notice = noticeOf(hits[0]);
    section.append(source(hits[0], answer, page), Dom.make("p", { class: "ks-group__title" }, ...marked(notice.title, answer)));
    const add = (/** @type {Hit[]} */ some) => section.append(...some.map((hit) => item(hit, answer, { ...page, grouped: true })));
    add(hits.slice(0, FIRST));
    if (hits.length > FIRST) {
      const more = Dom.button(`Xem thêm ${Site.count(hits.length - FIRST)} chỉ đạo trong thông báo này`, () => {
        more.remove();
        add(hits.slice(FIRST));
      }, { class: "ks-link" });
      section.append(more);
    }
    return section;
  }

  /** @param {Year} year @param {Parties} list @param {number} directive @param {{root: string, agencies: Agency[]}} page */
  function parties(year, list, directive, { root, agencies }) {
    const sure = new Set(Years.of(list, directive).filter((_, at) => !list.unsure.has(list.starts[directive] + at)));
    return [...new Set(Years.of(list, directive))].flatMap((number, at) => {
      const agency = agencies[number];
      const shown = agency.registered ? Dom.make("a", { href: root + Site.address("agency", agency) }, agency.name) : agency.name;
      return [...(at ? ["; "] : []), shown, ...(sure.has(number) ? [] : [" ", unsure("chưa rõ có phải cơ quan này không")])];
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

  /** The text with its matches in <mark>, those that follow each other in one. @param {string} text @param {Answer} answer @returns {(Node | string)[]} */
  function marked(text, answer) {
    /** @type {{start: number, end: number}[]} */
    const spans = [];
    for (const { start, end } of placesIn(text, answer)) {
      const last = spans[spans.length - 1];
      if (last && /^[^\p{L}\p{N}]*$/u.test(text.slice(last.end, start))) last.end = Math.max(last.end, end);
      else spans.push({ start, end });
    }
    /** @type {(Node | string)[]} */
    const parts = [];
    let at = 0;
    for (const { start, end } of spans) {
      parts.push(text.slice(at, start), Dom.make("mark", {}, text.slice(start, end)));
      at = end;
    }
    return [...parts, text.slice(at)];
  }

  return { item, grouped, noticeOf, address, headingOf, limit };
})();
