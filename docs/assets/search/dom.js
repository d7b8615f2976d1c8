"use strict";
/** Small things every view needs: elements, days and numbers as Vietnamese offices write them. */
const Dom = (() => {
  /**
   * An element with its attributes and children.
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag @param {Record<string, string>} [attributes] @param {...(Node | string)} children
   * @returns {HTMLElementTagNameMap[Tag]}
   */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /** @param {string} text @param {() => void} press @param {Record<string, string>} [attributes] */
  function button(text, press, attributes = {}) {
    const made = make("button", { type: "button", ...attributes }, text);
    made.addEventListener("click", press);
    return made;
  }

  /** `2014-07-10` -> `10/07/2014`. @param {string} iso */
  function day(iso) {
    return iso.split("-").reverse().join("/");
  }

  /** `12345` -> `12.345`. @param {number} number */
  function count(number) {
    return String(number).replace(/\B(?=(\d{3})+$)/g, ".");
  }

  /** `2014` -> `Năm 2014`. @param {string} name */
  function year(name) {
    return /^\d+$/.test(name) ? `Năm ${name}` : "Không rõ năm";
  }

  /** @param {Notice} notice */
  function notice(notice) {
    if (notice.number) return `Thông báo số ${notice.number}`;
    return notice.met ? `Thông báo kết luận họp ngày ${day(notice.met)}` : "Thông báo không số";
  }

  return { make, button, day, count, year, notice };
})();
