// What opens above the page: menus, passing notes, windows. All of them close with Escape and give the focus back.

import { el, find, icon } from "./dom.js";
import { t } from "./words.js";

const NOTE_MS = 6000;
const GAP = 6;

/** Opens a menu at `button`. Items: {label, hint?, drawing?, act}. */
export function menu(button, items, label) {
  const rows = items.map(({ label: text, hint, drawing, act }) =>
    el(
      "button",
      { type: "button", role: "menuitem", tabindex: "-1", onclick: () => choose(act) },
      drawing ?? null,
      el("span", { class: "label" }, text),
      " ",
      hint ? el("span", { class: "hint" }, hint) : null,
    ),
  );
  const box = el("div", { class: "menu", role: "menu", popover: "auto", "aria-label": label }, ...rows);
  const choose = (act) => {
    box.hidePopover();
    button.focus();
    act();
  };
  box.addEventListener("keydown", (event) => walk(event, rows, () => box.hidePopover()));
  box.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    button.setAttribute("aria-expanded", "false");
    box.remove();
  });
  // beside the chat, not in it: there it would be read out as a message
  (button.closest(".person") ?? document.body).append(box);
  button.setAttribute("aria-expanded", "true");
  box.showPopover({ source: button });
  place(box, button);
  rows[0].focus();
}

function walk(event, rows, close) {
  const at = rows.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (event.key === "Tab") close();
  if (to === undefined) return;
  event.preventDefault();
  rows[(to + rows.length) % rows.length].focus();
}

// above the button when there is more room there, and always inside the window
function place(box, button) {
  const at = button.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const below = innerHeight - at.bottom - GAP;
  const top = below >= height || below >= at.top ? at.bottom + GAP : at.top - GAP - height;
  box.style.top = `${Math.max(GAP, Math.min(top, innerHeight - height - GAP))}px`;
  box.style.left = `${Math.max(GAP, Math.min(at.left, innerWidth - width - GAP))}px`;
}

/** A passing note in `area`, which is a live region. */
export function note(area, text) {
  const row = el("p", { class: "note" }, text);
  area.append(row);
  setTimeout(() => row.remove(), NOTE_MS);
}

function openWindow(name, heading, ...content) {
  const box = el("dialog", { class: name, "aria-label": heading }, ...content);
  const back = wayBack(document.activeElement);
  box.addEventListener("close", () => {
    box.remove();
    back()?.focus();
  });
  // a click beside the window closes it
  box.addEventListener("click", (event) => {
    if (event.target === box) box.close();
  });
  document.body.append(box);
  box.showModal();
  return box;
}

// where the focus was; in a message that was drawn anew meanwhile, the message as it is now
function wayBack(before) {
  const id = before?.closest("[data-message-id]")?.dataset.messageId;
  return () => (before?.isConnected ? before : id && find(`[data-message-id="${id}"]`));
}

/** A message that has to be closed. */
export function alertWindow(heading, text) {
  openWindow(
    "alert",
    heading,
    el("h2", {}, heading),
    el("p", {}, text),
    el(
      "form",
      { method: "dialog", class: "row end" },
      el("button", { class: "main", autofocus: true }, t("ok")),
    ),
  );
}

/** Asks with a form of `fields`; resolves to its FormData, or null when the visitor turned back. */
export function ask(heading, fields, submit) {
  return new Promise((resolve) => {
    const form = el(
      "form",
      { method: "dialog" },
      el("h2", {}, heading),
      ...fields,
      el(
        "div",
        { class: "row end" },
        el("button", { type: "button", class: "soft", onclick: () => box.close() }, t("cancel")),
        el("button", { type: "submit", class: "main" }, submit),
      ),
    );
    let answer = null;
    form.addEventListener("submit", () => {
      answer = new FormData(form);
    });
    const box = openWindow("ask", heading, form);
    box.addEventListener("close", () => resolve(answer));
    find("input", form)?.focus();
  });
}

export function enlarge(url, alt) {
  const close = el(
    "button",
    { class: "round", "aria-label": t("ok"), title: t("ok"), autofocus: true },
    icon("close"),
  );
  openWindow("picture", alt, el("img", { src: url, alt }), el("form", { method: "dialog" }, close));
}
