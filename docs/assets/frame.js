/** The frame around every page: the menu of narrow screens, which part of the page is being read, and the foot. */
const Edition = {
  /** Hours after the beginning of its day at which a site that is built every night is too old: noon of the next. */
  HOURS: 36,

  /**
   * The day, size and version of the site; `edition.js`, made in the build, says them.
   * @param {string} sentence @param {string} [day] of a site that is built every night @param {string} [failed]
   */
  show(sentence, day, failed) {
    const old = day && Date.now() - new Date(`${day}T00:00`).getTime() > Edition.HOURS * 3600000;
    for (const line of document.querySelectorAll("[data-edition]")) {
      line.textContent = sentence;
      if (!old) continue;
      const warning = document.createElement("strong");
      warning.textContent = failed || "";
      line.append(" ", warning);
    }
  },
};

(() => {
  "use strict";
  const menu = document.querySelector("[data-menu]");
  const opener = document.querySelector("[data-menu-opener]");
  if (menu instanceof HTMLElement && opener instanceof HTMLElement) drawer(menu, opener);
  const contents = document.querySelector("[data-contents]");
  if (contents instanceof HTMLElement) {
    fold(contents);
    follow(contents);
  }

  /** Without scripts the opener is a link to the menu, and the menu opens as the target of the address. @param {HTMLElement} list @param {HTMLElement} button */
  function drawer(list, button) {
    button.addEventListener("click", () => turn(list, button, button.getAttribute("aria-expanded") !== "true"));
    list.querySelector("[data-menu-closer]")?.addEventListener("click", (event) => {
      event.preventDefault();
      close();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && list.dataset.open !== undefined) close();
    });
    for (const away of ["click", "focusin"]) {
      document.addEventListener(away, ({ target }) => {
        if (target instanceof Node && !list.contains(target) && !button.contains(target)) turn(list, button, false);
      });
    }

    function close() {
      turn(list, button, false);
      button.focus();
    }
  }

  /** @param {HTMLElement} list @param {HTMLElement} button @param {boolean} open */
  function turn(list, button, open) {
    button.setAttribute("aria-expanded", String(open));
    if (!open) delete list.dataset.open;
    else {
      list.dataset.open = "";
      list.querySelector("a")?.focus();
    }
  }

  /** Narrow screens have it in the page, to be opened; without scripts it stands above the page. @param {HTMLElement} list */
  function fold(list) {
    const [links] = list.getElementsByTagName("ul");
    for (const place of document.querySelectorAll(".kl-contents")) place.append(links.cloneNode(true));
  }

  /**
   * Marks the link of the last heading above a line below where a jump puts one. Everything above counts, however far, so
   * that a jump over many headings reports each of them.
   * @param {HTMLElement} list
   */
  function follow(list) {
    /** @type {Map<Element, HTMLAnchorElement>} */
    const links = new Map();
    for (const link of list.querySelectorAll("a")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    }
    const passed = watched([...links.keys()], "1000000px 0px -80% 0px", show);
    const end = watched(document.querySelectorAll(".kl-footer"), "0px", show);

    /** The last parts of a page cannot rise to its top: the one that was asked for counts there. */
    function show() {
      const aimed = end.size ? document.querySelector(":target") : null;
      const reached = [...links.keys()].filter((heading) => passed.has(heading)).pop();
      mark(list, (aimed && links.get(aimed)) ?? (reached && links.get(reached)));
    }
  }

  /** Those of the elements that are in the window, kept up to date. @param {Iterable<Element>} elements @param {string} rootMargin @param {() => void} then */
  function watched(elements, rootMargin, then) {
    /** @type {Set<Element>} */
    const seen = new Set();
    const watch = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) seen[isIntersecting ? "add" : "delete"](target);
      then();
    }, { rootMargin });
    for (const element of elements) watch.observe(element);
    return seen;
  }

  /** @param {HTMLElement} list @param {HTMLAnchorElement | undefined} link */
  function mark(list, link) {
    list.querySelector("[aria-current]")?.removeAttribute("aria-current");
    if (!link) return;
    link.setAttribute("aria-current", "location");
    const room = list.getBoundingClientRect();
    const place = link.getBoundingClientRect();
    if (place.top < room.top || place.bottom > room.bottom) list.scrollTop += place.top - room.top - room.height / 2;
  }
})();
