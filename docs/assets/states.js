/** Counts by the reader's day what pages print without one: which open limits are ahead, which are over, and the rate. */
(() => {
  "use strict";
  const today = ReaderDay.iso();

  for (const row of document.querySelectorAll("[data-limits]")) if (row instanceof HTMLElement) count(row);
  for (const place of document.querySelectorAll("[data-reader-day]")) place.textContent = new Date().toLocaleDateString("vi-VN");

  /** @param {HTMLElement} row */
  function count(row) {
    let ahead = 0;
    let over = 0;
    for (const entry of (row.dataset.limits ?? "").split(" ").filter(Boolean)) {
      const [day, number] = entry.split(":");
      if (day < today) over += Number(number);
      else ahead += Number(number);
    }
    say(row, "[data-count=within-limit]", shown(ahead));
    say(row, "[data-count=overdue]", shown(over));
    say(row, "[data-rate]", rate(Number(row.dataset.inTime), Number(row.dataset.late) + over));
  }

  /** Done in time, of all that is done with a limit or overdue. @param {number} inTime @param {number} others */
  function rate(inTime, others) {
    const whole = inTime + others;
    if (!whole) return "chưa có";
    const percent = (100 * inTime / whole).toFixed(1).replace(".", ",");
    return `${shown(inTime)}/${shown(whole)} = ${percent}%`;
  }

  /** @param {number} number */
  function shown(number) {
    return number.toLocaleString("vi-VN");
  }

  /** @param {HTMLElement} row @param {string} place @param {string} words */
  function say(row, place, words) {
    for (const cell of row.querySelectorAll(place)) cell.textContent = words;
  }
})();
