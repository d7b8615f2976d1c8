/** What pages can do beyond being read: copying, days counted from today, the line under a printed page. */
(() => {
  "use strict";
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TH: "columnheader", TD: "cell" };
  const UNREAD = "Chưa có người đọc soát cùng bản gốc";

  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-copy]") : null;
    if (button instanceof HTMLButtonElement) copyFrom(button);
    if (target instanceof Element && target.closest("[data-print]")) print();
  });
  document.addEventListener("keydown", askOnSlash);
  for (const link of every(".kl-facts > a")) addCopying(link);
  for (const mark of every(".kl-quiet-mark:not([title]), .kl-page i")) mark.title = UNREAD;
  for (const part of every(".kl-table, .kl-table *")) giveRole(part);
  for (const row of every("[data-due]")) countDays(row);
  for (const list of every("[data-deadlines]")) {
    sayToday(list);
    movePast(list);
  }
  for (const list of every("[data-ahead]")) hidePast(list);
  for (const list of every("[data-by-limit]")) partByToday(list);
  for (const place of every("[data-subscription]")) offerAddress(place);
  addEventListener("beforeprint", stamp);
  for (const link of every("a[data-moved]")) location.replace(/** @type {HTMLAnchorElement} */ (link).href + location.hash);

  /** @param {string} selector @returns {NodeListOf<HTMLElement>} */
  function every(selector) {
    return document.querySelectorAll(selector);
  }

  /** Behind the link to a directive the button that copies it as a citation. @param {HTMLElement} link */
  function addCopying(link) {
    const [tools, button] = [document.createElement("span"), document.createElement("button")];
    link.title = "Liên kết tới chỉ đạo này";
    link.className = "kl-permalink";
    tools.className = "kl-tools";
    button.type = "button";
    button.className = "kl-copy";
    button.dataset.copy = "";
    button.setAttribute("aria-label", `Sao chép trích dẫn ${item(link)}`);
    button.textContent = "Sao chép trích dẫn";
    link.replaceWith(tools);
    tools.append(link, " ", button);
  }

  /** The whole address that a program of the reader asks, to be copied. @param {HTMLElement} place */
  function offerAddress(place) {
    const address = new URL(String(place.dataset.subscription), location.href).href;
    const [code, button] = place.querySelectorAll("code, button");
    code.textContent = /** @type {HTMLElement} */ (code).title = address;
    button.addEventListener("click", async () => say(/** @type {HTMLButtonElement} */ (button), (await Copying.put(address)) ? "Đã sao chép" : "Không sao chép được"));
  }

  /** How a citation names a directive inside its notice. @param {Element} link */
  function item(link) {
    const words = String(link.textContent);
    return words[0].toLowerCase() + words.slice(1);
  }

  /** Rows that a narrow screen lays out as blocks are read as those of a table all the same. @param {HTMLElement} part */
  function giveRole(part) {
    const role = ROLES[/** @type {keyof typeof ROLES} */ (part.tagName)];
    if (role) part.setAttribute("role", part.matches("tbody th") ? "rowheader" : role);
  }

  /** @param {HTMLButtonElement} button */
  async function copyFrom(button) {
    const facts = /** @type {HTMLElement} */ (button.closest(".kl-facts"));
    const link = /** @type {HTMLAnchorElement} */ (facts.querySelector(".kl-permalink"));
    const paper = /** @type {HTMLElement} */ (button.closest("[data-citation]"));
    const address = `${location.href.split("#")[0]}${link.hash}`;
    const words = facts.dataset.quoted ?? clipped(wordsBefore(facts), Number(paper.dataset.quoted));
    const done = await Copying.put(`${paper.dataset.citation}, ${item(link)}${facts.dataset.assignment ?? saidAbove(facts, paper)}: “${words}”: ${address}`);
    say(button, done ? "Đã sao chép" : "Không sao chép được");
  }

  /** Whom the last heading above gives its directives to: by the names that it links, or on the line under it. @param {Element} facts @param {Element} paper */
  function saidAbove(facts, paper) {
    const above = [...paper.querySelectorAll(".kl-body :is(h2, h3, h4, h5, h6):has(a), .kl-under")].filter((one) => one.compareDocumentPosition(facts) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
    if (above instanceof HTMLElement && above.dataset.assignment) return above.dataset.assignment;
    return `, giao ${[...above?.querySelectorAll("a") ?? []].map((link) => link.title || link.textContent).join(", ")}`;
  }

  /** The directive's own words, which stand before what is said of it. @param {HTMLElement} facts */
  function wordsBefore(facts) {
    const directive = /** @type {Element} */ (facts.closest(".directive"));
    const range = document.createRange();
    range.setStart(directive, 0);
    range.setEndBefore(directive.querySelector(".kl-correction, .kl-facts") ?? facts);
    return range.toString();
  }

  /** Cut at a word, as pages quote. @param {string} text @param {number} limit */
  function clipped(text, limit) {
    const flat = text.split(/\s+/).filter(Boolean).join(" ").replace(/^[-–] /, "");
    const cut = flat.length > limit ? `${flat.slice(0, limit).replace(/ [^ ]*$/, "").replace(/[ ,;:.-]+$/, "")}…` : flat;
    return cut.replace(/[ ;,]+$/, "");
  }

  /** @param {HTMLButtonElement} button @param {string} words */
  function say(button, words) {
    const before = (button.dataset.words ??= String(button.textContent));
    button.textContent = words;
    voice().textContent = words;
    setTimeout(() => void (button.textContent = before), 2000);
  }

  /** Where screen readers hear what happened. */
  function voice() {
    const found = document.getElementById("kl-voice");
    if (found) return found;
    const made = document.createElement("p");
    made.id = "kl-voice";
    made.className = "kl-sr";
    made.setAttribute("role", "status");
    document.body.append(made);
    return made;
  }

  /** @param {HTMLElement} row */
  function countDays(row) {
    const day = String(row.dataset.due);
    if (row instanceof HTMLTableRowElement && !row.querySelector("[data-relative]")) addRelative(row.cells[0]);
    for (const words of row.querySelectorAll("[data-relative]")) words.textContent = ReaderDay.relative(day);
    row.classList.toggle("kl-past", day < ReaderDay.iso());
  }

  /** Behind the limit in a row of a list. @param {HTMLElement} cell */
  function addRelative(cell) {
    const words = document.createElement("span");
    words.className = "kl-relative";
    words.dataset.relative = "";
    cell.append(" ", words);
  }

  /** @param {HTMLElement} list */
  function sayToday(list) {
    const line = list.querySelector("[data-build-day]");
    if (line) line.textContent = `Tính đến hôm nay, ${ReaderDay.printed()}.`;
  }

  /** What was ahead on the day of the build and is past today moves to the past. @param {HTMLElement} list */
  function movePast(list) {
    const [past] = every("[data-past]");
    const body = past?.querySelector("tbody");
    if (!body) return;
    body.prepend(...[...list.querySelectorAll("tr.kl-past")].reverse());
    for (const month of list.querySelectorAll("section")) recount(list, month);
    list.querySelector("[data-none]")?.toggleAttribute("hidden", list.querySelector("section:not([hidden])") !== null);
    past.hidden = !body.children.length;
  }

  /** How many deadlines a month has left beside the link that leads to it; without any both are hidden. @param {HTMLElement} list @param {HTMLElement} month */
  function recount(list, month) {
    const left = month.querySelectorAll("tbody tr").length;
    month.hidden = !left;
    for (const link of list.querySelectorAll(`a[href$="#${month.querySelector("h3")?.id}"]`)) {
      const entry = link.closest("li");
      entry?.toggleAttribute("hidden", !left);
      entry?.querySelector(".kl-count")?.replaceChildren(ReaderDay.count(left));
    }
  }

  /** Parts a table of limits, the last first, into what is ahead, the next first, and what is past. @param {HTMLElement} list */
  function partByToday(list) {
    const past = list.querySelector("table");
    if (!past) return;
    const ahead = /** @type {HTMLTableElement} */ (past.cloneNode(true));
    for (const row of ahead.querySelectorAll("tr.kl-past")) row.remove();
    for (const row of past.querySelectorAll("tbody tr:not(.kl-past)")) row.remove();
    ahead.tBodies[0].append(...[...ahead.tBodies[0].rows].reverse());
    const [all, led] = [ReaderDay.parted(list.dataset.byLimit), ReaderDay.parted(list.dataset.led)];
    past.replaceWith(...limits(ahead, "Sắp tới", all.ahead, led.ahead), ...limits(past, "Đã qua", all.over, led.over));
  }

  /** A table under how many there are, of which the body leads some: a long list has no row for each. @param {HTMLTableElement} table @param {string} name @param {number} all @param {number} led */
  function limits(table, name, all, led) {
    if (!table.tBodies[0].rows.length) return [];
    const heading = document.createElement("h3");
    heading.textContent = `${name} (${ReaderDay.count(all)}${led < all ? `; chủ trì ${ReaderDay.count(led)}` : ""})`;
    table.setAttribute("aria-label", `Thời hạn, ${name.toLowerCase()}`);
    return [heading, table];
  }

  /** Leaves out what is past today; the line below the list says so when nothing is left. @param {HTMLElement} list */
  function hidePast(list) {
    for (const row of list.querySelectorAll(".kl-past")) row.toggleAttribute("hidden", true);
    list.nextElementSibling?.toggleAttribute("hidden", list.querySelector("li:not([hidden])") !== null);
  }

  /** To the field that searches the archive, else to the one that finds words in this page. @param {KeyboardEvent} event */
  function askOnSlash(event) {
    const writing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    const field = document.querySelector(".kl-ask input, [data-search] input[name=q]") ?? document.querySelector(".kl-find input");
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || writing || !(field instanceof HTMLInputElement)) return;
    event.preventDefault();
    field.focus();
    field.select();
  }

  /** With letters for their codes; an address that holds other codes is no text, and stays as it is. @param {string} address */
  function readable(address) {
    try {
      return decodeURI(address);
    } catch {
      return address;
    }
  }

  function stamp() {
    for (const place of every("[data-print-address]")) place.textContent = readable(location.href.split("#")[0]);
    for (const place of every("[data-print-day]")) place.textContent = `, ngày ${ReaderDay.printed()}`;
    const [line] = every(".kl-printed");
    if (line && "CSSMarginRule" in window) footer(line);
  }

  /** At the foot of every sheet, where it takes no room from the text; other browsers print the line after the text. @param {HTMLElement} line */
  function footer(line) {
    const sheet = new CSSStyleSheet();
    const words = JSON.stringify(line.textContent?.replace(/[\n\\]/g, " "));
    sheet.replaceSync(`@media print { .kl-page .kl-printed.kl-printed.kl-printed { display: none } } @page { @bottom-left { content: ${words} } }`);
    document.adoptedStyleSheets = [sheet];
  }
})();
