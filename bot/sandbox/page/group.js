// A group on somebody's phone: what is said among its members, and a topic for each client who wrote.

import { Conversation } from "./conversation.js";
import { find } from "./dom.js";
import { serviceOf } from "./message.js";
import { Tabs } from "./tabs.js";
import { t, translate } from "./words.js";

const GENERAL = 0;

export class Group {
  /** `phone`: as a conversation wants it. */
  constructor(phone, { id, title }) {
    this.phone = phone;
    this.id = id;
    this.title = title;
    this.topics = new Map(); // thread id -> conversation
    this.chosen = GENERAL;
    this.root = find("#group").content.firstElementChild.cloneNode(true);
    translate(this.root);
    this.root.id = `group-${phone.person.id}-${id}`;
    find(".topics", this.root).setAttribute("aria-label", t("topicsOf", { title }));
    this.tabs = new Tabs(find(".topics", this.root), (key) => this.open(Number(key)));
    this.meet(GENERAL, t("general"));
    this.arrange();
  }

  get shown() {
    return this.topics.get(this.chosen);
  }

  get unread() {
    return [...this.topics.values()].reduce((sum, topic) => sum + topic.unread, 0);
  }

  meet(id, name) {
    const known = this.topics.get(id);
    if (known) {
      if (known.name !== name) known.rename(name);
      return;
    }
    const topic = new Conversation(this.phone, this, { id, name });
    topic.root.setAttribute("role", "tabpanel");
    this.topics.set(id, topic);
    this.root.append(topic.root);
  }

  read() {
    return this.shown.acts.chat();
  }

  show(chat, old) {
    for (const { id, name } of chat.topics) this.meet(id, name);
    const there = [GENERAL, ...chat.topics.map(({ id }) => id)];
    for (const [id, topic] of this.topics) {
      if (there.includes(id)) topic.show({ ...chat, messages: chat.messages.filter((m) => of(m) === id) }, old);
      else this.leave(id, topic);
    }
    this.arrange();
  }

  leave(id, topic) {
    topic.root.remove();
    this.topics.delete(id);
    if (this.chosen === id) this.chosen = GENERAL;
  }

  /** False: the group has to be read afresh. */
  hear(type, event) {
    const { message } = event;
    // a topic that comes, goes or gets another name
    if (message && serviceOf(message)) return false;
    if (this.topics.has(event.id)) return false;
    if (message) return this.topics.get(of(message))?.hear(type, event) ?? false;
    return [...this.topics.values()].every((topic) => topic.hear(type, event));
  }

  open(id) {
    if (!this.topics.has(id)) return;
    this.chosen = id;
    this.arrange();
    this.phone.seen();
  }

  arrange() {
    for (const [id, { root, name }] of this.topics) {
      root.hidden = id !== this.chosen;
      root.setAttribute("aria-label", name);
    }
    const items = [...this.topics].map(([id, topic]) => ({
      key: id,
      label: topic.name,
      unread: topic.unread,
      panel: topic.root.id,
    }));
    this.tabs.draw(items, this.chosen);
  }

  focus() {
    this.shown.focus();
  }
}

const of = (message) => message.thread_id ?? GENERAL;
