"use strict";
/** Small things every view needs: elements, buttons, boxes that are filled again. */
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

  /** Puts other children into a box; those that stay there are not moved. @param {HTMLElement} box @param {HTMLElement[]} children */
  function put(box, children) {
    let next = box.firstElementChild;
    for (const child of children) {
      if (child === next) next = next.nextElementSibling;
      else box.insertBefore(child, next);
    }
    while (next) {
      const after = next.nextElementSibling;
      next.remove();
      next = after;
    }
  }

  /**
   * Puts other children into a box. Who stands on a control in it stays on the one with the same `data-key`, or is led
   * elsewhere when there is none any more.
   * @param {HTMLElement} box @param {HTMLElement[]} children @param {HTMLElement} elsewhere
   */
  function refill(box, children, elsewhere) {
    const active = document.activeElement;
    const key = active?.getAttribute("data-key") ?? "";
    const within = box.contains(active);
    box.replaceChildren(...children);
    if (within) /** @type {HTMLElement} */ (box.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? elsewhere).focus();
  }

  return { make, button, put, refill };
})();
