// One person's phone: her chat with the bot, kept in step with the server.

import { actsOf, follow } from "./api.js";
import { Composer } from "./composer.js";
import { find, icon } from "./dom.js";
import { payloadOf } from "./entities.js";
import { LockScreen } from "./lock.js";
import { textOf } from "./message.js";
import { alertWindow, menu, note } from "./popup.js";
import { Transcript } from "./transcript.js";
import { lang, t, translate } from "./words.js";

const TYPING_MS = 5000;
const ANSWER_MS = 10000;

export class Column {
  /** `page`: {openFor(payload, bot), connection(column, ok), news(column), clock(now), people(), left(column)} */
  constructor(person, page) {
    this.person = person;
    this.page = page;
    this.acts = actsOf(person.id);
    this.state = { started: true, blocked: false, menu: [], bot: { name: "", username: "" } };
    this.changes = 0;
    this.root = this.drawRoot();
    this.attempt = (promise) => this.tryOut(promise);
    this.nameOf = ({ from, name }) => name ?? (from === "me" ? person.name : this.state.bot.name);
    this.lock = new LockScreen(find(".lock", this.root), person.name);
    this.transcript = new Transcript(find(".chat", this.root), this.view());
    this.composer = new Composer(find(".composer", this.root), this, person.name);
    this.lock.draw();
  }

  get role() {
    return this.person.role ?? "visitor";
  }

  drawRoot() {
    const root = find("#person").content.firstElementChild.cloneNode(true);
    const { id, name, language } = this.person;
    translate(root);
    root.id = `person-${id}`;
    root.dataset.person = id;
    root.dataset.role = this.role;
    root.setAttribute("aria-label", t("chatOf", { name, role: t(this.role) }));
    find(".initial", root).textContent = [...name][0];
    find(".name", root).textContent = name;
    find(".role", root).textContent =
      language && language !== lang ? `${t(this.role)} · ${t(language)}` : t(this.role);
    const more = find(".person-menu", root);
    more.setAttribute("aria-label", t("personMenu", { name }));
    more.addEventListener("click", () => this.openMenu(more));
    find(".start", root).addEventListener("click", () => this.start(""));
    find(".unblock", root).addEventListener("click", () => this.setBlocked(false));
    find(".to-composer", root).addEventListener("click", () => this.focus());
    return root;
  }

  view() {
    const { attempt, nameOf } = this;
    const acts = {
      link: (url) => this.openLink(url),
      command: (text) => attempt(this.acts.say(text)),
      tap: (message, button, node) => this.tap(message, button, node),
      copy: (text) => this.copy(text),
      more: (button, message) => this.messageMenu(button, message),
      jump: (id) => this.transcript.jump(id),
    };
    const column = this;
    return {
      acts,
      nameOf,
      find: (id) => this.transcript.find(id),
      get bot() {
        return column.state.bot;
      },
    };
  }

  /** Reads the chat and follows it from then on. */
  follow() {
    this.line = follow(this.person.id, {
      renew: () => this.renew(),
      event: (event) => this.hear(event),
    });
    for (const touch of ["pointerdown", "focusin"]) {
      this.root.addEventListener(touch, () => this.line.attend());
    }
  }

  async renew() {
    const before = this.changes;
    try {
      const chat = await this.acts.chat();
      this.page.connection(this, true);
      // something happened while the answer was on its way: what it says is old
      if (before === this.changes) this.show(chat);
      else this.renew();
    } catch (error) {
      // the server is there and does not know her: it started anew with other people
      if (error.status === 404) this.page.left(this);
      else this.page.connection(this, false);
    }
  }

  show(chat) {
    const first = !this.loaded;
    this.loaded = true;
    this.state = { ...this.state, ...chat };
    const { added, removed } = this.transcript.set(chat.messages);
    const last = first ? added.findLast((message) => message.from === "bot") : null;
    for (const message of first ? [last].filter(Boolean) : added) this.pushed(message, first);
    for (const id of removed) this.lock.drop(id);
    this.composer.setKeyboard(chat.keyboard);
    this.setTyping(chat.typing);
    this.drawState();
  }

  hear({ type, ...event }) {
    this.changes += 1;
    const heard = this.ears[type];
    if (heard) heard(event);
    else this.renew();
  }

  ears = {
    message: ({ message }) => this.arrived(message),
    edit: ({ message }) => this.transcript.put(message),
    reaction: ({ message }) => this.transcript.put(message),
    delete: ({ id }) => this.gone(id),
    keyboard: ({ keyboard }) => this.composer.setKeyboard(keyboard),
    typing: ({ typing }) => this.setTyping(typing),
    answer: (answer) => this.answer(answer),
    clock: ({ now }) => this.page.clock(now),
    person: () => this.page.people(),
    tap: () => {},
  };

  arrived(message) {
    this.state.started = true;
    if (message.from === "bot") this.setTyping(false);
    if (this.transcript.put(message)) this.pushed(message);
    this.drawState();
  }

  pushed(message, old = false) {
    if (message.from !== "bot") return;
    this.lock.push(message, this.state.bot.name);
    if (!old) this.page.news(this);
  }

  gone(id) {
    this.transcript.remove(id);
    this.lock.drop(id);
    this.composer.forget(id);
  }

  drawState() {
    const { bot, started, blocked, menu: commands } = this.state;
    find(".bot-name", this.root).textContent = bot.name;
    find(".welcome p", this.root).textContent = bot.description ?? "";
    find(".blocked p", this.root).textContent = t("blocked", { name: this.person.name });
    this.swapParts({
      ".welcome": !started,
      ".blocked": started && blocked,
      ".composer": started && !blocked,
    });
    this.transcript.label(t("logOf", { name: this.person.name, bot: bot.name }), started);
    find(".open-commands", this.root).hidden = !commands.length;
  }

  // a part that goes away hands its focus to the one that comes
  swapParts(parts) {
    const held = Object.keys(parts).some((part) => find(part, this.root).contains(document.activeElement));
    for (const [part, shown] of Object.entries(parts)) find(part, this.root).hidden = !shown;
    if (held && document.activeElement?.closest("[hidden]")) this.focus();
  }

  focus() {
    find(
      ".welcome:not([hidden]) .start, .blocked:not([hidden]) button, .composer:not([hidden]) textarea",
      this.root,
    )?.focus();
  }

  setTyping(is) {
    clearTimeout(this.typing);
    find(".kind", this.root).hidden = is;
    find(".typing", this.root).textContent = is ? t("typing") : "";
    if (is) this.typing = setTimeout(() => this.setTyping(false), TYPING_MS);
  }

  // what the bot answers to a tap, or that it never answered, frees the buttons that wait
  answer({ text, alert, url }) {
    this.freeKeys();
    if (url) this.openLink(url);
    if (!text) return;
    if (alert) alertWindow(t("says", { bot: this.state.bot.name, name: this.person.name }), text);
    else this.tell(text);
  }

  freeKeys() {
    for (const key of this.root.querySelectorAll(".key[aria-busy]")) key.removeAttribute("aria-busy");
  }

  async tap(message, button, node) {
    node.setAttribute("aria-busy", "true");
    setTimeout(() => node.removeAttribute("aria-busy"), ANSWER_MS);
    const done = await this.attempt(this.acts.tap(message.id, button.data));
    if (!done.ok) this.freeKeys();
  }

  async tryOut(promise) {
    try {
      const value = await promise;
      if (value?.id && value.from && this.transcript.put(value)) this.changes += 1;
      return { ok: true };
    } catch (error) {
      this.tell(t("failed", { why: error.message }));
      return { ok: false };
    }
  }

  tell(text) {
    note(find(".notes", this.root), text);
  }

  async start(payload) {
    const done = await this.attempt(this.acts.start(payload));
    if (done.ok) await this.renew();
    this.focus();
  }

  openLink(url) {
    const payload = payloadOf(url, this.state.bot.username);
    if (payload === null) return false;
    this.page.openFor(payload, this.state.bot);
    return true;
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.tell(t("copied"));
    } catch {
      this.tell(t("notCopied", { text }));
    }
  }

  openMenu(button) {
    const { blocked } = this.state;
    const item = {
      label: t(blocked ? "unblock" : "block"),
      drawing: icon("block"),
      act: () => this.setBlocked(!blocked),
    };
    menu(button, [item], t("personMenu", { name: this.person.name }));
  }

  async setBlocked(blocked) {
    await this.attempt(blocked ? this.acts.block() : this.acts.unblock());
    await this.renew();
    this.focus();
  }

  lastOwn() {
    return this.transcript.messages().findLast((message) => message.from === "me" && textOf(message));
  }

  messageMenu(button, message) {
    const text = textOf(message);
    const items = [
      { label: t("reply"), drawing: icon("reply"), act: () => this.composer.reply(message) },
      message.from === "me" && text
        ? { label: t("edit"), drawing: icon("edit"), act: () => this.composer.edit(message) }
        : null,
      text ? { label: t("copyText"), drawing: icon("copy"), act: () => this.copy(text) } : null,
      { label: t("deleteForMe"), drawing: icon("trash"), act: () => this.remove(message) },
    ];
    menu(button, items.filter(Boolean), button.getAttribute("aria-label"));
  }

  async remove(message) {
    const done = await this.attempt(this.acts.remove(message.id));
    if (!done.ok) return;
    this.gone(message.id);
    this.focus();
  }
}
