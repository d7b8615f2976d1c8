"use strict";
/** A field for a day that is written as people here write it, in every browser alike: 31/01/2026. */
const Days = (() => {
  const WRITTEN = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})$/;
  const WRONG = "Không có ngày này. Ngày viết theo thứ tự ngày/tháng/năm, như 31/01/2026.";

  /** `31/1/2026` -> `2026-01-31`; nothing of nothing, null of what is no day. @param {string} text */
  function parse(text) {
    if (!text.trim()) return "";
    const found = WRITTEN.exec(text.trim());
    if (!found) return null;
    const [day, month, year] = found.slice(1).map(Number);
    const made = new Date(Date.UTC(year, month - 1, day));
    return made.getUTCDate() === day && made.getUTCMonth() === month - 1 ? made.toISOString().slice(0, 10) : null;
  }

  /** @param {Record<string, string>} attributes @param {(day: string) => void} change  with an ISO date, or nothing */
  function field(attributes, change) {
    const input = Dom.make("input", { type: "text", inputmode: "numeric", autocomplete: "off", placeholder: "ngày/tháng/năm", maxlength: "10", ...attributes });
    const fault = Dom.make("span", { class: "ks-fault", role: "alert" });
    input.addEventListener("change", () => {
      const day = parse(input.value);
      input.setAttribute("aria-invalid", String(day === null));
      fault.textContent = day === null ? WRONG : "";
      if (day !== null) change(day);
    });
    return [input, fault];
  }

  return { parse, field };
})();
