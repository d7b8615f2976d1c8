"use strict";
/** Puts text on the clipboard; pages read over http or from a folder are given none by the browser, so in the old way. */
const Copying = (() => {
  /** Whether it could be done. @param {string} text @returns {Promise<boolean>} */
  async function put(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return putOld(text);
    }
  }

  /** @param {string} text */
  function putOld(text) {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "kl-sr";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }

  return { put };
})();
