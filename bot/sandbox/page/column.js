// One person's phone: her chat with the bot and the groups she is in, kept in step with the server.

import { actsOf, follow } from "./api.js";
import { Conversation } from "./conversation.js";
import { find, icon } from "./dom.js";
import { payloadOf, topicOf } from "./entities.js";
import { Group } from "./group.js";
import { LockScreen } from "./lock.js";
import { alertWindow, menu } from "./popup.js";
import { Tabs } from "./tabs.js";
import { lang, t, translate } from "./words.js";

const TYPING_MS = 5000;

export class Column {
  /** `page`: {openFor(payload, bot), connection(column, ok), news(column), changed(), clock(now), people(), left(column)} */
  constructor(person, page) {
    this.person = person;
    this.page = page;
    this.acts = actsOf(person.id);
    this.changes = 0;
    this.root = this.drawRoot();
    this.lock = new LockScreen(find(".lock", this.root), person.name);
    this.tabs = new Tabs(find(".rooms", this.root), (key) => this.open(Number(key)));
    this.own = new Conversation(this);
    this.rooms = new Map(); // chat id -> her own conversation, or a group
    this.chosen = person.id;
    this.take(person.id, this.own);
    this.meetGroups(person.groups);
    this.lock.draw();
  }

  get role() {
    return this.person.role ?? "visitor";
  }

  get bot() {
    return this.own.state.bot;
  }

  /** The conversation in sight. */
  get shown() {
    return this.rooms.get(this.chosen).shown;
  }

  drawRoot() {
    const root = find("#person").content.firstElementChild.cloneNode(true);
    const { id, name } = this.person;
    translate(root);
    root.id = `person-${id}`;
    root.dataset.person = id;
    this.drawRole(root);
    find(".initial", root).textContent = [...name][0];
    find(".name", root).textContent = name;
    const more = find(".person-menu", root);
    more.setAttribute("aria-label", t("personMenu", { name }));
    more.addEventListener("click", () => this.openMenu(more));
    find(".to-composer", root).addEventListener("click", () => this.focus());
    return root;
  }

  drawRole(root = this.root) {
    const { name, language } = this.person;
    const role = t(this.role);
    root.dataset.role = this.role;
    root.setAttribute("aria-label", t("chatOf", { name, role }));
    find(".role", root).textContent = language && language !== lang ? `${role} · ${t(language)}` : role;
  }

  /** A visitor joined, or her phone speaks another language. Answers whether it is anything new. */
  becomes({ role, language }) {
    if (role === this.person.role && language === this.person.language) return false;
    Object.assign(this.person, { role, language });
    this.drawRole();
    return true;
  }

  // rooms: her own chat, and groups

  take(id, room) {
    this.rooms.set(id, room);
    find(".phone", this.root).append(room.root);
  }

  /** Groups may come while the page is open. */
  meetGroups(groups = []) {
    const newcomers = groups.filter(({ id }) => !this.rooms.has(id));
    for (const group of newcomers) this.take(group.id, new Group(this, group));
    this.arrange();
    if (newcomers.length && this.line) this.renew();
  }

  open(id) {
    this.chosen = id;
    this.arrange();
    this.seen();
  }

  arrange() {
    const several = this.rooms.size > 1;
    for (const [id, room] of this.rooms) {
      room.root.hidden = id !== this.chosen;
      if (several) room.root.setAttribute("role", "tabpanel");
    }
    find(".with", this.root).classList.toggle("sr", several);
    for (const part of [".bar > .emblem", ".rooms"]) {
      find(part, this.root).hidden = several === (part !== ".rooms");
    }
    this.drawTabs();
  }

  drawTabs() {
    if (this.rooms.size < 2) return;
    const items = [...this.rooms].map(([id, room]) => ({
      key: id,
      label: room.title,
      small: room === this.own ? t(this.isTyping ? "typing" : "bot") : t("group"),
      unread: room.unread,
      panel: room.root.id,
    }));
    this.tabs.draw(items, this.chosen);
    for (const room of this.rooms.values()) room.root.setAttribute("aria-label", room.title);
  }

  /** Something came in. */
  news(conversation) {
    if (conversation !== this.shown) conversation.unread += 1;
    this.drawUnread();
    this.page.news(this);
  }

  /** What is in sight is no longer new. */
  seen() {
    this.shown.unread = 0;
    this.drawUnread();
  }

  drawUnread() {
    this.drawTabs();
    for (const room of this.rooms.values()) room.arrange?.();
  }

  focus() {
    this.shown.focus();
  }

  // keeping in step

  /** Follows her chats from now on. */
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
    const rooms = [...this.rooms.values()];
    try {
      const chats = await this.read(rooms);
      this.page.connection(this, true);
      // something happened while the answer was on its way: what it says is old
      if (before === this.changes) this.show(rooms, chats);
      else this.renew();
    } catch (error) {
      // the server is there and does not know her: it started anew with other people
      if (error.status === 404) this.page.left(this);
      else this.page.connection(this, false);
    }
  }

  // the client and the coach who have not begun yet have phones that speak the language of the page
  async read(rooms) {
    const chats = await Promise.all(rooms.map((room) => room.read()));
    if (this.role === "visitor" || chats[0].started || this.person.language === lang) return chats;
    await this.acts.speak(lang);
    this.becomes({ ...this.person, language: lang });
    return this.read(rooms);
  }

  show(rooms, chats) {
    rooms.forEach((room, place) => room.show(chats[place], !this.loaded));
    this.loaded = true;
    find(".bot-name", this.root).textContent = this.bot.name;
    this.setTyping(chats[0].typing);
    this.page.changed();
  }

  hear({ type, chat_id: chatId, ...event }) {
    this.changes += 1;
    const room = this.rooms.get(chatId);
    if (this.ears[type]) this.ears[type](event);
    else if (!room?.hear(type, event)) this.renew();
    if (this.role === "visitor" && type === "message") this.page.people();
    this.page.changed();
  }

  ears = {
    typing: ({ typing }) => this.setTyping(typing),
    answer: (answer) => this.answer(answer),
    clock: ({ now }) => this.page.clock(now),
    person: () => this.page.people(),
    group: () => this.page.people(),
    tap: () => {},
  };

  setTyping(is) {
    clearTimeout(this.typing);
    this.isTyping = is;
    find(".kind", this.root).hidden = is;
    find(".typing", this.root).textContent = is ? t("typing") : "";
    this.drawTabs();
    if (is) this.typing = setTimeout(() => this.setTyping(false), TYPING_MS);
  }

  // what the bot answers to a tap, or that it never answered, frees the buttons that wait
  answer({ text, alert, url }) {
    this.shown.freeKeys();
    if (url) this.openLink(url);
    if (!text) return;
    if (alert) alertWindow(t("says", { bot: this.bot.name, name: this.person.name }), text);
    else this.shown.tell(text);
  }

  // links

  /** Whether a link leads to somewhere on this page. */
  opensHere(url) {
    return payloadOf(url, this.bot.username) !== null || this.rooms.has(topicOf(url)?.chat);
  }

  openLink(url) {
    if (!this.opensHere(url)) return false;
    const topic = topicOf(url);
    if (topic) this.openTopic(topic);
    else this.page.openFor(payloadOf(url, this.bot.username), this.bot);
    return true;
  }

  openTopic({ chat, thread }) {
    this.rooms.get(chat).open(thread);
    this.open(chat);
    this.focus();
  }

  // her own choices

  start(payload) {
    this.open(this.person.id);
    return this.own.start(payload);
  }

  openMenu(button) {
    const { blocked } = this.own.state;
    const item = {
      label: t(blocked ? "unblock" : "block"),
      drawing: icon("block"),
      act: () => this.setBlocked(!blocked),
    };
    menu(button, [item], t("personMenu", { name: this.person.name }));
  }

  async setBlocked(blocked) {
    await this.own.attempt(blocked ? this.acts.block() : this.acts.unblock());
    await this.renew();
    this.focus();
  }
}
