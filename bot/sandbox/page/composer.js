// Where a person writes: text, what goes along, and the bot's own keyboard.

import { el, find, icon } from "./dom.js";
import { drawingOf, SENDABLE } from "./media.js";
import { lineOf, textOf } from "./message.js";
import { menu } from "./popup.js";
import { t } from "./words.js";

const MOST_LINES = 6;

export class Composer {
  /** `column`: a conversation, {acts, state, nameOf, lastOwn(), attempt(promise)} */
  constructor(root, column, label) {
    this.root = root;
    this.column = column;
    this.field = find("textarea", root);
    this.banner = find(".banner", root);
    this.keyboardBox = find(".keyboard", root);
    this.toggle = find(".toggle-keyboard", root);
    this.mode = null;
    this.keyboardOpen = true;
    this.label(label);
    this.listen();
  }

  listen() {
    find("form", this.root).addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.field.addEventListener("input", () => this.fit());
    this.field.addEventListener("keydown", (event) => this.onKey(event));
    this.toggle.addEventListener("click", () => {
      this.keyboardOpen = !this.keyboardOpen;
      this.drawKeyboard();
    });
    find(".open-commands", this.root).addEventListener("click", (event) =>
      this.commands(event.currentTarget),
    );
    find(".open-attach", this.root).addEventListener("click", (event) =>
      this.attachments(event.currentTarget),
    );
  }

  label(text) {
    this.field.setAttribute("aria-label", text);
  }

  onKey(event) {
    // Enter that closes an input method's suggestion is no message
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && this.mode) {
      event.stopPropagation();
      this.plain();
    } else if (event.key === "ArrowUp" && !this.field.value && !this.mode) {
      const own = this.column.lastOwn();
      if (own) this.edit(own);
    }
  }

  async submit() {
    const text = this.field.value.trim();
    if (!text) return;
    const { mode } = this;
    const { acts, attempt } = this.column;
    this.write("");
    this.plain();
    const sent = await attempt(mode?.edit ? acts.edit(mode.edit.id, text) : acts.say(text, mode?.reply?.id));
    if (sent.ok) return;
    this.mode = mode;
    this.drawBanner();
    this.write(text);
  }

  write(text) {
    this.field.value = text;
    this.fit();
  }

  fit() {
    this.field.rows = Math.min(MOST_LINES, this.field.value.split("\n").length);
    this.field.style.height = "auto";
    if (this.field.value) this.field.style.height = `${this.field.scrollHeight}px`;
  }

  reply(message) {
    this.mode = { reply: message };
    this.drawBanner();
    this.field.focus();
  }

  edit(message) {
    this.mode = { edit: message };
    this.drawBanner();
    this.write(textOf(message));
    this.field.focus();
  }

  plain() {
    if (this.mode?.edit) this.write("");
    this.mode = null;
    this.drawBanner();
  }

  /** A message that went away is no longer answered or edited. */
  forget(id) {
    if (this.mode && (this.mode.reply ?? this.mode.edit).id === id) this.plain();
  }

  drawBanner() {
    const { mode } = this;
    this.banner.hidden = !mode;
    find(".send", this.root).setAttribute("aria-label", t(mode?.edit ? "save" : "send"));
    if (!mode) return;
    const message = mode.reply ?? mode.edit;
    const heading = mode.edit ? t("editing") : t("replyingTo", { who: this.column.nameOf(message) });
    const cancel = el(
      "button",
      { type: "button", class: "round", "aria-label": t("cancel"), title: t("cancel") },
      icon("close"),
    );
    cancel.addEventListener("click", () => {
      this.plain();
      this.field.focus();
    });
    this.banner.replaceChildren(
      icon(mode.edit ? "edit" : "reply"),
      el("p", {}, el("strong", {}, heading), el("span", {}, lineOf(message))),
      cancel,
    );
  }

  commands(button) {
    const { acts, attempt, state } = this.column;
    const items = state.menu.map(({ command, description }) => ({
      label: `/${command}`,
      hint: description,
      act: () => attempt(acts.say(`/${command}`)),
    }));
    menu(button, items, t("menu"));
  }

  attachments(button) {
    const { acts, attempt } = this.column;
    const items = SENDABLE.map((kind) => ({
      label: t(kind),
      drawing: drawingOf(kind),
      act: () => {
        const caption = this.field.value.trim();
        this.write("");
        attempt(acts.send(kind, caption));
      },
    }));
    menu(button, items, t("attach"));
  }

  /** The bot sent other buttons: they come into sight, as in Telegram. */
  setKeyboard(keyboard) {
    const same = JSON.stringify(keyboard) === JSON.stringify(this.keyboard ?? null);
    this.keyboard = keyboard;
    if (!same) this.keyboardOpen = true;
    if (!same) this.drawKeyboard();
  }

  drawKeyboard() {
    const { rows, persistent } = layout(this.keyboard);
    this.toggle.hidden = !rows.length || persistent;
    this.toggle.setAttribute("aria-expanded", String(this.keyboardOpen));
    this.keyboardBox.hidden = !rows.length || !(this.keyboardOpen || persistent);
    this.keyboardBox.replaceChildren(
      ...rows.map((row) => el("div", { class: "row" }, ...row.map((button) => this.key(button)))),
    );
  }

  key(button) {
    const text = button.text ?? button;
    const { acts, attempt } = this.column;
    const press = () => attempt(button.request_contact ? acts.send("contact") : acts.say(text));
    return el("button", { type: "button", class: "key", onclick: press }, text);
  }
}

// rows alone, or with Telegram's own properties around them
function layout(keyboard) {
  if (!keyboard) return { rows: [], persistent: false };
  if (Array.isArray(keyboard)) return { rows: keyboard, persistent: false };
  return { rows: keyboard.keyboard ?? keyboard.rows ?? [], persistent: Boolean(keyboard.is_persistent) };
}
