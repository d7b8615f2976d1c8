/**
 * Runs in the header, before the page is painted: where the site keeps its settings, and the colours that the reader
 * chose. Takes the place of the theme's three inline scripts, so that the site can forbid inline scripts.
 */
(function () {
  "use strict";
  var script = /** @type {HTMLScriptElement} */ (document.currentScript);
  var scope = new URL(script.dataset.base || ".", location.href);
  var root = document.documentElement;

  /** The theme asks for its settings by these names. */
  var theme = /** @type {any} */ (window);
  theme.__md_scope = scope;
  theme.__md_hash = hash;
  theme.__md_get = read;
  theme.__md_set = write;

  root.classList.remove("no-js");
  root.classList.add("js");
  paint(colours());
  document.addEventListener("DOMContentLoaded", openTab);

  /** @param {string} text */
  function hash(text) {
    var sum = 0;
    for (var at = 0; at < text.length; at++) sum = ((sum << 5) - sum + text.charCodeAt(at)) | 0;
    return sum;
  }

  /**
   * @param {string} key
   * @param {Storage} [store]
   * @param {URL} [where]
   */
  function read(key, store, where) {
    try {
      return JSON.parse(String((store || localStorage).getItem((where || scope).pathname + "." + key)));
    } catch (error) {
      return null;
    }
  }

  /**
   * @param {string} key
   * @param {unknown} value
   * @param {Storage} [store]
   * @param {URL} [where]
   */
  function write(key, value, store, where) {
    try {
      (store || localStorage).setItem((where || scope).pathname + "." + key, JSON.stringify(value));
    } catch (error) {
      return; // a browser that keeps nothing shows the page all the same
    }
  }

  /** What the reader chose, else what the system asks for. */
  function colours() {
    var kept = read("__palette");
    if (kept && kept.color && kept.color.scheme) return kept.color.scheme;
    return matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
  }

  /** @param {string} scheme */
  function paint(scheme) {
    document.body.setAttribute("data-md-color-scheme", scheme);
  }

  /** A link to a tab opens it. */
  function openTab() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLInputElement && target.name.indexOf("__tabbed_") === 0) target.checked = true;
  }
})();
