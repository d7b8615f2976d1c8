"use strict";
/** What is said about the results: how the query was read and what it names. */
const Advice = (() => {
  const MOST = 3;

  /**
   * @param {Answer} answer @param {Chosen} chosen
   * @param {{overview: Overview, root: string, choose: (update: Partial<Chosen>) => void, years: Year[]}} page
   * @returns {HTMLElement[]}
   */
  function notes(answer, chosen, page) {
    return [...instead(answer, chosen, page), ...reading(answer), ...Reach.notes(page.overview.years, chosen, answer.exact, page.choose), ...separated(answer, chosen, page), ...notices(answer, page), ...withdrawn(answer, page), ...kin(answer, page), ...agencies(answer, chosen, page), ...yearsNamed(answer, chosen, page)];
  }

  /** @param {Answer} answer */
  function reading({ reading, text, total }) {
    if (!total || !reading) return [];
    const left = [...(reading.unaccented ? ["không phân biệt dấu"] : []), ...(reading.without.length ? [`bỏ qua ${reading.without.map((word) => `“${word}”`).join(", ")}`] : [])];
    const fault = reading.unaccented && !reading.without.length ? " đúng dấu" : "";
    return left.length ? [Dom.make("p", { class: "ks-note" }, `Không có chỉ đạo nào có “${text.trim()}”${fault}. Dưới đây là kết quả khi ${left.join(" và ")}.`)] : [];
  }

  /** What the results are where nothing is read as told to the agencies chosen. @param {Answer} answer @param {Chosen} chosen @param {{overview: Overview}} page */
  function instead({ instead }, chosen, { overview }) {
    if (!instead) return [];
    const known = overview.agencies.filter(({ id }) => chosen.agencies.includes(id)).map(({ full }) => full);
    const shown = (instead === "named" ? known : chosen.agencies).slice(0, MOST).map((name) => `“${name}”`).join(", ");
    const text = instead === "named"
      ? `Không có chỉ đạo nào như vậy được đọc là giao cho ${shown}. Dưới đây là những chỉ đạo có nêu tên cơ quan này.`
      : `Kho không có cơ quan ${shown}, nên bộ lọc này không được tính.`;
    return [Dom.make("p", { class: "ks-note" }, text)];
  }

  /** The way to what holds the words that were typed without accents, but not beside each other. @param {Answer} answer @param {Chosen} chosen @param {{choose: (update: Partial<Chosen>) => void}} page */
  function separated({ apart, exact, parted }, chosen, { choose }) {
    if (!exact || !apart || parted || chosen.apart) return [];
    const button = Dom.button(`Xem cả ${Site.count(apart)} chỉ đạo có đủ các từ nhưng rời nhau`, () => choose({ apart: true }), { class: "ks-link" });
    return [Dom.make("p", { class: "ks-note" }, "Gõ không dấu nên có thể lẫn từ khác. ", button)];
  }

  /** The document itself, when the query holds its number. @param {Answer} answer @param {{root: string, years: Year[]}} page */
  function notices({ reading }, { root, years }) {
    const numbers = (reading?.terms ?? []).flatMap((term) => (term.number ? [term.number] : []));
    const found = (numbers.length ? years : []).flatMap((year) => year.notices).filter((notice) => numbers.some((number) => Match.isNumber(notice, number)));
    const lines = found.map((notice) => Dom.make("p", { class: "ks-note" }, "Mở ", dated(notice, root), `: ${notice.title}`, ...Results.marks(notice)));
    const shown = lines.slice(0, MOST);
    return found.length > MOST ? [...shown, others(`Xem tất cả ${Site.count(found.length)} thông báo số ${numbers.map(({ digits }) => digits).join(", ")}`, lines.slice(MOST))] : shown;
  }

  /** A link to a notice, with its day. @param {Withdrawn} notice @param {string} root */
  function dated(notice, root) {
    const when = notice.issued ? ` ngày ${Site.day(notice.issued)}` : "";
    return Dom.make("a", { href: root + Site.address("notice", notice) }, `${Site.notice(notice)}${when}`);
  }

  /** The button in whose place the lines come that are not shown at once. @param {string} text @param {HTMLElement[]} lines */
  function others(text, lines) {
    const place = Dom.make("p", { class: "ks-note" }, Dom.button(text, () => {
      place.replaceWith(...lines);
      lines[0].querySelector("a")?.focus();
    }, { class: "ks-link" }));
    return place;
  }

  /** The withdrawn notices that bear a number. @param {{digits: string, letters: string} | null | undefined} number @param {Overview} overview */
  function gone(number, { withdrawn }) {
    return number ? withdrawn.filter((notice) => Match.isNumber(notice, number)) : [];
  }

  /** Where it is said that a document was withdrawn, when the query holds its number. @param {Answer} answer @param {{root: string, overview: Overview}} page */
  function withdrawn({ first }, { root, overview }) {
    const found = (first?.terms ?? []).flatMap((term) => gone(term.number, overview));
    return found.slice(0, MOST).map((notice) => {
      const issuer = overview.agencies.find(({ id }) => id === notice.issuer)?.full ?? notice.issuer;
      return Dom.make("p", { class: "ks-note" }, dated(notice, root), `, ${issuer}: đã thu hồi.`);
    });
  }

  /** Whose directives follow those of the agencies named. @param {Answer} answer @param {{overview: Overview}} page */
  function kin({ reading, total }, { overview }) {
    const others = (reading?.terms ?? []).flatMap((term) => term.kin.map((number) => overview.agencies[number])).filter(Names.wasTold);
    const names = others.slice(0, MOST).map((agency) => agency.full).join(", ");
    return names && total ? [Dom.make("p", { class: "ks-note" }, `Sau cùng là chỉ đạo cho cơ quan tiền thân hoặc kế thừa: ${names}${others.length > MOST ? ", …" : ""}.`)] : [];
  }

  /** Agencies named in the query, as filters, each with what it leads of the results. @param {Answer} answer @param {Chosen} chosen @param {{overview: Overview, choose: (update: Partial<Chosen>) => void}} page */
  function agencies({ reading, counts }, chosen, { overview, choose }) {
    if (chosen.agencies.length || chosen.role) return [];
    const named = [...new Set((reading?.terms ?? []).flatMap((term) => term.agencies))].map((number) => overview.agencies[number]);
    const led = (/** @type {Agency} */ { id }) => counts.agencies.get(id) ?? 0;
    const offered = named.filter(led).sort((one, other) => led(other) - led(one)).slice(0, MOST);
    return filters("Lọc theo cơ quan chủ trì", offered.map((agency) => [`${agency.full} (${Site.count(led(agency))})`, () => choose({ agencies: [agency.id] })]));
  }

  /** Years named in the query, as filters. @param {Answer} answer @param {Chosen} chosen @param {{choose: (update: Partial<Chosen>) => void}} page */
  function yearsNamed({ text, counts }, chosen, { choose }) {
    if (chosen.years.length) return [];
    const typed = [...new Set(text.match(/(?<![\d/.-])(?:19|20)\d\d(?![\d/.-])/g))];
    const inArchive = typed.filter((year) => counts.years.has(year));
    return filters("Lọc theo năm ban hành", inArchive.map((year) => [`${Site.year(year)} (${Site.count(counts.years.get(year) ?? 0)})`, () => choose({ years: [year] })]));
  }

  /** @param {string} title @param {[string, () => void][]} choices */
  function filters(title, choices) {
    if (!choices.length) return [];
    const buttons = choices.map(([text, press]) => Dom.button(text, press, { class: "ks-chip" }));
    return [Dom.make("p", { class: "ks-note" }, `${title}: `, ...buttons.flatMap((button) => [button, " "]))];
  }

  return { notes, gone };
})();
