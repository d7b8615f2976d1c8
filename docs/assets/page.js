/** What pages can do beyond being read: copying, days counted from today, the line under a printed page. */
(function () {
  "use strict";
  var DAY = 24 * 60 * 60 * 1000;
  var now = new Date();
  var today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());

  document.addEventListener("click", function (event) {
    var target = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
    if (target instanceof HTMLButtonElement) copyFrom(target);
  });
  document.querySelectorAll("[data-drawer]").forEach(drawer);
  document.querySelectorAll("[data-due]").forEach(countDays);
  document.querySelectorAll("[data-deadlines]").forEach(function (list) {
    sayToday(list);
    movePast(list);
  });
  addEventListener("beforeprint", stamp);
  document.querySelectorAll("[data-moved]").forEach(follow);

  /** @param {HTMLButtonElement} button */
  function copyFrom(button) {
    var facts = /** @type {HTMLElement} */ (button.closest("[data-anchor]"));
    var paper = /** @type {HTMLElement} */ (button.closest("[data-citation]"));
    var address = location.href.split("#")[0] + "#" + facts.dataset.anchor;
    var citation = paper.dataset.citation + ", " + facts.dataset.item + ": " + address;
    put(citation, function (done) {
      say(button, done ? "Đã sao chép" : "Không sao chép được");
    });
  }

  /**
   * @param {string} text
   * @param {(done: boolean) => void} then
   */
  function put(text, then) {
    if (!navigator.clipboard) return then(putOld(text)); // pages read over http or from a folder have no clipboard
    navigator.clipboard.writeText(text).then(
      function () { then(true); },
      function () { then(putOld(text)); }
    );
  }

  /** @param {string} text */
  function putOld(text) {
    var field = document.createElement("textarea");
    field.value = text;
    field.className = "kl-sr";
    document.body.appendChild(field);
    field.select();
    var done = document.execCommand("copy");
    field.remove();
    return done;
  }

  /**
   * @param {HTMLButtonElement} button
   * @param {string} words
   */
  function say(button, words) {
    button.textContent = words;
    voice().textContent = words;
    setTimeout(function () { button.textContent = "Sao chép trích dẫn"; }, 2000);
  }

  /** Where screen readers hear what happened. */
  function voice() {
    var found = document.getElementById("kl-voice");
    if (found) return found;
    var made = document.createElement("p");
    made.id = "kl-voice";
    made.className = "kl-sr";
    made.setAttribute("role", "status");
    document.body.appendChild(made);
    return made;
  }

  /** The menu of narrow screens is the theme's checkbox; this makes it a button. @param {Element} button */
  function drawer(button) {
    var box = /** @type {HTMLInputElement} */ (document.getElementById("__drawer"));
    box.addEventListener("change", function () { button.setAttribute("aria-expanded", String(box.checked)); });
    button.addEventListener("click", function () { turn(box, !box.checked); });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !box.checked) return;
      turn(box, false);
      /** @type {HTMLElement} */ (button).focus();
    });
  }

  /**
   * @param {HTMLInputElement} box
   * @param {boolean} on
   */
  function turn(box, on) {
    box.checked = on;
    box.dispatchEvent(new Event("change"));
  }

  /** @param {Element} row */
  function countDays(row) {
    var due = Date.parse(String(/** @type {HTMLElement} */ (row).dataset.due));
    var days = Math.round((due - today) / DAY);
    row.querySelectorAll("[data-relative]").forEach(function (words) { words.textContent = inDays(days); });
    row.classList.toggle("kl-past", days < 0);
  }

  /** @param {number} days */
  function inDays(days) {
    if (days === 0) return "hôm nay";
    var number = Math.abs(days).toLocaleString("vi-VN");
    return days > 0 ? "còn " + number + " ngày" : "đã qua " + number + " ngày";
  }

  /** @param {Element} list */
  function sayToday(list) {
    var line = list.querySelector("[data-build-day]");
    if (line) line.textContent = "Tính đến hôm nay, " + now.toLocaleDateString("vi-VN") + ".";
  }

  /** What was ahead on the day of the build and is past today moves to the past. @param {Element} list */
  function movePast(list) {
    var past = document.querySelector("[data-past]");
    var body = past && past.querySelector("tbody");
    if (!past || !body) return;
    body.prepend(...Array.from(list.querySelectorAll("tr.kl-past")).reverse());
    list.querySelectorAll("section").forEach(function (month) { month.hidden = !month.querySelector("tbody tr"); });
    /** @type {HTMLElement} */ (past).hidden = !body.children.length;
  }

  function stamp() {
    document.querySelectorAll("[data-print-address]").forEach(function (place) {
      place.textContent = decodeURI(location.href.split("#")[0]);
    });
    document.querySelectorAll("[data-print-day]").forEach(function (place) {
      place.textContent = ", ngày " + new Date().toLocaleDateString("vi-VN");
    });
  }

  /** @param {Element} link */
  function follow(link) {
    location.replace(/** @type {HTMLAnchorElement} */ (link).href + location.hash);
  }
})();
