"use strict";
/**
 * Joins the parts of the search page: what was typed and chosen, the answer, what is shown.
 *
 * How a query is answered, in the order to read: `fold` letters, `lines` of text and their `vocabulary`; `words` that
 * were typed and the `pattern` of a phrase; `names` and `query` say what was typed; `years` are the data, `match` finds
 * terms in them, `filters` leave some out and count, `rank` orders, `engine` does all this year after year. The others
 * show it.
 */
const SearchPage = (() => {
  const STEP = 20;
  const GROUPS = 10;
  const SETTLED = 400;
  const REDRAW = 250;
  const FIRST = 100;
  const PRINTED = 1000;

  /** @type {HTMLElement} */
  let box;
  /** @type {Overview} */
  let overview;
  /** @type {State} */
  let state;
  /** @type {Answer | null} */
  let answer = null;
  /** @type {Map<string, Year>} */
  const loaded = new Map();
  let turn = 0;
  let shown = STEP;
  /** Where to go once all is there. @type {Kept} */
  let place = {};
  let typing = false;
  let writing = 0;
  let drawn = 0;
  let drawing = 0;
  /** How the results of each answer are shown, made once. @type {WeakMap<Answer, Map<string, HTMLElement>>} */
  const items = new WeakMap();

  const holder = { get overview() { return overview; }, change: choose };

  /** @param {HTMLElement} element @param {Overview} known */
  function start(element, known) {
    box = element;
    overview = known;
    state = Address.read(location.search);
    remember();
    history.scrollRestoration = "manual";
    listen();
    part("filters").toggleAttribute("open", matchMedia("(min-width: 60em)").matches);
    part("body").hidden = false;
    controls();
    ask();
  }

  /** @param {string} name @returns {HTMLElement} */
  function part(name) {
    return /** @type {HTMLElement} */ (box.querySelector(`[data-part="${name}"]`));
  }

  /** @returns {HTMLInputElement} */
  function field() {
    return /** @type {HTMLInputElement} */ (box.querySelector('input[name="q"]'));
  }

  function years() {
    return [...loaded.values()];
  }

  function view() {
    return { root: box.dataset.root ?? "", agencies: overview.agencies, grouped: false };
  }

  function listen() {
    const sort = /** @type {HTMLSelectElement} */ (part("sort"));
    const group = /** @type {HTMLInputElement} */ (part("group"));
    field().addEventListener("input", () => change({ text: field().value }, "type"));
    field().form?.addEventListener("submit", settle);
    sort.addEventListener("change", () => change({ sort: sort.value }, "push"));
    group.addEventListener("change", () => change({ group: group.checked }, "push"));
    part("excel").addEventListener("click", () => take("saveWorkbook"));
    part("csv").addEventListener("click", () => take("saveText"));
    part("print").addEventListener("click", () => window.print());
    part("copy").addEventListener("click", copy);
    for (const name of ["skip", "see"]) part(name).addEventListener("click", toResults);
    window.addEventListener("beforeprint", () => void (answer && list(answer, Math.max(shown, PRINTED))));
    window.addEventListener("afterprint", () => void (answer && list(answer, shown)));
    window.addEventListener("popstate", back);
    window.addEventListener("pagehide", keep);
    const { root } = view();
    const go = (/** @type {string} */ address) => void (location.href = address);
    const filter = (/** @type {Partial<Chosen>} */ update) => change({ text: "", chosen: { ...state.chosen, ...update } }, "push");
    Suggest.attach(field(), part("suggestions"), { overview, root, years, type, choose: filter, go });
  }

  /**
   * A new state: keys follow each other in one step of the history, everything else is a step of its own.
   * @param {Partial<State>} update @param {"push" | "type"} how
   */
  function change(update, how) {
    const pushed = how === "push" || !typing;
    if (pushed) keep();
    state = { ...state, ...update };
    if (update.text !== undefined) state.chosen = { ...state.chosen, apart: false };
    shown = STEP;
    place = {};
    if (pushed) history.pushState(null, "", address());
    typing = how === "type";
    clearTimeout(writing);
    if (typing) writing = window.setTimeout(keep, SETTLED);
    controls();
    ask();
  }

  /** Writes what is shown, and what the reader sees of it, into the step of the history; not at every key, which browsers forbid. */
  function keep() {
    history.replaceState(Place.here(part("results"), shown), "", address());
  }

  /** What the step of the history says of it. */
  function remember() {
    place = Place.kept();
    shown = place.shown || STEP;
  }

  function address() {
    return Address.write(state) || location.pathname.split("/").at(-1) || ".";
  }

  /** @param {Partial<Chosen>} update */
  function choose(update) {
    change({ chosen: { ...state.chosen, ...update } }, "push");
  }

  /** @param {string} text */
  function type(text) {
    change({ text }, "push");
    field().focus();
  }

  /** @param {Event} event */
  function settle(event) {
    event.preventDefault();
    typing = false;
    clearTimeout(writing);
    keep();
  }

  function back() {
    state = Address.read(location.search);
    remember();
    typing = false;
    clearTimeout(writing);
    controls();
    ask();
  }

  function toResults() {
    part("status").scrollIntoView();
    part("status").focus();
  }

  function controls() {
    if (field().value !== state.text) field().value = state.text;
    /** @type {HTMLSelectElement} */ (part("sort")).value = state.sort;
    /** @type {HTMLInputElement} */ (part("group")).checked = state.group;
    Panel.chips(part("chips"), state.chosen, holder);
  }

  /** @param {(found: Answer) => void} tell @returns {Asker} */
  function asker(tell) {
    const mine = turn;
    return { folder: box.dataset.folder ?? "", overview, wanted: () => mine === turn, tell, loaded: know };
  }

  /** @param {Year} year */
  function know(year) {
    loaded.set(year.key, year);
    Suggest.know(year, overview);
  }

  async function ask() {
    Slices.begin();
    clearTimeout(drawing);
    turn += 1;
    drawn = answer ? performance.now() - REDRAW + FIRST : -REDRAW;
    const nothing = !state.text.trim() && !Address.count(state.chosen);
    const results = part("results");
    results.dataset.searchState = "working";
    results.dataset.searchQuery = state.text.normalize("NFC").trim();
    part("help").replaceChildren();
    part("tips").hidden = !nothing;
    if (nothing) clear();
    const page = asker(nothing ? () => {} : show);
    const found = await Engine.answer(state.text, state.chosen, state.sort, page);
    if (!found) return;
    if (nothing) Panel.show(part("panel"), state.chosen, found, holder);
    else show(found);
    results.dataset.searchState = "done";
    Place.restore(results, place);
    if (!place.at && !nothing) requestAnimationFrame(() => page.wanted() && Place.comeBack(results, part("status")));
    place = {};
    if (!found.total) advise(found, page);
  }

  /** Nothing is asked: the years are read meanwhile, so that typing finds them ready. */
  function clear() {
    answer = null;
    part("tools").hidden = true;
    for (const name of ["results", "more", "notes"]) part(name).replaceChildren();
    say(`Kho có ${Site.count(overview.counted)} chỉ đạo.`);
  }

  /** @param {string} text */
  function say(text) {
    if (part("status").textContent !== text) part("status").textContent = text;
  }

  /**
   * While years are still looked through, only now and then, and first without the filters; an answer that comes at once
   * is drawn once. @param {Answer} found
   */
  function show(found) {
    clearTimeout(drawing);
    if (!found.exact && !found.total) return say(summary(found));
    const wait = found.exact ? 0 : drawn + REDRAW - performance.now();
    if (wait > 0) return void (drawing = window.setTimeout(show, wait, found));
    drawn = performance.now();
    const again = answer === found;
    answer = found;
    part("tools").hidden = !found.total;
    say(summary(found));
    list(found, shown);
    part("see").textContent = found.total ? `Xem ${Site.count(found.total)} chỉ đạo` : "Không có chỉ đạo nào: xem cách tìm khác";
    Dom.refill(part("notes"), Advice.notes(found, state.chosen, { overview, root: view().root, choose, years: years() }), part("status"));
    if (found.exact || again) Panel.show(part("panel"), state.chosen, found, holder);
  }

  /** @param {Answer} found */
  function summary(found) {
    const { failed, total, notices, exact, unsure, replaced, whole, parted } = found;
    const names = [...new Set(failed)].map((year) => Site.year(year).toLowerCase()).join(", ");
    const broken = failed.length ? ` Không đọc được dữ liệu ${names}; hãy tải lại trang.` : "";
    if (!total) return (exact ? `Không tìm thấy chỉ đạo nào${whole ? "" : " trong các năm đã tìm"}.` : "Đang tìm…") + broken;
    const parts = [unsure && `${Site.count(unsure)} chưa chắc giao cho cơ quan đã chọn`, replaced && `${Site.count(replaced)} của thông báo đã bị thay thế`];
    const doubt = parts.some(Boolean) ? `, trong đó ${parts.filter(Boolean).join(", ")}` : "";
    const reach = whole ? "" : ", trong các năm đã tìm";
    const counted = `${Site.count(total)} chỉ đạo trong ${Site.count(notices)} thông báo${doubt}${reach}`;
    const none = parted ? "Không có chỉ đạo nào có các từ liền nhau; dưới đây là chỗ có đủ các từ nhưng rời nhau. " : "";
    return (exact ? `${none}${counted}.${kinds(found)}` : `Đang tìm tiếp các năm trước, đã thấy ${counted}…`) + broken;
  }

  /** How many results hold the words together, said as it was counted, and how many apart. @param {Answer} found */
  function kinds({ total, apart, parted, reading }) {
    if (!apart || !reading || parted) return "";
    const together = state.chosen.apart ? total - apart : total;
    return ` ${Together.counted(reading)}: ${Site.count(together)}, rời nhau: ${Site.count(apart)}.`;
  }

  /** @param {Answer} found @param {number} count  how many are shown */
  function list(found, count) {
    const results = part("results");
    if (state.group) {
      const groups = Engine.groups(found);
      const seen = (count / STEP) * GROUPS;
      results.replaceChildren(...groups.slice(0, seen).map((hits) => Results.grouped(hits, found, view())));
      more(seen, groups.length, "thông báo", GROUPS);
    } else {
      Dom.put(results, Engine.page(found, 0, count).map((hit) => item(hit, found)));
      more(count, found.total, "chỉ đạo", STEP);
    }
  }

  /** @param {Hit} hit @param {Answer} found */
  function item(hit, found) {
    const known = items.get(found) ?? new Map();
    items.set(found, known);
    const key = `${hit.year.key} ${hit.directive}`;
    const made = known.get(key) ?? Results.item(hit, found, view());
    known.set(key, made);
    return made;
  }

  /** @param {number} seen @param {number} total @param {string} unit @param {number} step */
  function more(seen, total, unit, step) {
    const bar = part("more");
    if (seen >= total) return bar.replaceChildren();
    const text = `Xem thêm ${Site.count(Math.min(step, total - seen))} ${unit}`;
    bar.replaceChildren(`Đang hiện ${Site.count(seen)} trong ${Site.count(total)} ${unit}. `, Dom.button(text, next, { class: "ks-more" }));
  }

  /** Shows more results below those that are there, and goes to the first new one. */
  function next() {
    if (!answer) return;
    const before = part("results").childElementCount;
    shown += STEP;
    keep();
    list(answer, shown);
    part("results").children[before]?.querySelector("a")?.focus();
  }

  /** A part of the program that few need, ready to be used. @param {"table" | "help"} name @param {string} otherwise  what is said where it cannot be loaded */
  async function needed(name, otherwise) {
    try {
      await Loading.script(box.dataset[name] ?? "");
      return true;
    } catch {
      say(otherwise);
      return false;
    }
  }

  /** The results as a table. @param {"saveWorkbook" | "saveText"} how */
  async function take(how) {
    const found = answer;
    if (!found || !(await needed("table", "Không tải được phần lập bảng. Hãy tải lại trang."))) return;
    await Table[how](found, { root: view().root, overview });
  }

  /** @param {Answer} found @param {Asker} page */
  async function advise(found, page) {
    const [helped] = await Promise.all([
      needed("help", "Không tìm thấy chỉ đạo nào. Không tải được phần gợi ý cách tìm khác; hãy tải lại trang."),
      new Promise((resume) => setTimeout(resume, SETTLED)),
    ]);
    if (!helped || !page.wanted()) return;
    const filters = [];
    for (const { text, without } of Panel.active(state.chosen, holder)) {
      const other = await Engine.answer(state.text, { ...state.chosen, ...without }, "", { ...page, tell: () => {} });
      if (!other) return;
      filters.push({ text, count: other.total, drop: () => choose(without) });
    }
    const items = await Help.advice(found, years(), { type, wanted: page.wanted, overview }, filters);
    const sieve = Filters.sieve(state.chosen, overview.agencies, Filters.noCounts());
    const readings = found.apart ? [] : [found.first, found.plain];
    const near = await Nearest.shown(readings, years(), sieve.passes, view(), page.wanted);
    if (page.wanted()) part("help").replaceChildren(...(items.length ? [Dom.make("ul", {}, ...items)] : []), ...near);
  }

  /** Puts the address of this search on the clipboard, or shows it where that is not allowed. */
  async function copy() {
    keep();
    if (!(await Copying.put(location.href))) return void window.prompt("Liên kết tới kết quả này:", location.href);
    const button = part("copy");
    button.textContent = "Đã sao chép liên kết";
    setTimeout(() => void (button.textContent = "Sao chép liên kết"), 2000);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const element = /** @type {HTMLElement | null} */ (document.querySelector("[data-search]"));
    const known = Years.known();
    if (element && known) start(element, known);
    else element?.querySelector("[data-part=broken]")?.removeAttribute("hidden");
  });
})();
