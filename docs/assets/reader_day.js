"use strict";
/** The day on which a page is read, which decides what is ahead and what is over. */
const ReaderDay = (() => {
  const DAY = 24 * 60 * 60 * 1000;
  const reader = { time, iso, relative };

  /** As `Date.parse` gives the day of an ISO date. */
  function time() {
    const now = new Date();
    return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  }

  /** `2026-01-31`; `ahead` counts days from it. @param {number} [ahead] */
  function iso(ahead = 0) {
    return new Date(reader.time() + ahead * DAY).toISOString().slice(0, 10);
  }

  /** How far a day is from it, in words. @param {string} day  as an ISO date */
  function relative(day) {
    const days = Math.round((Date.parse(day) - reader.time()) / DAY);
    if (days === 0) return "hôm nay";
    const number = Math.abs(days).toLocaleString("vi-VN");
    return days > 0 ? `còn ${number} ngày` : `đã qua ${number} ngày`;
  }

  return reader;
})();
