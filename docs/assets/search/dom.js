"use strict";
/** Small things every view needs: elements and buttons. */
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

  return { make, button };
})();
