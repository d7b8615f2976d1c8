/**
 * The reader's choice of colours. Runs in the head, before anything is painted, so that nobody in the dark sees a white
 * flash: the dark stylesheet is linked for those whose system asks for it, and a choice changes whom it is for.
 */
(() => {
  "use strict";
  const KEY = "ketluan.colours";
  /** @typedef {"" | "light" | "dark"} Choice  nothing means: as the system asks */
  /** @type {Record<Choice, string>} */
  const NAMES = { "": "theo hệ thống", light: "nền sáng", dark: "nền tối" };
  const root = document.documentElement;
  const sheet = /** @type {HTMLLinkElement} */ (document.querySelector("link[data-dark]"));
  /** @type {Record<Choice, string>} */
  const MEDIA = { "": sheet.media, light: "not all", dark: "screen" };
  let choice = kept();

  root.classList.replace("no-js", "js");
  root.toggleAttribute("data-folder", location.protocol === "file:"); // decides what is shown, so that nothing moves later
  show();
  // The choice may have been made on another page, or before going back to this one.
  for (const happened of ["storage", "pageshow"]) addEventListener(happened, () => turnTo(kept()));
  document.addEventListener("DOMContentLoaded", () => {
    show();
    button()?.addEventListener("click", () => {
      turnTo(next());
      keep();
    });
  });

  /** @returns {Choice} */
  function kept() {
    try {
      const found = localStorage.getItem(KEY);
      return found === "light" || found === "dark" ? found : "";
    } catch {
      return ""; // a browser that keeps nothing shows the page all the same
    }
  }

  function keep() {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      return;
    }
  }

  /** The first turn always changes what is seen: to what the system does not ask for. @returns {Choice} */
  function next() {
    /** @type {Choice[]} */
    const turns = matchMedia("(prefers-color-scheme: dark)").matches ? ["", "light", "dark"] : ["", "dark", "light"];
    return turns[(turns.indexOf(choice) + 1) % turns.length];
  }

  /** @param {Choice} wanted */
  function turnTo(wanted) {
    choice = wanted;
    show();
  }

  function show() {
    sheet.media = MEDIA[choice];
    root.dataset.colours = choice || "system";
    button()?.setAttribute("aria-label", `Màu trang: ${NAMES[choice]}`);
    button()?.setAttribute("title", `Màu trang: ${NAMES[choice]} (bấm để đổi)`);
  }

  /** @returns {Element | null} */
  function button() {
    return document.querySelector("[data-colours-turn]");
  }
})();
