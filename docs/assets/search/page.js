"use strict";
/** Joins the parts of the search page: what was typed and chosen, the answer, what is shown. */
const SearchPage = (() => {
  const STEP = 20;

  /** @param {HTMLElement} box */
  function start(box) {
    const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (box.querySelector(`[data-part="${name}"]`));
    const field = /** @type {HTMLInputElement} */ (box.querySelector('input[name="q"]'));
    const list = find("results");
    const root = box.dataset.root ?? "";
    const overview = Loading.known();
    if (!overview) return;
    let state = Address.read(location.search);
    let turn = 0;

    async function ask() {
      const mine = (turn += 1);
      list.dataset.searchState = "working";
      list.dataset.searchQuery = state.text.normalize("NFC").trim();
      const page = { folder: box.dataset.folder ?? "", overview, wanted: () => mine === turn, tell: (a) => show(a) };
      const answer = await Engine.answer(state.text, state.chosen, state.sort, page);
      if (!answer) return;
      show(answer);
      list.dataset.searchState = "done";
    }

    function show(answer) {
      list.replaceChildren(...Engine.page(answer, 0, STEP).map((hit) => Results.item(hit, answer, { root, agencies: overview.agencies, grouped: false })));
    }

    field.value = state.text;
    field.addEventListener("input", () => {
      state = { ...state, text: field.value };
      ask();
    });
    if (state.text) ask();
  }

  document.addEventListener("DOMContentLoaded", () => {
    const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-search]"));
    if (box) start(box);
  });

  return { start };
})();
