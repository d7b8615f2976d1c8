"use strict";
/** Scripts that are loaded when they are first needed: pages opened from a folder may load nothing else. */
const Loading = (() => {
  /** @type {Map<string, Promise<void>>} */
  const begun = new Map();

  /** Once, but again after a failure. @param {string} address @returns {Promise<void>} */
  function script(address) {
    const before = begun.get(address);
    if (before) return before;
    const coming = load(address);
    begun.set(address, coming);
    coming.catch(() => begun.delete(address));
    return coming;
  }

  /** @param {string} address @returns {Promise<void>} */
  function load(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => (script.remove(), resolve());
      script.onerror = () => (script.remove(), reject(new Error(address)));
      document.head.append(script);
    });
  }

  return { script };
})();
