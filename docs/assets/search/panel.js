"use strict";
/** The filters beside the results, with how many results each choice would leave, and the chips above them. */
const Panel = (() => {
  const SHOWN = 8;
  /** @type {Record<Facet, string>} */
  const TITLES = { agencies: "Cơ quan", issuers: "Cơ quan ban hành", years: "Năm", chairs: "Người chủ trì", topics: "Chủ đề", deadline: "Thời hạn" };
  /** @type {Record<string, string>} */
  const DAYS = { from: "Ban hành từ", to: "Ban hành đến", dueFrom: "Thời hạn từ", dueTo: "Thời hạn đến" };
  /** @type {[Chosen["role"], string][]} */
  const ROLES = [["", "Chủ trì"], ["phoi-hop", "Phối hợp"], ["tat-ca", "Chủ trì hoặc phối hợp"]];

  /** @type {Set<string>} */
  const open = new Set();

  /**
   * @typedef {Exclude<Facet, "deadline">} Listed  those with a list of choices
   * @typedef {{overview: Overview, change: (update: Partial<Chosen>) => void}} Holder
   * @param {HTMLElement} box @param {Chosen} chosen @param {Answer} answer @param {Holder} holder
   */
  function show(box, chosen, answer, holder) {
    const focused = document.activeElement?.getAttribute("data-key") ?? "";
    const again = () => show(box, chosen, answer, holder);
    box.replaceChildren(
      group("agencies", agencyExtras(chosen, holder), choices("agencies", chosen, answer, holder, again)),
      group("years", [...days(["from", "to"], chosen, holder)], choices("years", chosen, answer, holder, again)),
      group("deadline", [...days(["dueFrom", "dueTo"], chosen, holder)], [flag("deadline", `Có thời hạn (${Dom.count(answer.counts.deadline.get("1") ?? 0)})`, chosen, holder)]),
      ...(/** @type {Listed[]} */ (["issuers", "chairs", "topics"])).map((facet) => group(facet, [], choices(facet, chosen, answer, holder, again))).filter((set) => set.childElementCount > 1),
    );
    if (focused) /** @type {HTMLElement | null} */ (box.querySelector(`[data-key="${CSS.escape(focused)}"]`))?.focus();
  }

  /** @param {Facet} facet @param {HTMLElement[]} extras @param {HTMLElement[]} list */
  function group(facet, extras, list) {
    return Dom.make("fieldset", { class: "ks-facet" }, Dom.make("legend", {}, TITLES[facet]), ...extras, ...list);
  }

  /** @param {Chosen} chosen @param {Holder} holder */
  function agencyExtras(chosen, holder) {
    const select = Dom.make("select", { "data-key": "role", "aria-label": "Vai trò của cơ quan" }, ...ROLES.map(([value, text]) => Dom.make("option", { value }, text)));
    select.value = chosen.role;
    select.addEventListener("change", () => holder.change({ role: /** @type {Chosen["role"]} */ (select.value) }));
    return [select, flag("predecessors", "Tính cả cơ quan tiền thân", chosen, holder)];
  }

  /** @param {"predecessors" | "deadline"} key @param {string} text @param {Chosen} chosen @param {Holder} holder */
  function flag(key, text, chosen, holder) {
    return box(key, text, chosen[key], () => holder.change({ [key]: !chosen[key] }));
  }

  /** @param {string} key @param {string} text @param {boolean} checked @param {() => void} press */
  function box(key, text, checked, press) {
    const input = Dom.make("input", { type: "checkbox", "data-key": key });
    input.checked = checked;
    input.addEventListener("change", press);
    return Dom.make("label", { class: "ks-choice" }, input, Dom.make("span", {}, text));
  }

  /** @param {("from" | "to" | "dueFrom" | "dueTo")[]} keys @param {Chosen} chosen @param {Holder} holder */
  function days(keys, chosen, holder) {
    return keys.map((key) => {
      const input = Dom.make("input", { type: "date", "data-key": key, value: chosen[key] });
      input.addEventListener("change", () => holder.change({ [key]: input.value }));
      return Dom.make("label", { class: "ks-day" }, DAYS[key], input);
    });
  }

  /** @param {Listed} facet @param {Chosen} chosen @param {Answer} answer @param {Holder} holder @param {() => void} again @returns {HTMLElement[]} */
  function choices(facet, chosen, answer, holder, again) {
    const all = values(facet, chosen, answer, holder);
    /** @type {HTMLElement[]} */
    const list = (open.has(facet) ? all : all.slice(0, SHOWN)).map(([value, count]) => {
      const known = facet !== "years" || !chosen.years.length || chosen.years.includes(value);
      const text = known ? `${label(facet, value, holder)} (${Dom.count(count)})` : label(facet, value, holder);
      return box(`${facet}:${value}`, text, chosen[facet].includes(value), () => holder.change({ [facet]: toggled(chosen[facet], value) }));
    });
    if (all.length > SHOWN) list.push(more(facet, all.length, again));
    return list;
  }

  /** What can be chosen, the chosen first, then by count. @param {Listed} facet @param {Chosen} chosen @param {Answer} answer @param {Holder} holder @returns {[string, number][]} */
  function values(facet, chosen, answer, holder) {
    const counts = new Map(answer.counts[facet]);
    for (const value of chosen[facet]) counts.set(value, counts.get(value) ?? 0);
    if (facet === "years") {
      return holder.overview.years.filter(({ year }) => counts.has(year) || chosen.years.length).map(({ year }) => [year, counts.get(year) ?? 0]);
    }
    const isChosen = (/** @type {string} */ value) => Number(chosen[facet].includes(value));
    return [...counts].sort((one, other) => isChosen(other[0]) - isChosen(one[0]) || other[1] - one[1] || one[0].localeCompare(other[0], "vi"));
  }

  /** @param {string} facet @param {number} total @param {() => void} again */
  function more(facet, total, again) {
    const text = open.has(facet) ? "Thu gọn" : `Xem tất cả ${Dom.count(total)}`;
    return Dom.button(text, () => {
      if (!open.delete(facet)) open.add(facet);
      again();
    }, { class: "ks-link", "data-key": `more:${facet}`, "aria-label": `${text}: ${TITLES[/** @type {Facet} */ (facet)]}` });
  }

  /** @param {string[]} list @param {string} value */
  function toggled(list, value) {
    return list.includes(value) ? list.filter((held) => held !== value) : [...list, value];
  }

  /** @param {string} facet @param {string} value @param {Holder} holder */
  function label(facet, value, { overview }) {
    if (facet === "years") return Dom.year(value);
    if (facet !== "agencies" && facet !== "issuers") return value;
    const agency = overview.agencies.find((one) => one.id === value);
    return agency ? Dom.agency(agency) : value;
  }

  /** Each active filter, and what is left without it. @param {Chosen} chosen @param {Holder} holder @returns {{text: string, without: Partial<Chosen>}[]} */
  function active(chosen, holder) {
    const lists = (/** @type {Listed[]} */ (["agencies", "issuers", "years", "chairs", "topics"])).flatMap((facet) => (
      chosen[facet].map((value) => ({ text: facet === "years" ? Dom.year(value) : `${TITLES[facet]}: ${label(facet, value, holder)}`, without: { [facet]: toggled(chosen[facet], value) } }))
    ));
    const days = Object.entries(DAYS).filter(([key]) => chosen[/** @type {"from"} */ (key)]).map(([key, title]) => (
      { text: `${title} ${Dom.day(chosen[/** @type {"from"} */ (key)])}`, without: { [key]: "" } }
    ));
    const role = ROLES.find(([value]) => value && value === chosen.role);
    return [
      ...lists,
      ...(role ? [{ text: `Vai trò: ${role[1].toLowerCase()}`, without: { role: /** @type {const} */ ("") } }] : []),
      ...(chosen.predecessors ? [{ text: "Cả cơ quan tiền thân", without: { predecessors: false } }] : []),
      ...(chosen.deadline ? [{ text: "Có thời hạn", without: { deadline: false } }] : []),
      ...days,
    ];
  }

  /** @param {HTMLElement} bar @param {Chosen} chosen @param {Holder} holder */
  function chips(bar, chosen, holder) {
    const list = active(chosen, holder);
    const buttons = list.map(({ text, without }) => Dom.button(`${text} ✕`, () => holder.change(without), { class: "ks-chip", "aria-label": `Bỏ lọc ${text}` }));
    if (list.length > 1) buttons.push(Dom.button("Bỏ mọi bộ lọc", () => holder.change(Address.nothing()), { class: "ks-chip ks-chip--all" }));
    bar.replaceChildren(...buttons);
    bar.hidden = !list.length;
  }

  return { show, chips, active };
})();
