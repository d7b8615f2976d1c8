"use strict";
/** The filters beside the results, with how many results each choice would leave, and the chips above them. */
const Panel = (() => {
  const SHOWN = 8;
  const SOON = 30;
  /** @type {Record<Facet, string>} */
  const TITLES = { agencies: "Cơ quan", issuers: "Cơ quan ban hành", years: "Năm", chairs: "Người chủ trì", topics: "Chủ đề", states: "Tình trạng thực hiện", marks: "Tình trạng văn bản", deadline: "Thời hạn" };
  /** @type {Record<string, string>} */
  const DAYS = { from: "Ban hành từ", to: "Ban hành đến", dueFrom: "Thời hạn từ", dueTo: "Thời hạn đến" };
  /** @type {[Chosen["role"], string][]} */
  const ROLES = [["", "Chủ trì"], ["phoi-hop", "Phối hợp"], ["tat-ca", "Chủ trì hoặc phối hợp"]];

  /** @type {Set<string>} */
  const open = new Set();
  /** What each list says, so that one that would say the same stays. @type {WeakMap<HTMLElement, string>} */
  const said = new WeakMap();
  /** Shows all again, when one list is opened or closed. */
  let again = () => {};

  /**
   * @typedef {Exclude<Facet, "deadline">} Listed  those with a list of choices
   * @typedef {{overview: Overview, change: (update: Partial<Chosen>) => void}} Holder
   * @typedef {{key: string, text: string, checked: boolean, press: () => void}} Choice
   * @param {HTMLElement} panel @param {Chosen} chosen @param {Answer} answer @param {Holder} holder
   */
  function show(panel, chosen, answer, holder) {
    if (!panel.childElementCount) panel.append(...groups(holder));
    again = () => show(panel, chosen, answer, holder);
    const focused = document.activeElement?.getAttribute("data-key") ?? "";
    for (const control of /** @type {NodeListOf<HTMLInputElement>} */ (panel.querySelectorAll("[data-chosen]"))) set(control, chosen);
    for (const list of /** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll("[data-facet]"))) {
      fill(list, /** @type {Facet} */ (list.dataset.facet), chosen, answer, holder);
      /** @type {HTMLElement} */ (list.parentElement).hidden = !list.childElementCount;
    }
    if (focused) /** @type {HTMLElement | null} */ (panel.querySelector(`[data-key="${CSS.escape(focused)}"]`))?.focus();
  }

  /** @param {HTMLElement} list @param {Facet} facet @param {Chosen} chosen @param {Answer} answer @param {Holder} holder */
  function fill(list, facet, chosen, answer, holder) {
    const all = facet === "deadline" ? [] : values(facet, chosen, answer, holder);
    const some = open.has(facet) ? all : all.slice(0, SHOWN);
    const shown = facet === "deadline" ? [withDeadline(chosen, answer, holder)] : some.map(([value, count]) => choice(facet, value, count, chosen, answer, holder));
    const says = JSON.stringify([all.length, chosen[facet], shown]);
    if (said.get(list) === says) return list.querySelectorAll("input").forEach((input, at) => void (input.checked = shown[at].checked));
    said.set(list, says);
    list.replaceChildren(...shown.map(box), ...(all.length > SHOWN ? [more(facet, all.length)] : []));
  }

  /** What stays while results change: made once, so that a half-written day is not lost. @param {Holder} holder */
  function groups(holder) {
    return [
      agencies(holder),
      group("years", day("from", holder), day("to", holder)),
      group("states"),
      group("deadline", soon(holder), day("dueFrom", holder), day("dueTo", holder)),
      group("issuers"), group("chairs"), group("topics"), group("marks"),
    ];
  }

  /** The bodies, then apart from them what else counts as told to one that is chosen. @param {Holder} holder */
  function agencies(holder) {
    const made = group("agencies", role(holder));
    const flags = [flag("predecessors", "việc của cơ quan tiền thân", holder), flag("throughGroups", "việc giao qua nhóm", holder)];
    made.append(Dom.make("div", { class: "ks-switches", role: "group", "aria-label": "Tính thêm cho cơ quan đã chọn" }, Dom.make("p", {}, "Tính thêm cho cơ quan đã chọn:"), ...flags));
    return made;
  }

  /** @param {Facet} facet @param {...HTMLElement} controls */
  function group(facet, ...controls) {
    return Dom.make("fieldset", { class: "ks-facet" }, Dom.make("legend", {}, TITLES[facet]), ...controls, Dom.make("div", { "data-facet": facet }));
  }

  /** @param {HTMLInputElement | HTMLSelectElement} control @param {Chosen} chosen */
  function set(control, chosen) {
    const value = chosen[/** @type {"from" | "predecessors"} */ (control.dataset.chosen)];
    if (control.dataset.day !== undefined && control === document.activeElement) return;
    if (typeof value === "string") control.value = control.dataset.day === undefined ? value : Site.day(value);
    else /** @type {HTMLInputElement} */ (control).checked = value;
  }

  /** @param {Holder} holder */
  function role(holder) {
    const select = Dom.make("select", { "data-chosen": "role", "aria-label": "Vai trò của cơ quan" }, ...ROLES.map(([value, text]) => Dom.make("option", { value }, text)));
    select.addEventListener("change", () => holder.change({ role: /** @type {Chosen["role"]} */ (select.value) }));
    return select;
  }

  /** @param {"predecessors" | "throughGroups"} key @param {string} text @param {Holder} holder */
  function flag(key, text, holder) {
    const input = Dom.make("input", { type: "checkbox", "data-chosen": key });
    input.addEventListener("change", () => holder.change({ [key]: input.checked }));
    return Dom.make("label", { class: "ks-choice" }, input, Dom.make("span", {}, text));
  }

  /** @param {"from" | "to" | "dueFrom" | "dueTo"} key @param {Holder} holder */
  function day(key, holder) {
    return Dom.make("label", { class: "ks-day" }, DAYS[key], ...Days.field({ "data-chosen": key, "data-day": "" }, (chosen) => holder.change({ [key]: chosen })));
  }

  /** What is due next, by the reader's day. @param {Holder} holder */
  function soon(holder) {
    const choose = () => holder.change({ dueFrom: ReaderDay.iso(), dueTo: ReaderDay.iso(SOON) });
    return Dom.button(`${SOON} ngày tới`, choose, { class: "ks-link", "aria-label": `Thời hạn trong ${SOON} ngày tới` });
  }

  /** @param {Chosen} chosen @param {Answer} answer @param {Holder} holder */
  function withDeadline(chosen, answer, holder) {
    const text = `Có thời hạn (${Site.count(answer.counts.deadline.get("1") ?? 0)})`;
    return { key: "deadline", text, checked: chosen.deadline, press: () => holder.change({ deadline: !chosen.deadline }) };
  }

  /** @param {Choice} choice */
  function box({ key, text, checked, press }) {
    const input = Dom.make("input", { type: "checkbox", "data-key": key });
    input.checked = checked;
    input.addEventListener("change", press);
    return Dom.make("label", { class: "ks-choice" }, input, Dom.make("span", {}, text));
  }

  /** @param {Listed} facet @param {string} value @param {number} count @param {Chosen} chosen @param {Answer} answer @param {Holder} holder @returns {Choice} */
  function choice(facet, value, count, chosen, answer, holder) {
    const known = facet !== "years" || answer.years.some(({ year }) => year === value);
    const apart = facet === "agencies" ? aside(value, answer.counts) : "";
    const counted = Site.count(count) + apart;
    const text = known ? `${label(facet, value, holder)} (${counted})` : label(facet, value, holder);
    return { key: `${facet}:${value}`, text, checked: chosen[facet].includes(value), press: () => holder.change({ [facet]: toggled(chosen[facet], value) }) };
  }

  /** What a body has beside what counts, as its page says it. @param {string} agency @param {Counts} counts */
  function aside(agency, { unsure, replaced }) {
    const said = (/** @type {string} */ words, /** @type {number | undefined} */ number) => (number ? `; ${words} ${Site.count(number)}` : "");
    return said("chưa chắc", unsure.get(agency)) + said("đã bị thay thế", replaced.get(agency));
  }

  /** What can be chosen, the chosen first, then by count. @param {Listed} facet @param {Chosen} chosen @param {Answer} answer @param {Holder} holder @returns {[string, number][]} */
  function values(facet, chosen, answer, holder) {
    const counts = new Map(answer.counts[facet]);
    for (const value of [...chosen[facet], ...(facet === "agencies" ? [...answer.counts.unsure.keys(), ...answer.counts.replaced.keys()] : [])]) counts.set(value, counts.get(value) ?? 0);
    if (facet === "years") {
      const left = new Set(Reach.parted(holder.overview.years, chosen).far.map(({ year }) => year));
      const years = [...new Set(holder.overview.years.map(({ year }) => year))];
      return years.filter((year) => counts.has(year) || chosen.years.length || left.has(year)).map((year) => [year, counts.get(year) ?? 0]);
    }
    if (facet === "states") return Site.states.all.filter(({ slug }) => counts.has(slug)).map(({ slug }) => [slug, counts.get(slug) ?? 0]);
    const isChosen = (/** @type {string} */ value) => Number(chosen[facet].includes(value));
    return [...counts].sort((one, other) => isChosen(other[0]) - isChosen(one[0]) || other[1] - one[1] || one[0].localeCompare(other[0], "vi"));
  }

  /** @param {string} facet @param {number} total */
  function more(facet, total) {
    const text = open.has(facet) ? "Thu gọn" : `Xem tất cả ${Site.count(total)}`;
    return Dom.button(text, () => {
      if (!open.delete(facet)) open.add(facet);
      again();
    }, { class: "ks-link", "data-key": `more:${facet}`, "aria-label": `${text}: ${TITLES[/** @type {Facet} */ (facet)]}` });
  }

  /** @param {string[]} list @param {string} value */
  function toggled(list, value) {
    return list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
  }

  /** @param {string} facet @param {string} value @param {Holder} holder */
  function label(facet, value, { overview }) {
    if (facet === "years") return Site.year(value);
    if (facet === "states") return Standing.words(value);
    if (facet === "marks") return Site.marks[value] ?? value;
    if (facet !== "agencies" && facet !== "issuers") return value;
    const agency = overview.agencies.find((one) => one.id === value);
    return agency ? agency.full : value;
  }

  /** Each active filter, and what is left without it. @param {Chosen} chosen @param {Holder} holder @returns {{text: string, without: Partial<Chosen>}[]} */
  function active(chosen, holder) {
    const lists = (/** @type {Listed[]} */ (["agencies", "issuers", "years", "chairs", "topics", "states", "marks"])).flatMap((facet) => (
      chosen[facet].map((value) => ({ text: facet === "years" ? Site.year(value) : `${TITLES[facet]}: ${label(facet, value, holder)}`, without: { [facet]: toggled(chosen[facet], value) } }))
    ));
    const days = Object.entries(DAYS).filter(([key]) => chosen[/** @type {"from"} */ (key)]).map(([key, title]) => (
      { text: `${title} ${Site.day(chosen[/** @type {"from"} */ (key)])}`, without: { [key]: "" } }
    ));
    const role = ROLES.find(([value]) => value && value === chosen.role);
    return [
      ...lists,
      ...(role ? [{ text: `Vai trò: ${role[1].toLowerCase()}`, without: { role: /** @type {const} */ ("") } }] : []),
      ...(chosen.predecessors ? [{ text: "Cả cơ quan tiền thân", without: { predecessors: false } }] : []),
      ...(chosen.throughGroups ? [{ text: "Cả chỉ đạo qua nhóm", without: { throughGroups: false } }] : []),
      ...(chosen.apart ? [{ text: "Cả chỗ các từ rời nhau", without: { apart: false } }] : []),
      ...(chosen.deadline ? [{ text: "Có thời hạn", without: { deadline: false } }] : []),
      ...days,
    ];
  }

  /** @param {HTMLElement} bar @param {Chosen} chosen @param {Holder} holder */
  function chips(bar, chosen, holder) {
    const list = active(chosen, holder);
    const buttons = list.map(({ text, without }) => {
      const button = Dom.button(text, () => holder.change(without), { class: "ks-chip", "aria-label": `Bỏ lọc ${text}` });
      button.append(Dom.make("span", { class: "ks-chip__cross" }, " ✕"));
      return button;
    });
    if (list.length > 1) buttons.push(Dom.button("Bỏ mọi bộ lọc", () => holder.change(Address.nothing()), { class: "ks-chip ks-chip--all" }));
    bar.replaceChildren(...buttons);
    bar.hidden = !list.length;
  }

  return { show, chips, active };
})();
