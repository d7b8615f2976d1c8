"use strict";
/** Joins the parts of the search page: what was typed and chosen, the answer, what is shown. */
const SearchPage = (() => {
  const STEP = 20;
  const GROUPS = 10;
  const SETTLED = 400;

  /** @param {HTMLElement} box @param {Overview} overview */
  function start(box, overview) {
    const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (box.querySelector(`[data-part="${name}"]`));
    const field = /** @type {HTMLInputElement} */ (box.querySelector('input[name="q"]'));
    const sort = /** @type {HTMLSelectElement} */ (find("sort"));
    const group = /** @type {HTMLInputElement} */ (find("group"));
    const results = find("results");
    const root = box.dataset.root ?? "";
    const folder = box.dataset.folder ?? "";
    /** @type {Map<string, Year>} */
    const loaded = new Map();
    let state = Address.read(location.search);
    let turn = 0;
    let shown = STEP;
    /** @type {Answer | null} */
    let answer = null;
    let writing = 0;
    let typing = false;

    /** @param {Partial<State>} update @param {"push" | "type"} how */
    function change(update, how) {
      state = { ...state, ...update };
      shown = STEP;
      if (how === "push" || !typing) history.pushState(null, "", address());
      typing = how === "type";
      clearTimeout(writing);
      if (typing) writing = window.setTimeout(() => history.replaceState(null, "", address()), SETTLED);
      controls();
      ask();
    }

    function address() {
      return Address.write(state) || location.pathname.split("/").at(-1) || ".";
    }

    const choose = (/** @type {Partial<Chosen>} */ update) => change({ chosen: { ...state.chosen, ...update } }, "push");
    const type = (/** @type {string} */ text) => {
      change({ text }, "push");
      field.focus();
    };
    const holder = { overview, change: choose };

    function controls() {
      if (field.value !== state.text) field.value = state.text;
      sort.value = state.sort;
      group.checked = state.group;
      Panel.chips(find("chips"), state.chosen, holder);
    }

    async function ask() {
      const mine = (turn += 1);
      const wanted = () => mine === turn;
      results.dataset.searchState = "working";
      results.dataset.searchQuery = state.text.normalize("NFC").trim();
      find("help").replaceChildren();
      find("tips").hidden = Boolean(state.text.trim());
      if (!state.text.trim() && !Address.count(state.chosen)) return idle(wanted);
      const found = await Engine.answer(state.text, state.chosen, state.sort, { folder, overview, wanted, tell: show, loaded: (year) => loaded.set(year.year, year) });
      if (!found) return;
      show(found);
      results.dataset.searchState = "done";
      if (!found.total) advise(found, wanted);
    }

    /** Nothing is asked: the years are read meanwhile, so that typing finds them ready. @param {() => boolean} wanted */
    async function idle(wanted) {
      answer = null;
      results.replaceChildren();
      find("tools").hidden = true;
      find("more").replaceChildren();
      find("notes").replaceChildren();
      const total = overview.years.reduce((sum, year) => sum + year.directives, 0);
      say(`Kho có ${Dom.count(total)} chỉ đạo.`);
      const found = await Engine.answer("", state.chosen, "", { folder, overview, wanted, tell: () => {}, loaded: (year) => loaded.set(year.year, year) });
      if (!found) return;
      Panel.show(find("panel"), state.chosen, found, holder);
      results.dataset.searchState = "done";
    }

    /** @param {string} text */
    function say(text) {
      if (find("status").textContent !== text) find("status").textContent = text;
    }

    /** @param {Answer} found */
    function show(found) {
      answer = found;
      find("tools").hidden = !found.total;
      say(summary(found));
      list(found);
      notes(found);
      Panel.show(find("panel"), state.chosen, found, holder);
    }

    /** @param {Answer} found */
    function summary(found) {
      const failed = found.failed.length ? ` Không đọc được dữ liệu ${found.failed.map((year) => Dom.year(year).toLowerCase()).join(", ")}; hãy tải lại trang.` : "";
      if (!found.total) return (found.exact ? "Không tìm thấy chỉ đạo nào." : "Đang tìm…") + failed;
      const counted = `${Dom.count(found.total)} chỉ đạo trong ${Dom.count(found.notices)} thông báo`;
      return (found.exact ? `${counted}.` : `Đang tìm tiếp các năm trước, đã thấy ${counted}…`) + failed;
    }

    /** @param {Answer} found */
    function list(found) {
      const page = { root, agencies: overview.agencies, grouped: false };
      if (state.group) {
        const groups = Engine.groups(found);
        results.replaceChildren(...groups.slice(0, (shown / STEP) * GROUPS).map((hits) => Results.grouped(hits, found, page)));
        more((shown / STEP) * GROUPS, groups.length, "thông báo", GROUPS);
      } else {
        results.replaceChildren(...Engine.page(found, 0, shown).map((hit) => Results.item(hit, found, page)));
        more(shown, found.total, "chỉ đạo", STEP);
      }
    }

    /** @param {number} seen @param {number} total @param {string} unit @param {number} step */
    function more(seen, total, unit, step) {
      const bar = find("more");
      if (seen >= total) return bar.replaceChildren();
      const press = () => {
        const before = results.childElementCount;
        shown += STEP;
        if (answer) list(answer);
        results.children[before]?.querySelector("a")?.focus();
      };
      bar.replaceChildren(`Đang hiện ${Dom.count(seen)} trong ${Dom.count(total)} ${unit}. `, Dom.button(`Xem thêm ${Dom.count(Math.min(step, total - seen))} ${unit}`, press, { class: "ks-more" }));
    }

    /** @param {Answer} found */
    function notes(found) {
      const offers = found.exact || found.total ? Notes.of(found, state.chosen, { overview, root, choose, years: [...loaded.values()] }) : [];
      find("notes").replaceChildren(...offers);
    }

    /** @param {Answer} found @param {() => boolean} wanted */
    async function advise(found, wanted) {
      const filters = [];
      for (const { text, without } of Panel.active(state.chosen, holder)) {
        const other = await Engine.answer(state.text, { ...state.chosen, ...without }, "", { folder, overview, wanted, tell: () => {}, loaded: (year) => loaded.set(year.year, year) });
        if (!other) return;
        filters.push({ text, count: other.total, drop: () => choose(without) });
      }
      const items = await Help.advice(found, [...loaded.values()], { type }, filters);
      if (wanted()) find("help").replaceChildren(...(items.length ? [Dom.make("ul", {}, ...items)] : []));
    }

    field.addEventListener("input", () => change({ text: field.value }, "type"));
    field.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      suggestions.close();
      typing = false;
      history.replaceState(null, "", address());
    });
    sort.addEventListener("change", () => change({ sort: sort.value }, "push"));
    group.addEventListener("change", () => change({ group: group.checked }, "push"));
    find("csv").addEventListener("click", () => void (answer && Csv.save(answer, { root, agencies: overview.agencies })));
    find("print").addEventListener("click", () => window.print());
    find("copy").addEventListener("click", () => copy(find("copy")));
    window.addEventListener("popstate", () => {
      state = Address.read(location.search);
      typing = false;
      controls();
      ask();
    });
    document.addEventListener("keydown", (event) => {
      const within = /** @type {HTMLElement | null} */ (event.target);
      if (event.key !== "/" || event.ctrlKey || event.metaKey || within?.closest("input, select, textarea")) return;
      event.preventDefault();
      field.focus();
      field.select();
    });
    const suggestions = Suggest.attach(field, find("suggestions"), {
      overview, root, years: () => [...loaded.values()], type,
      choose: (update) => change({ text: "", chosen: { ...state.chosen, ...update } }, "push"),
      go: (address) => void (location.href = address),
    });
    find("filters").toggleAttribute("open", matchMedia("(min-width: 60em)").matches);
    find("body").hidden = false;
    controls();
    ask();
  }

  /** Puts the address of this search on the clipboard, or shows it where that is not allowed. @param {HTMLElement} button */
  async function copy(button) {
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = "Đã chép liên kết";
    } catch {
      window.prompt("Liên kết tới kết quả này:", location.href);
    }
    setTimeout(() => void (button.textContent = before), 2000);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-search]"));
    const overview = Loading.known();
    if (box && overview) start(box, overview);
    else if (box) box.querySelector("[data-part=broken]")?.removeAttribute("hidden");
  });

  return { start };
})();
