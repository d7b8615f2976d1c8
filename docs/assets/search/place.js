"use strict";
/**
 * Where the reader was in the results: kept in the history's step, and found again when they come back.
 *
 * @typedef {{shown?: number, at?: string, top?: number}} Kept  how many results were shown, the first in the window, and where in it
 */
const Place = (() => {
  const FRAMES = 4;
  /** What the head of the page covers, in pixels. */
  const MARGIN = 80;

  /** @param {HTMLElement} results @param {number} shown @returns {Kept} */
  function here(results, shown) {
    const all = /** @type {HTMLElement[]} */ ([...results.querySelectorAll("[data-directive]")]);
    const first = scrollY > 0 && all.find((one) => one.getBoundingClientRect().bottom > 0);
    return first ? { shown, at: first.dataset.directive, top: first.getBoundingClientRect().top } : { shown };
  }

  /** @returns {Kept} */
  function kept() {
    return history.state ?? {};
  }

  /** Again in the next frames: results that come into the window are drawn only then, and get their height. @param {HTMLElement} results @param {Kept} place */
  function restore(results, { at, top = 0 }, frames = FRAMES) {
    const one = at && results.querySelector(`[data-directive="${CSS.escape(at)}"]`);
    if (!one) return;
    scrollBy(0, one.getBoundingClientRect().top - top);
    if (frames) requestAnimationFrame(() => restore(results, { at, top }, frames - 1));
  }

  /** Where a filter left so little that it ends above the window, what is said of it comes into view. @param {HTMLElement} results @param {HTMLElement} status */
  function comeBack(results, status) {
    if (results.getBoundingClientRect().bottom < MARGIN) status.scrollIntoView();
  }

  return { here, kept, restore, comeBack };
})();
