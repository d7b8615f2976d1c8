/**
 * A field above a long list that finds its entries, also those on other pages of it, accents or not. The entries come as
 * a script of their own, loaded when somebody types: pages opened from a folder may load nothing else.
 */
const Listing = {
  /** Called by that script: what is shown, its address from there, what stands beside it, other names. @type {(entries: [string, string, string, string][]) => void} */
  use: () => {},
};

(() => {
  "use strict";
  const MOST = 50;

  for (const form of document.querySelectorAll("form[data-list]")) enhance(/** @type {HTMLFormElement} */ (form));

  /** @param {HTMLFormElement} form */
  function enhance(form) {
    const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    const list = /** @type {HTMLElement} */ (form.querySelector("ul"));
    const status = /** @type {HTMLOutputElement} */ (form.querySelector("output"));
    const address = new URL(String(form.dataset.list), location.href).href;
    /** @type {Promise<{entry: string[], words: string[]}[]> | null} */
    let loading = null;
    form.addEventListener("submit", (event) => event.preventDefault());
    field.addEventListener("input", async () => {
      const typed = words(field.value);
      loading ??= load(address);
      const entries = await loading.catch(() => null);
      if (words(field.value).join() !== typed.join()) return;
      const found = typed.length ? entries?.filter((one) => typed.every((word) => one.words.some((other) => other.startsWith(word)))) ?? [] : [];
      list.replaceChildren(...found.slice(0, MOST).map(({ entry }) => item(entry, address)));
      status.textContent = !typed.length ? "" : entries ? said(found.length) : "Không tải được danh sách.";
    });
  }

  /** @param {string} text */
  function words(text) {
    return Folding.fold(text).split(" ").filter(Boolean);
  }

  /** @param {number} count */
  function said(count) {
    const number = count.toLocaleString("vi-VN");
    return count > MOST ? `${number} mục; dưới đây là ${MOST} mục đầu` : count ? `${number} mục` : "Không có mục nào";
  }

  /** @param {string[]} entry @param {string} base */
  function item([shown, address, beside], base) {
    const made = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(address, base).href;
    link.textContent = shown;
    made.append(link, beside ? ` ${beside}` : "");
    return made;
  }

  /** @param {string} address @returns {Promise<{entry: string[], words: string[]}[]>} */
  function load(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      Listing.use = (entries) => resolve(entries.map((entry) => ({ entry, words: words(`${entry[0]} ${entry[3]}`) })));
      script.src = address;
      script.onerror = reject;
      document.head.append(script);
    });
  }
})();
