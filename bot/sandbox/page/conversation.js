// One conversation on somebody's phone: her chat with the bot, or one topic of a group.

import { actsOf } from "./api.js";
import { Composer } from "./composer.js";
import { find, icon } from "./dom.js";
import { serviceOf, textOf } from "./message.js";
import { menu, note } from "./popup.js";
import { Transcript } from "./transcript.js";
import { t, translate } from "./words.js";

const ANSWER_MS = 10000;

export class Conversation {
  /**
   * `phone`: {person, lock, changes, news(conversation), renew(), openLink(url), opensHere(url)}
   * `group`: {id, title} and `topic`: {id, name} when it is one of a group; General's id is 0.
   */
  constructor(phone, group = null, topic = {}) {
    this.phone = phone;
    this.group = group;
    this.name = topic.name;
    const place = group ? { chat_id: group.id, thread_id: topic.id || undefined } : {};
    this.chatId = group?.id ?? phone.person.id;
    this.acts = actsOf(phone.person.id, place);
    this.state = { started: true, blocked: false, menu: [], bot: { name: "", username: "" } };
    this.unread = 0;
    this.attempt = (promise) => this.tryOut(promise);
    this.nameOf = ({ from, name }) => name ?? (from === "me" ? phone.person.name : this.state.bot.name);
    this.root = this.drawRoot(["room", phone.person.id, group?.id, topic.id]);
    this.transcript = new Transcript(find(".chat", this.root), this.view());
    this.composer = new Composer(find(".composer", this.root), this, this.writeLabel());
  }

  /** Itself: the conversation in sight when this room is. */
  get shown() {
    return this;
  }

  get title() {
    return this.group ? `${this.group.title} · ${this.name}` : this.state.bot.name;
  }

  drawRoot(names) {
    const root = find("#conversation").content.firstElementChild.cloneNode(true);
    translate(root);
    root.id = names.filter((name) => name !== undefined).join("-");
    find(".start", root).addEventListener("click", () => this.start(""));
    const back = find(".unblock", root);
    back.textContent = t(this.group ? "bring" : "unblock");
    back.addEventListener("click", () => this.letBotIn());
    return root;
  }

  writeLabel() {
    const { name } = this.phone.person;
    return this.group ? t("writeIn", { name, where: this.name }) : t("write", { name });
  }

  rename(name) {
    this.name = name;
    this.composer.label(this.writeLabel());
  }

  view() {
    const { attempt, nameOf, phone } = this;
    const acts = {
      link: (url) => phone.openLink(url),
      opensHere: (url) => phone.opensHere(url),
      command: (text) => attempt(this.acts.say(text)),
      tap: (message, button, node) => this.tap(message, button, node),
      copy: (text) => this.copy(text),
      more: (button, message) => this.messageMenu(button, message),
      jump: (id) => this.transcript.jump(id),
    };
    return { acts, nameOf, find: (id) => this.transcript.find(id) };
  }

  read() {
    return this.acts.chat();
  }

  /** `old`: what is in it was there before the page was; nobody is told. */
  show(chat, old) {
    this.state = { ...this.state, ...chat };
    const { added, removed } = this.transcript.set(chat.messages);
    const last = old ? added.findLast((message) => message.from === "bot") : null;
    for (const message of old ? [last].filter(Boolean) : added) this.pushed(message, old);
    for (const id of removed) this.drop(id);
    this.composer.setKeyboard(chat.keyboard);
    this.drawState();
  }

  ears = {
    message: ({ message }) => this.arrived(message),
    edit: ({ message }) => this.transcript.put(message),
    delete: ({ id }) => this.gone(id),
    keyboard: ({ keyboard }) => this.composer.setKeyboard(keyboard),
  };

  /** False: the chat has to be read afresh. */
  hear(type, event) {
    this.ears[type]?.(event);
    return type in this.ears;
  }

  arrived(message) {
    this.state.started = true;
    if (this.transcript.put(message)) this.pushed(message);
    this.drawState();
  }

  pushed(message, old = false) {
    if (message.from === "me" || serviceOf(message)) return;
    this.phone.lock.push(message, this.title);
    if (!old) this.phone.news(this);
  }

  gone(id) {
    this.transcript.remove(id);
    this.drop(id);
  }

  drop(id) {
    this.phone.lock.drop(this.chatId, id);
    this.composer.forget(id);
  }

  drawState() {
    const { bot, started, blocked, menu: commands } = this.state;
    const { name } = this.phone.person;
    find(".welcome p", this.root).textContent = bot.description ?? "";
    find(".blocked p", this.root).textContent = t(this.group ? "notHere" : "blocked", { name, bot: bot.name });
    this.swapParts({
      ".welcome": !started,
      ".blocked": started && blocked,
      ".composer": started && !blocked,
    });
    const label = this.group ? "logIn" : "logOf";
    this.transcript.label(t(label, { name, bot: bot.name, where: this.title }), started);
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

  freeKeys() {
    for (const key of this.root.querySelectorAll(".key[aria-busy]")) key.removeAttribute("aria-busy");
  }

  async tap(message, button, node) {
    this.transcript.acted(message.id);
    node.setAttribute("aria-busy", "true");
    setTimeout(() => node.removeAttribute("aria-busy"), ANSWER_MS);
    const done = await this.attempt(this.acts.tap(message.id, button.data));
    if (!done.ok) this.freeKeys();
  }

  async tryOut(promise) {
    const before = this.phone.changes;
    try {
      const value = await promise;
      if (value?.id && value.from) this.answered(value, before);
      return { ok: true };
    } catch (error) {
      this.tell(t("failed", { why: error.message }));
      return { ok: false };
    }
  }

  // a message as it was when the server answered: what was heard meanwhile may be newer
  answered(message, before) {
    if (before !== this.phone.changes) this.phone.renew();
    else if (this.transcript.put(message)) this.phone.changes += 1;
  }

  tell(text) {
    note(find(".notes", this.root), text);
  }

  async start(payload) {
    const held = document.activeElement;
    const done = await this.attempt(this.acts.start(payload));
    if (done.ok) await this.phone.renew();
    this.focusAfter(held);
  }

  async letBotIn() {
    const held = document.activeElement;
    await this.attempt(this.group ? this.acts.bring() : this.acts.unblock());
    await this.phone.renew();
    this.focusAfter(held);
  }

  // Whoever went on to something else meanwhile stays there.
  focusAfter(held) {
    const now = document.activeElement;
    if (now === held || now === document.body) this.focus();
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.tell(t("copied"));
    } catch {
      this.tell(t("notCopied", { text }));
    }
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
