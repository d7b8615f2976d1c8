"use strict";
/** Finds words in this page, accents or not. Needs assets/search/fold.js and folding-data.js before it. */
(() => {
  const SKIPPED = "script, style, form, mark.ks-found, .headerlink, [hidden]";

  /** @typedef {{node: Text, start: number, length: number}} Piece  a text of the page and its place in the whole */

  /** @param {Element} root @returns {Piece[]} */
  function pieces(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) => (
      node.parentElement?.closest(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
    ));
    /** @type {Piece[]} */
    const found = [];
    let start = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = /** @type {Text} */ (node);
      const visible = Folding.visible(text.data);
      if (visible !== text.data) text.data = visible;
      found.push({ node: text, start, length: visible.length });
      start += visible.length + 1;
    }
    return found;
  }

  /** Where the typed words stand in the page's text, the last one perhaps unfinished. @param {string} text @param {string} typed @returns {[number, number][]} */
  function places(text, typed) {
    const words = Folding.fold(typed).split(" ").filter(Boolean);
    if (!words.length) return [];
    const letters = [...Folding.visible(typed)].filter((char) => Folding.base(char) !== " ");
    const accented = letters.some((char) => char.toLowerCase() !== Folding.base(char));
    const pattern = new RegExp(`(?<![^ ])${words.map(escape).join(" +")}`, "g");
    const all = [...Folding.fold(text).matchAll(pattern)].map((found) => /** @type {[number, number]} */ ([found.index, found.index + found[0].length]));
    const exact = all.filter(([from, to]) => spelled(text.slice(from, to)) === spelled(typed));
    return accented && exact.length ? exact : all;
  }

  /** @param {string} text */
  function escape(text) {
    return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  }

  /** The letters without tones, then the tones: equal for both places of a tone, and for y and i. @param {string} text */
  function spelled(text) {
    let letters = "";
    let tones = "";
    for (const char of Folding.visible(text)) {
      const base = Folding.base(char);
      if (base === " ") continue;
      const { quality, tone } = Folding.letter(char);
      letters += base === "y" ? "i" : String.fromCharCode(quality);
      tones += tone || "";
    }
    return `${letters} ${tones}`;
  }

  /** @param {Piece[]} list @param {number} from @param {number} to */
  function mark(list, from, to) {
    /** @type {HTMLElement[]} */
    const marks = [];
    for (const { node, start, length } of list) {
      if (start + length <= from || start >= to) continue;
      const range = document.createRange();
      range.setStart(node, Math.max(0, from - start));
      range.setEnd(node, Math.min(node.data.length, to - start));
      const made = document.createElement("mark");
      made.className = "ks-found";
      range.surroundContents(made);
      marks.push(made);
    }
    return marks;
  }

  /** @param {Element} root */
  function clear(root) {
    for (const found of root.querySelectorAll("mark.ks-found")) found.replaceWith(...found.childNodes);
    root.normalize();
  }

  /** Marks every match, the last first, so that the places before it stay right. @param {Element} root @param {string} typed */
  function find(root, typed) {
    clear(root);
    const list = pieces(root);
    const found = places(list.map(({ node }) => node.data).join("\n"), typed);
    /** @type {HTMLElement[]} */
    const firsts = [];
    for (const [from, to] of found.reverse()) {
      const [first] = mark(list, from, to);
      if (first) firsts.unshift(first);
    }
    return firsts;
  }

  /** Its field, its buttons and the one that prints (page.js), which no reader without scripts needs. @param {HTMLFormElement} form */
  function fill(form) {
    const [status, field] = [document.createElement("output"), document.createElement("input")];
    status.setAttribute("aria-live", "polite");
    Object.assign(field, { type: "search", autocomplete: "off", spellcheck: false, placeholder: "Tìm trong trang này" });
    field.setAttribute("aria-label", field.placeholder);
    const [previous, next, print] = [button("↑", "Kết quả trước"), button("↓", "Kết quả sau"), button("In")];
    previous.dataset.findPrevious = print.dataset.print = "";
    next.type = "submit";
    form.append(status, field, previous, next, print);
  }

  /** @param {string} words @param {string} [label] */
  function button(words, label) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    if (label) made.setAttribute("aria-label", label);
    return made;
  }

  /** @param {HTMLFormElement} form */
  function enhance(form) {
    fill(form);
    const root = form.closest("article") ?? document.querySelector("article") ?? document.body;
    const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    const previous = /** @type {HTMLButtonElement} */ (form.querySelector("[data-find-previous]"));
    const status = /** @type {HTMLOutputElement} */ (form.querySelector("output"));
    /** @type {HTMLElement[]} */
    let found = [];
    let at = -1;

    /** @param {number} step */
    function go(step) {
      if (!found.length) return;
      found[at]?.classList.remove("ks-found-now");
      at = (at + step + found.length) % found.length;
      found[at].classList.add("ks-found-now");
      found[at].scrollIntoView({ block: "center" });
      status.textContent = `${at + 1}/${found.length}`;
    }

    field.addEventListener("input", () => {
      found = find(root, field.value);
      at = -1;
      status.textContent = !field.value.trim() ? "" : found.length ? `${found.length} chỗ` : "Không có";
    });
    previous.addEventListener("click", () => go(at < 0 ? 0 : -1));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      go(1);
    });
  }

  for (const form of document.querySelectorAll("form[data-find-in-page]")) enhance(/** @type {HTMLFormElement} */ (form));
})();
