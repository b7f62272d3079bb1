// What the lock screen of one person's phone shows: the last thing that was pushed to it.

import { el, icon, aside } from "./dom.js";
import { glance } from "./entities.js";
import { drawingIn, kindOf } from "./media.js";
import { textOf } from "./message.js";
import { instant, timeOf } from "./times.js";
import { t } from "./words.js";

const SEEN = 50;

export class LockScreen {
  constructor(box, name) {
    this.box = box;
    this.pushes = [];
    box.setAttribute("aria-label", t("lockOf", { name }));
  }

  /** What others send is a push, under the name of the chat; an edit is none. */
  push(message, title) {
    this.pushes.push({ message, title });
    this.draw();
  }

  /** A deleted message takes its notification with it. */
  drop(chatId, id) {
    this.pushes = this.pushes.filter(({ message }) => message.chat_id !== chatId || message.id !== id);
    this.draw();
  }

  draw() {
    const last = this.pushes.at(-1);
    this.box.replaceChildren(el("p", { class: "small" }, t("lockTitle")), last ? this.card(last) : empty());
  }

  card({ message, title }) {
    const entities = message.text ? message.entities : message.caption_entities;
    const words = glance(textOf(message), entities, SEEN);
    const media = message.text ? null : kindOf(message);
    const sound = message.silent ? "withoutSound" : "withSound";
    return el(
      "div",
      { class: "push" },
      el(
        "p",
        { class: "from" },
        el("strong", {}, title),
        el("span", { class: "sound-mark" }, icon(message.silent ? "bell-off" : "bell"), t(sound)),
        el("time", {}, timeOf(instant(message.date))),
      ),
      el("p", { class: "words" }, media ? aside(`${media}: `) : null, drawingIn(message), words || media),
    );
  }
}

function empty() {
  return el("p", { class: "push empty" }, t("lockEmpty"));
}
