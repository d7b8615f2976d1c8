/**
 * For the page of addresses that are not there, when nobody told the program where the site begins: the copy of this
 * file that is found, from the many depths at which the page asks for it, tells; links are then set right.
 */
(function () {
  "use strict";
  var script = /** @type {HTMLScriptElement} */ (document.currentScript);
  var root = script.src.slice(0, script.src.lastIndexOf("assets/"));
  if (document.documentElement.dataset.root || root === location.origin + "/") return;
  document.documentElement.dataset.root = root;
  ["href", "src", "action"].forEach(function (name) {
    document.querySelectorAll("[" + name + '^="/"]').forEach(function (element) {
      element.setAttribute(name, root + String(element.getAttribute(name)).slice(1));
    });
  });
})();
