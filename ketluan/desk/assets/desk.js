/**
 * What the desk's pages do besides their forms: files are sent one by one, bodies found while one types, the words in
 * hand marked on the original, and a few keys. Loaded with `defer`, one file, nothing from elsewhere.
 */
(() => {
  "use strict";
  const voice = document.getElementById("kd-voice");

  /** @param {string} said */
  function say(said) {
    if (voice) voice.textContent = said;
  }

  /** @template {keyof HTMLElementTagNameMap} Tag @param {Tag} tag @param {Record<string, string>} [attributes] @param {string} [text] */
  function made(tag, attributes = {}, text = "") {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  }

  /* Inbox: each file is the body of a request of its own, so that each has its progress. */

  const drop = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-drop]"));
  const uploads = document.querySelector("[data-uploads]");
  const items = /** @type {HTMLElement | null} */ (document.querySelector("[data-items]"));
  if (drop) {
    const input = /** @type {HTMLInputElement} */ (drop.querySelector("input"));
    const sendChosen = () => {
      sendAll([...(input.files ?? [])]);
      input.value = "";
    };
    input.addEventListener("change", sendChosen);
    if (input.files?.length) sendChosen(); // chosen before this script was there
    for (const name of ["dragover", "dragenter"]) {
      document.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.add("kd-over");
      });
    }
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) drop.classList.remove("kd-over");
    });
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("kd-over");
      sendAll([...(event.dataTransfer?.files ?? [])]);
    });
  }

  /** @param {File[]} files */
  async function sendAll(files) {
    for (const file of files) await send(file);
  }

  /** @param {File} file @returns {Promise<void>} */
  function send(file) {
    const row = made("li");
    const bar = made("progress", { max: "1", value: "0", "aria-label": `Đang gửi ${file.name}` });
    row.append(made("span", {}, file.name), bar);
    uploads?.append(row);
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("POST", "/nhan/tep");
      request.setRequestHeader("X-Khoa", drop?.dataset.key ?? "");
      request.setRequestHeader("X-Ten-Tep", encodeURIComponent(file.name));
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = event.loaded / event.total;
      });
      request.addEventListener("loadend", () => {
        if (request.status === 200) row.remove();
        else bar.replaceWith(made("strong", {}, refusal(request)));
        look();
        done();
      });
      request.send(file);
    });
  }

  /** @param {XMLHttpRequest} request */
  function refusal(request) {
    try {
      return String(JSON.parse(request.responseText).loi);
    } catch {
      return "Không gửi được: bàn đã đóng?";
    }
  }

  let looking = 0;
  async function look() {
    if (!items) return;
    clearTimeout(looking);
    const wasBusy = items.querySelector("[data-busy]") !== null;
    const answer = await fetch(items.dataset.items ?? "").catch(() => null);
    const busyWithForm = items.contains(document.activeElement) && document.activeElement?.matches("input");
    if (answer?.ok && !busyWithForm) {
      const open = [...items.querySelectorAll("li:has(details[open])")].map((row) => row.id);
      items.innerHTML = await answer.text();
      for (const id of open) document.getElementById(id)?.querySelector("details")?.setAttribute("open", "");
      for (const picker of items.querySelectorAll("[data-picker]")) pick(/** @type {HTMLElement} */ (picker));
    }
    if (items.querySelector("[data-busy]")) looking = setTimeout(look, 700);
    else if (wasBusy && items.dataset.reload !== undefined) location.reload(); // what stands below has changed too
  }
  if (items?.querySelector("[data-busy]")) looking = setTimeout(look, 700);

  /* What takes long comes behind what is known already. */

  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-later]"))) {
    fetch(part.dataset.later ?? "")
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.statusText))))
      .then((text) => (part.innerHTML = text))
      .catch(() => part.prepend(made("p", { class: "kd-reason" }, "Chưa xem được: hãy mở lại trang.")));
  }

  /* One box for all boxes of a list. */

  for (const all of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-all]"))) {
    all.addEventListener("change", () => {
      const boxes = (all.closest("[data-boxes]") ?? all.form)?.querySelectorAll(`input[name="${all.dataset.all}"]`) ?? [];
      for (const box of boxes) /** @type {HTMLInputElement} */ (box).checked = all.checked;
    });
  }
  for (const told of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-count]"))) {
    document.addEventListener("change", () => {
      const ticked = document.querySelectorAll(`input[name="${told.dataset.count}"]:checked`).length;
      told.textContent = ticked ? `Đã chọn ${ticked} ${told.dataset.one}` : `Chưa chọn ${told.dataset.one} nào`;
    });
  }

  /* One choice for all that nobody has made yet. */

  for (const all of /** @type {NodeListOf<HTMLSelectElement>} */ (document.querySelectorAll("select[data-fill]"))) {
    all.addEventListener("change", () => {
      const open = /** @type {NodeListOf<HTMLSelectElement>} */ (all.form?.querySelectorAll(`select[name^="${all.dataset.fill}"]`));
      for (const one of open) if (!one.value) one.value = all.value;
    });
  }

  /* A field that belongs to some choices alone. */

  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-only]"))) {
    const choice = /** @type {HTMLSelectElement} */ (document.getElementById(part.dataset.only ?? ""));
    const field = /** @type {HTMLInputElement} */ (part.querySelector("input, select"));
    const turn = () => {
      part.hidden = !part.dataset.when?.split(" ").includes(choice.value);
      field.disabled = part.hidden;
    };
    choice.addEventListener("change", turn);
    addEventListener("pageshow", turn);
    turn();
  }

  /* A file that is answered at once. */

  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("[data-send]"))) {
    const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=file]"));
    const answer = form.parentElement?.querySelector("[data-sent]");
    input.addEventListener("change", async () => {
      const file = input.files?.[0];
      if (!file || !answer) return;
      const headers = { "X-Khoa": form.dataset.key ?? "" };
      const sent = await fetch(form.dataset.send ?? "", { method: "POST", headers, body: file }).catch(() => null);
      answer.innerHTML = sent ? await sent.text() : "";
      if (!sent) answer.append(made("p", { class: "kd-reason" }, "Không gửi được: bàn đã đóng?"));
      input.value = "";
    });
  }

  /* Picking a body by typing. */

  /** @param {HTMLElement} picker */
  function pick(picker) {
    const field = /** @type {HTMLInputElement} */ (picker.querySelector("[role=combobox]"));
    const list = /** @type {HTMLElement} */ (picker.querySelector("[role=listbox]"));
    const chosen = /** @type {HTMLElement} */ (picker.querySelector(".kd-chosen"));
    /** @type {{id: string, name: string, note: string}[]} */
    let found = [];
    let at = -1;
    let asked = 0;

    /** @param {number} to */
    function turn(to) {
      at = found.length ? (to + found.length) % found.length : -1;
      [...list.children].forEach((row, place) => row.setAttribute("aria-selected", String(place === at)));
      field.setAttribute("aria-activedescendant", at < 0 ? "" : list.children[at].id);
      list.children[at]?.scrollIntoView({ block: "nearest" });
    }

    function close() {
      list.hidden = true;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    }

    async function ask() {
      const number = ++asked;
      const typed = field.value.trim();
      const query = new URLSearchParams({ q: typed, quanh: picker.dataset.around ?? "" });
      const answer = typed ? await fetch(`${picker.dataset.find}?${query}`).catch(() => null) : null;
      if (number !== asked) return;
      found = answer?.ok ? await answer.json() : [];
      const fitting = found.length;
      if (typed && picker.dataset.add) found.push({ id: "", name: `Thêm “${typed}” vào danh mục`, note: "" });
      list.replaceChildren(
        ...found.map((each, place) => {
          const row = made("li", { role: "option", id: `${field.id}-${place}`, "aria-selected": "false" }, each.name);
          row.append(" ", made("span", { class: "kl-quiet" }, each.note));
          row.addEventListener("mousedown", (event) => {
            event.preventDefault();
            take(each);
          });
          return row;
        }),
      );
      list.hidden = !found.length;
      field.setAttribute("aria-expanded", String(!list.hidden));
      if (typed) say(fitting ? `${fitting} mục tìm thấy` : "Không có mục nào khớp");
      turn(0);
    }

    /** @param {{id: string, name: string}} body */
    function take(body) {
      if (!body.id) {
        addBody(field, picker, take);
        return;
      }
      if (picker.dataset.one !== undefined) chosen.replaceChildren();
      if (![...chosen.querySelectorAll("input")].some((each) => each.value === body.id)) {
        const row = made("li");
        row.append(
          made("span", {}, body.name),
          made("input", { type: "hidden", name: picker.dataset.picker ?? "", value: body.id }),
          made("button", { type: "button", "data-remove": "", "aria-label": `Bỏ ${body.name}` }, "×"),
        );
        chosen.append(row);
        say(`Đã chọn ${body.name}`);
      }
      field.value = "";
      close();
      touched(picker);
    }

    field.addEventListener("input", ask);
    if (field.value && document.activeElement === field) ask(); // typed before this script was there
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        turn(at + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && (!list.hidden || field.value.trim())) {
        event.preventDefault();
        if (!list.hidden && found[at]) take(found[at]);
      } else if (event.key === "Escape") {
        close();
      } else if (event.key === "Backspace" && !field.value) {
        chosen.lastElementChild?.remove();
        touched(picker);
      }
    });
    chosen.addEventListener("click", (event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      if (!target.matches("[data-remove]")) return;
      target.closest("li")?.remove();
      field.focus();
      touched(picker);
    });
  }
  for (const picker of document.querySelectorAll("[data-picker]")) pick(/** @type {HTMLElement} */ (picker));

  /**
   * A body that the register does not hold is entered without leaving the form.
   * @param {HTMLInputElement} field @param {HTMLElement} picker @param {(body: {id: string, name: string}) => void} take
   */
  async function addBody(field, picker, take) {
    const place = picker.dataset.add ?? "";
    const query = new URLSearchParams({ ten: field.value.trim(), noi: picker.dataset.around ?? "" });
    const answer = await fetch(`${place}?${query}`).catch(() => null);
    if (!answer?.ok) return;
    const dialog = made("dialog", { class: "kd-dialog", "aria-label": "Cơ quan mới" });
    dialog.innerHTML = await answer.text();
    (field.closest("main") ?? document.body).append(dialog);
    const form = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
    const told = /** @type {HTMLElement} */ (dialog.querySelector("[role=alert]"));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      event.stopPropagation();
      const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
      const sent = await fetch(place, { method: "POST", body }).catch(() => null);
      const said = await sent?.json().catch(() => null);
      told.hidden = Boolean(sent?.ok);
      if (sent?.ok) {
        dialog.close();
        take(said);
      } else told.textContent = said?.loi ?? "Chưa ghi được: bàn đã đóng?";
    });
    dialog.querySelector("[data-close]")?.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      field.focus();
    });
    dialog.showModal();
  }

  /* What a field lacks is said beside it, in the language of the page: the browser's own words are the browser's. */

  document.addEventListener(
    "invalid",
    (event) => {
      event.preventDefault();
      const field = /** @type {HTMLInputElement} */ (event.target);
      const named = field.labels?.[0]?.textContent?.trim() ?? "này";
      const wrong = made("span", { class: "kd-wrong", id: `${field.id}-thieu` });
      wrong.textContent = `Hãy ${field.tagName === "SELECT" ? "chọn" : "điền"} ô “${named}”.`;
      document.getElementById(wrong.id)?.remove();
      field.after(wrong);
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", wrong.id);
      if (field === field.form?.querySelector("input:invalid, select:invalid, textarea:invalid")) field.focus();
    },
    true,
  );
  document.addEventListener("input", (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (!field.hasAttribute("aria-invalid") || !field.validity.valid) return;
    document.getElementById(`${field.id}-thieu`)?.remove();
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  });

  /* A form that was changed and not saved asks before the page is left, or is saved with what else is sent. */

  /** @type {Set<HTMLFormElement>} */
  const unsaved = new Set();
  /** @param {Element} element */
  function touched(element) {
    const form = /** @type {HTMLFormElement | null} */ (element.closest("[data-guarded]"));
    if (form) unsaved.add(form);
  }
  document.addEventListener("input", (event) => {
    const field = /** @type {Element} */ (event.target);
    if (field.getAttribute("role") !== "combobox") touched(field);
  });
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const others = [...unsaved].filter((each) => each !== form);
    const names = others.map((each) => each.dataset.guarded).filter(Boolean);
    if (!others.length) {
      unsaved.clear();
    } else if (names.length < others.length) {
      if (confirm("Có chỗ đã sửa mà chưa lưu. Bỏ những chỗ đó?")) unsaved.clear();
      else event.preventDefault();
    } else {
      event.preventDefault();
      const goesOn = form.dataset.guarded || form.dataset.review !== undefined;
      const question = `Đã sửa mà chưa lưu: ${names.join("; ")}. Lưu ${goesOn ? "cả những chỗ đó" : "những chỗ đó trước"}?`;
      if (confirm(question)) saveInTurn(goesOn ? [...others, form] : others, goesOn ? event.submitter : null);
    }
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved.size) event.preventDefault();
  });

  /**
   * Saves forms in the order of the page, the review behind all others, each on what the one before it left; the last
   * one leads on, and so does one that is refused.
   * @param {HTMLFormElement[]} forms @param {HTMLElement | null} submitter  of the form that was sent
   */
  async function saveInTurn(forms, submitter) {
    const isReview = (/** @type {HTMLFormElement} */ form) => form.dataset.review !== undefined;
    const chosen = [...document.forms].filter((form) => forms.includes(form));
    const inTurn = [...chosen.filter((form) => !isReview(form)), ...chosen.filter(isReview)];
    for (const form of inTurn) {
      const sender = submitter instanceof HTMLButtonElement && submitter.form === form ? submitter : null;
      const body = new URLSearchParams(/** @type {any} */ (new FormData(form, sender)));
      const answer = form === inTurn[inTurn.length - 1] ? null : await fetch(form.action, { method: "POST", body }).catch(() => null);
      if (!answer?.redirected) {
        unsaved.clear();
        form.requestSubmit(sender);
        return;
      }
      unsaved.delete(form);
      const saved = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const name of ["tb", "ban"]) {
        const now = /** @type {HTMLInputElement | null} */ (saved.querySelector(`main input[name="${name}"]`));
        for (const each of inTurn) /** @type {HTMLInputElement} */ (each.elements.namedItem(name)).value = now?.value ?? "";
      }
    }
  }

  /* What was done is said aloud too. */

  say(document.querySelector("[data-said]")?.textContent?.trim() ?? "");
  for (const button of document.querySelectorAll("[data-dismiss]")) {
    button.addEventListener("click", () => {
      button.closest("[data-closable]")?.remove();
      document.querySelector("main")?.focus();
    });
  }

  /* Back from a refusal to the form as it was filled in. */

  document.querySelector("[data-return]")?.addEventListener("click", (event) => {
    if (history.length < 2) return;
    event.preventDefault();
    history.back();
  });

  /* The original beside the notice: the line of what is in hand is marked. */

  const original = /** @type {HTMLElement | null} */ (document.querySelector("[data-original]"));
  /** @type {Record<string, number[]>} */
  let places = {};
  if (original) {
    fetch(original.dataset.original ?? "")
      .then((answer) => answer.text())
      .then((text) => {
        original.innerHTML = text;
        places = JSON.parse(/** @type {HTMLElement | null} */ (original.querySelector("[data-places]"))?.dataset.places ?? "{}");
        const now = document.activeElement?.closest("[data-place]") ?? document.querySelector("[data-place]:target");
        if (now) mark(/** @type {HTMLElement} */ (now));
      })
      .catch(() => original.replaceChildren(made("p", { class: "kd-reason" }, "Không tải được bản gốc.")));
    document.addEventListener("focusin", (event) => {
      const part = /** @type {Element} */ (event.target).closest("[data-place]");
      if (part) mark(/** @type {HTMLElement} */ (part));
    });
    document.addEventListener("click", (event) => {
      const part = /** @type {Element} */ (event.target).closest("[data-place]");
      if (part) mark(/** @type {HTMLElement} */ (part));
    });
  }

  /** @param {HTMLElement} part */
  function mark(part) {
    if (!original) return;
    for (const old of original.querySelectorAll(".kd-mark")) /** @type {HTMLElement} */ (old).hidden = true;
    for (const old of original.querySelectorAll(".kd-marked")) old.classList.remove("kd-marked");
    const place = places[part.dataset.place ?? ""];
    if (!place) return;
    const [page, left, top, right, bottom] = place;
    const line = /** @type {HTMLElement | null} */ (original.querySelector(`[data-line="${page}"]`));
    if (line) {
      line.classList.add("kd-marked");
      show(line.getBoundingClientRect());
      return;
    }
    const sheet = /** @type {HTMLElement | null} */ (original.querySelector(`[data-sheet="${page}"]`));
    const box = /** @type {HTMLElement | null} */ (sheet?.querySelector(".kd-mark") ?? null);
    if (!sheet || !box) return;
    box.style.left = `${Math.max(0, left * 100 - 0.5)}%`;
    box.style.top = `${Math.max(0, top * 100 - 0.3)}%`;
    box.style.width = `${(right - left) * 100 + 1}%`;
    box.style.height = `${(bottom - top) * 100 + 0.6}%`;
    box.hidden = false;
    show(box.getBoundingClientRect());
  }

  /** Scrolls the original alone, and only when the place is out of sight. @param {DOMRect} place */
  function show(place) {
    if (!original) return;
    const frame = original.getBoundingClientRect();
    const seen = place.top > frame.top && place.bottom < frame.bottom;
    if (!seen) original.scrollTop += place.top - frame.top - frame.height / 3;
  }

  /* Places in the page take the keyboard's focus, so that one goes on from there. */

  function focusPlace() {
    const place = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (!place) return;
    const field = place.querySelector("[data-edit] input:not([type=hidden]), input:not([type=hidden]), textarea, select");
    /** @type {HTMLElement} */ (field ?? place).focus();
  }
  // The browser itself goes to the place as a whole when the page has loaded, and after a link inside it.
  addEventListener("hashchange", () => setTimeout(focusPlace));
  addEventListener("load", () => setTimeout(focusPlace));

  /* Keys: F8 marks as read and goes on; Alt with an arrow goes from one thing to look at to the next. */

  document.addEventListener("keydown", (event) => {
    if (event.key === "F8" && !event.repeat) {
      const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-review]"));
      if (form) {
        event.preventDefault();
        form.requestSubmit();
      }
    } else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("[data-question]")]);
      if (!links.length) return;
      event.preventDefault();
      const now = links.findIndex((link) => link.hash === location.hash);
      const next = links[(now + (event.key === "ArrowDown" ? 1 : links.length - 1) + links.length) % links.length];
      next.click();
    }
  });
})();
