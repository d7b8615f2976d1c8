"use strict";
/**
 * Suggestions while typing: agencies and chairs as filters, notices by their number, documents that are cited.
 * The field is a combobox: arrows choose, Enter takes, Escape closes; what was typed stays until something is taken.
 *
 * @typedef {{kind: string, text: string, take: () => void}} Offer
 * @typedef {{overview: Overview, years: () => Year[], root: string, choose: (update: Partial<Chosen>) => void, type: (text: string) => void, go: (address: string) => void}} Desk
 */
const Suggest = (() => {
  const EACH = 4;

  /** @type {WeakMap<Overview, {agency: Agency, words: string[][]}[]>} */
  const folded = new WeakMap();

  /** @param {string} text @param {Desk} desk @returns {Offer[]} */
  function offers(text, desk) {
    const typed = Folding.fold(text).split(" ").filter(Boolean);
    if (!typed.length || typed.join("").length < 2) return [];
    return [...agencies(typed, desk), ...notices(text, desk), ...cited(text, desk), ...chairs(typed, desk)];
  }

  /** Whether each typed word begins a word of the name, in order. @param {string[]} typed @param {string[]} words */
  function begins(typed, words) {
    let at = 0;
    return typed.every((word) => {
      while (at < words.length && !words[at].startsWith(word)) at += 1;
      at += 1;
      return at <= words.length;
    });
  }

  /** @param {string[]} typed @param {Desk} desk @returns {Offer[]} */
  function agencies(typed, desk) {
    const weight = (/** @type {Agency} */ agency) => agency.lead * 2 + agency.coordinate;
    return named(desk.overview)
      .filter(({ agency, words }) => words.some((name) => begins(typed, name)))
      .sort((one, other) => weight(other.agency) - weight(one.agency))
      .slice(0, EACH)
      .map(({ agency }) => ({
        kind: "Lọc theo cơ quan",
        text: agency.lead ? `${agency.full} – chủ trì ${Site.count(agency.lead)} chỉ đạo` : agency.full,
        take: () => desk.choose({ agencies: [agency.id], role: agency.lead ? "" : "tat-ca" }),
      }));
  }

  /** @param {Overview} overview */
  function named(overview) {
    const entries = folded.get(overview) ?? overview.agencies.map((agency) => ({
      agency,
      words: [agency.name, ...agency.other, agency.full].map((name) => Folding.fold(name).split(" ").filter(Boolean)),
    }));
    folded.set(overview, entries);
    return entries;
  }

  /** @param {string} text @param {Desk} desk @returns {Offer[]} */
  function notices(text, desk) {
    const wanted = /\d/.test(text) && compact(text.replace(/^\s*(?:thông báo|thong bao|tb)?\s*(?:số|so)?\s*/i, ""));
    if (!wanted) return [];
    const all = [...desk.years().flatMap((year) => year.notices), ...desk.overview.withdrawn];
    const found = all.filter((notice) => starts(notice.number, wanted));
    return found.slice(0, EACH).map((notice) => ({
      kind: "Mở thông báo",
      text: `${Site.notice(notice)}${notice.issued ? ` ngày ${Site.day(notice.issued)}` : ""}: ${"title" in notice ? notice.title : "đã thu hồi"}`,
      take: () => desk.go(desk.root + Site.address("notice", notice)),
    }));
  }

  /** A number without blanks, signs and leading noughts. @param {string} text */
  function compact(text) {
    return Folding.compact(text).replace(/^0+/, "");
  }

  /** Numbers without blanks, signs and leading noughts, made once. @type {Map<string, string>} */
  const compacted = new Map();

  /** Whether a printed number starts with the wanted one; few are worth folding. @param {string} number @param {string} wanted */
  function starts(number, wanted) {
    if (number[0] !== wanted[0] && number[0] !== "0") return false;
    const digits = number.replace(/^0+/, "").match(/^\d*/)?.[0] ?? "";
    if (digits.slice(0, wanted.length) !== wanted.slice(0, digits.length)) return false;
    const known = compacted.get(number) ?? compact(number);
    compacted.set(number, known);
    return known.startsWith(wanted);
  }

  /** The documents that directives of some years cite, and how many do. @type {WeakMap<Overview, {years: Set<Year>, counts: Map<string, number>}>} */
  const cites = new WeakMap();

  /** Counts the documents that a year cites, once, so that typing finds them counted. @param {Year} year @param {Overview} overview */
  function know(year, overview) {
    const { years, counts } = cites.get(overview) ?? { years: new Set(), counts: new Map() };
    cites.set(overview, { years, counts });
    if (years.has(year)) return;
    years.add(year);
    for (const { citations } of year.cells.values()) {
      if (!citations) continue;
      for (const number of citations.includes(";") ? new Set(citations.split("; ")) : [citations]) counts.set(number, (counts.get(number) ?? 0) + 1);
    }
  }

  /** @param {string} text @param {Desk} desk @returns {Offer[]} */
  function cited(text, desk) {
    const wanted = /\d/.test(text) && compact(text);
    if (!wanted) return [];
    /** @type {[string, number][]} */
    const found = [];
    for (const entry of cites.get(desk.overview)?.counts ?? []) if (starts(entry[0], wanted)) found.push(entry);
    return found.sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).slice(0, EACH).map(([number, count]) => ({
      kind: "Văn bản được dẫn chiếu",
      text: `${number} – ${Site.count(count)} chỉ đạo`,
      take: () => desk.type(`"${number}"`),
    }));
  }

  /** The chairs of a year, each once, with the words of the name. @type {WeakMap<Year, Map<string, string[]>>} */
  const chairing = new WeakMap();

  /** @param {Year} year */
  function chairsOf(year) {
    const names = chairing.get(year) ?? new Map([...new Set(year.notices.map((notice) => notice.chairing))].filter(Boolean).map((name) => [name, Folding.fold(name).split(" ")]));
    chairing.set(year, names);
    return names;
  }

  /** @param {string[]} typed @param {Desk} desk @returns {Offer[]} */
  function chairs(typed, desk) {
    const names = new Map(desk.years().flatMap((year) => [...chairsOf(year)]));
    return [...names].filter(([, words]) => begins(typed, words)).slice(0, EACH).map(([name]) => ({
      kind: "Lọc theo người chủ trì",
      text: name,
      take: () => desk.choose({ chairs: [name] }),
    }));
  }

  /** @typedef {{field: HTMLInputElement, list: HTMLElement, desk: Desk, shown: Offer[], active: number}} Combobox */

  /**
   * Makes the field a combobox over the list.
   * @param {HTMLInputElement} field @param {HTMLElement} list @param {Desk} desk
   */
  function attach(field, list, desk) {
    /** @type {Combobox} */
    const combobox = { field, list, desk, shown: [], active: -1 };
    field.addEventListener("input", () => open(combobox));
    field.addEventListener("blur", () => close(combobox));
    field.addEventListener("keydown", (event) => press(combobox, event));
    field.form?.addEventListener("submit", () => close(combobox));
  }

  /** @param {Combobox} combobox */
  function close(combobox) {
    combobox.list.hidden = true;
    combobox.field.setAttribute("aria-expanded", "false");
    activate(combobox, -1);
  }

  /** @param {Combobox} combobox */
  function open(combobox) {
    const { field, list, desk } = combobox;
    const [before, shown] = [combobox.shown, offers(field.value, desk)];
    combobox.shown = shown;
    if (!shown.length) return close(combobox);
    const same = shown.length === before.length && shown.every(({ kind, text }, at) => kind === before[at].kind && text === before[at].text);
    if (!same) list.replaceChildren(...shown.map((offer, at) => option(combobox, offer, at)));
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    activate(combobox, -1);
  }

  /** @param {Combobox} combobox @param {Offer} offer @param {number} at */
  function option(combobox, offer, at) {
    const item = Dom.make("li", { role: "option", id: `ks-option-${at}`, "aria-selected": "false" }, Dom.make("small", {}, offer.kind), " ", offer.text);
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(combobox, at);
    });
    return item;
  }

  /** @param {Combobox} combobox @param {number} at */
  function take(combobox, at) {
    const offer = combobox.shown[at];
    close(combobox);
    offer.take();
  }

  /** Marks one option as the active one, or none below 0. @param {Combobox} combobox @param {number} at */
  function activate(combobox, at) {
    const { field, list } = combobox;
    combobox.active = at;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    if (at < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", `ks-option-${at}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  /** @param {Combobox} combobox @param {number} step */
  function move(combobox, step) {
    if (combobox.list.hidden) open(combobox);
    if (combobox.list.hidden) return;
    const { active, shown } = combobox;
    activate(combobox, active < 0 && step < 0 ? shown.length - 1 : (active + step + shown.length) % shown.length);
  }

  /** @param {Combobox} combobox @param {KeyboardEvent} event */
  function press(combobox, event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") move(combobox, 1);
    else if (event.key === "ArrowUp") move(combobox, -1);
    else if (event.key === "Enter" && combobox.active >= 0) take(combobox, combobox.active);
    else if (event.key === "Escape" && !combobox.list.hidden) close(combobox);
    else return;
    event.preventDefault();
  }

  return { attach, know, offers };
})();
