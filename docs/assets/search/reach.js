"use strict";
/**
 * How far back a search looks: in an archive too large to be read whole, the newest years by themselves, older ones when
 * somebody asks for them.
 *
 * @typedef {Overview["years"]} Parts
 */
const Reach = (() => {
  /** So many directives are read without being asked for: about sixteen thousand notices. */
  const UNASKED = 250000;

  /** The parts that are looked through, newest first, and those that are not. @param {Parts} all @param {Chosen} chosen @returns {{near: Parts, far: Parts}} */
  function parted(all, chosen) {
    const meant = all.filter(({ year }) => (chosen.years.length ? chosen.years.includes(year) : !chosen.to || year <= chosen.to.slice(0, 4) || !isKnown(year)));
    if (chosen.years.length) return { near: meant, far: [] };
    let sum = 0;
    const far = new Set();
    for (const year of new Set(meant.map((part) => part.year))) {
      if (sum >= UNASKED && !(chosen.back && isKnown(year) && year >= chosen.back) && chosen.back !== EVERY) far.add(year);
      sum += total(meant.filter((part) => part.year === year));
    }
    return { near: meant.filter(({ year }) => !far.has(year)), far: meant.filter(({ year }) => far.has(year)) };
  }

  const EVERY = "moi-nam";

  /** @param {string} year */
  function isKnown(year) {
    return /^\d/.test(year);
  }

  /** @param {Parts} parts */
  function total(parts) {
    return parts.reduce((sum, { directives }) => sum + directives, 0);
  }

  /**
   * What was looked through and what was not, with the ways to it.
   * @param {Parts} all @param {Chosen} chosen @param {boolean} exact  whether it was looked through to the end
   * @param {(update: Partial<Chosen>) => void} choose @returns {HTMLElement[]}
   */
  function notes(all, chosen, exact, choose) {
    const { near, far } = parted(all, chosen);
    if (!far.length) return [];
    const next = far[0].year;
    const said = `${exact ? "Mới" : "Đang"} tìm ${span(near)} (${Site.count(total(near))} chỉ đạo); chưa tìm ${span(far)} (${Site.count(total(far))} chỉ đạo). `;
    const more = Dom.button(`Tìm thêm ${Site.year(next).toLowerCase()}`, () => choose({ back: isKnown(next) ? next : EVERY }), { class: "ks-link", "data-key": "next-year" });
    const every = Dom.button("Tìm mọi năm", () => choose({ back: EVERY }), { class: "ks-link", "data-key": "every-year" });
    return [Dom.make("p", { class: "ks-note" }, said, more, " · ", every)];
  }

  /** `các năm 2024–2026`. @param {Parts} parts */
  function span(parts) {
    const years = [...new Set(parts.map(({ year }) => year))];
    const known = years.filter(isKnown);
    const rest = known.length < years.length ? ["thông báo không rõ năm"] : [];
    const dated = known.length > 1 ? [`các năm ${known[known.length - 1]}–${known[0]}`] : known.map((year) => `năm ${year}`);
    return [...dated, ...rest].join(" và ");
  }

  return { parted, notes, EVERY };
})();
