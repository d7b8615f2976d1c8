"use strict";
/** The day on which a page is read, which decides what is ahead and what is over. */
const ReaderDay = (() => {
  const DAY = 24 * 60 * 60 * 1000;
  const reader = { time, iso, printed, relative, parted, count };

  /** As `Date.parse` gives the day of an ISO date. */
  function time() {
    const now = new Date();
    return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  }

  /** `2026-01-31`; `ahead` counts days from it. @param {number} [ahead] */
  function iso(ahead = 0) {
    return new Date(reader.time() + ahead * DAY).toISOString().slice(0, 10);
  }

  /** `05/12/2026`, as pages print every day. */
  function printed() {
    return iso().split("-").reverse().join("/");
  }

  /** How many of `2026-06-30:12 2026-07-31:3` lie ahead, today among them, and how many are over. @param {string | undefined} limits */
  function parted(limits) {
    const [found, today] = [{ ahead: 0, over: 0 }, iso()];
    for (const entry of (limits ?? "").split(" ").filter(Boolean)) {
      const [day, many] = entry.split(":");
      found[day < today ? "over" : "ahead"] += Number(many);
    }
    return found;
  }

  /** @param {number} many */
  function count(many) {
    return many < 1000 ? String(many) : many.toLocaleString("vi-VN");
  }

  /** How far a day is from it, in words. @param {string} day  as an ISO date */
  function relative(day) {
    const days = Math.round((Date.parse(day) - reader.time()) / DAY);
    if (days === 0) return "hôm nay";
    const number = count(Math.abs(days));
    return days > 0 ? `còn ${number} ngày` : `đã qua ${number} ngày`;
  }

  return reader;
})();
