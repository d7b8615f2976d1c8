"use strict";
/** Shows results: the directive with its matches marked, who leads and helps, by when, and where it stands. Each has one link: to its task. */
/** @typedef {{root: string, agencies: Agency[], grouped: boolean}} View  of the page that shows them */
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
   * @param {Hit} hit @param {Answer} answer @param {View} view
   * @returns {HTMLElement}
   */
  function item(hit, answer, view) {
    const { year, directive } = hit;
    const article = Dom.make("article", { class: "ks-result", "data-directive": `${noticeOf(hit).id}#${Years.anchor(year, directive)}` });
    const text = TextLines.line(year.texts, directive);
    const heading = headingOf(year, directive);
    const notice = view.grouped ? "" : source(hit, view);
    const places = Together.marker([text, heading, notice], answer.reading);
    if (heading) article.append(Dom.make("p", { class: "ks-result__heading" }, ...marked(heading, places)));
    article.append(Dom.make("p", { class: "ks-result__text" }, Dom.make("a", { href: address(hit, view.root) }, ...excerpt(text, places))));
    article.append(facts(hit, view));
    if (notice) article.append(Dom.make("p", { class: "ks-result__source", title: noticeOf(hit).title }, ...marked(notice, places), ...marks(noticeOf(hit))));
    return article;
  }

  /** @param {Year} year @param {number} directive */
  function headingOf(year, directive) {
    const line = year.contextOf[directive];
    return line < 0 ? "" : TextLines.line(year.contexts, line).split("\t")[0];
  }

  /** The notice a result stands in, in words. @param {Hit} hit @param {View} view */
  function source(hit, { agencies }) {
    const notice = noticeOf(hit);
    const issuer = agencies.find((agency) => agency.id === notice.issuer);
    const when = notice.issued && `ngày ${Site.day(notice.issued)}`;
    const about = [when, issuer?.full, notice.chair && `cuộc họp do ${notice.chair} chủ trì`].filter(Boolean).join(" · ");
    return about ? `${Site.notice(notice)}, ${about}` : Site.notice(notice);
  }

  /** What a reader should know of the notice before relying on it. @param {Notice} notice */
  function marks(notice) {
    const words = (/** @type {string} */ mark) => (mark === "o" && notice.marks.includes("r") ? `${Site.marks.o}, ${Site.marks.r}` : Site.marks[mark]);
    const shown = notice.marks.filter((mark) => mark !== "r");
    return shown.flatMap((mark) => [" ", Dom.make("span", { class: mark === "x" ? "kl-tag kl-replaced" : "kl-quiet-mark" }, words(mark))]);
  }

  /** Who leads, who helps, by when. @param {Hit} hit @param {View} view */
  function facts({ year, directive }, view) {
    const list = Dom.make("dl", { class: "ks-result__facts" });
    const add = (/** @type {string} */ term, /** @type {(Node | string)[]} */ values) => {
      if (values.length) list.append(Dom.make("div", {}, Dom.make("dt", {}, term), Dom.make("dd", {}, ...values)));
    };
    add(Site.labels.lead, parties(year.lead, directive, view));
    add(Site.labels.coordinate, parties(year.coordinate, directive, view));
    const deadline = year.deadlines.get(directive);
    if (deadline) add(Site.labels.deadline, [limit(deadline), ...(deadline.why ? [" ", unsure(deadline.why)] : []), ...extended(year, directive, deadline), ...relative(year, directive, deadline)]);
    add(Site.labels.progress, year.progress.has(directive) ? [year.progress.get(directive) ?? ""] : []);
    return list;
  }

  /** @param {Deadline} deadline */
  function limit({ limit, phrase, until }) {
    return until || Site.day(limit) || phrase;
  }

  /** @param {Year} year @param {number} directive @param {Deadline} deadline */
  function extended(year, directive, { until }) {
    const first = year.cells.get(directive)?.first_deadline ?? "";
    return until ? [`, ${Site.labels.extended}${first && `, hạn đầu ${Site.day(first)}`}`] : [];
  }

  /** How far a limit is that still waits. @param {Year} year @param {number} directive @param {Deadline} deadline */
  function relative(year, directive, { limit }) {
    if (!limit || !Standing.waits(year, directive)) return [];
    const over = Standing.of(year, directive).key === "overdue";
    return [", ", Dom.make("span", { class: over ? "ks-over" : "kl-relative" }, `${over ? "quá hạn, " : ""}${ReaderDay.relative(limit)}`)];
  }

  /** The mark of what a person should look at. @param {string} why */
  function unsure(why) {
    return Dom.make("span", { class: "kl-unsure", title: why }, "chưa chắc", Dom.make("span", { class: "kl-sr" }, `: ${why}`));
  }

  /**
   * The results of one notice under its name; the first few, the others on demand.
   * @param {Hit[]} hits @param {Answer} answer @param {View} view
   */
  function grouped(hits, answer, view) {
    const section = Dom.make("section", { class: "ks-group" });
    const notice = noticeOf(hits[0]);
    const name = source(hits[0], view);
    const places = Together.marker([name, notice.title], answer.reading);
    const link = Dom.make("a", { href: view.root + Site.address("notice", notice) }, ...marked(name, places));
    section.append(Dom.make("p", { class: "ks-result__source" }, link), Dom.make("p", { class: "ks-group__title" }, ...marked(notice.title, places)));
    const add = (/** @type {Hit[]} */ some) => section.append(...some.map((hit) => item(hit, answer, { ...view, grouped: true })));
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

  /** @param {Parties} list @param {number} directive @param {View} view */
  function parties(list, directive, { agencies }) {
    const sure = new Set(Years.of(list, directive).filter((_, at) => !list.unsure.has(list.starts[directive] + at)));
    return [...new Set(Years.of(list, directive))].flatMap((number, at) => (
      [`${at ? "; " : ""}${agencies[number].name}`, ...(sure.has(number) ? [] : [" ", unsure("chưa rõ có phải cơ quan này không")])]
    ));
  }

  /** A short directive whole, a long one by its best window. @param {string} text @param {(text: string) => Place[]} places */
  function excerpt(text, places) {
    if (text.length <= WHOLE) return marked(text, places);
    const start = wordStart(text, Math.min(best(places(text)) - BEFORE, text.length - WINDOW));
    const end = wordStart(text, start + WINDOW);
    const shown = marked(text.slice(start, end).trim(), places);
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

  /** The text with its matches in <mark>, those that follow each other in one. @param {string} text @param {(text: string) => Place[]} places @returns {(Node | string)[]} */
  function marked(text, places) {
    /** @type {{start: number, end: number}[]} */
    const spans = [];
    for (const { start, end } of places(text)) {
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

  return { item, grouped, noticeOf, address, headingOf, source, excerpt, marks };
})();
