/** Counts by the reader's day what pages print without one: which open limits are ahead, which are over, and the rate. */
(() => {
  "use strict";
  for (const row of document.querySelectorAll("[data-limits]")) if (row instanceof HTMLElement) count(row);
  for (const place of document.querySelectorAll("[data-reader-day]")) place.textContent = ReaderDay.printed();

  /** @param {HTMLElement} row */
  function count(row) {
    const { ahead, over } = ReaderDay.parted(row.dataset.limits);
    say(row, "[data-count=within-limit]", ReaderDay.count(ahead));
    say(row, "[data-count=overdue]", ReaderDay.count(over));
    say(row, "[data-rate]", rate(Number(row.dataset.inTime), Number(row.dataset.late) + over));
  }

  /** Done in time, of all that is done with a limit or overdue. @param {number} inTime @param {number} others */
  function rate(inTime, others) {
    const whole = inTime + others;
    if (!whole) return "chưa có";
    const percent = (100 * inTime / whole).toFixed(1).replace(".", ",");
    return `${ReaderDay.count(inTime)}/${ReaderDay.count(whole)} = ${percent}%`;
  }

  /** @param {HTMLElement} row @param {string} place @param {string} words */
  function say(row, place, words) {
    for (const cell of row.querySelectorAll(place)) cell.textContent = words;
  }
})();
