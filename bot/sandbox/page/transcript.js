// The messages of one chat, in order, with the days between them.

import { currentTime } from "./clock.js";
import { el, find } from "./dom.js";
import { drawMessage, swap, textOf } from "./message.js";
import { moves } from "./motion.js";
import { dayOf, instant } from "./times.js";
import { t } from "./words.js";

const NEAR_END = 60;
const GAP = 9;
const TOGETHER_MS = 10_000; // what comes this soon after she did something is what came of it

export class Transcript {
  constructor(box, view) {
    this.view = view;
    this.log = find(".log", box);
    this.flow = find(".flow", box);
    this.flow.dataset.empty = t("empty");
    this.below = find(".below", box);
    this.drawn = new Map(); // id -> {message, node, same, day}
    this.atEnd = true;
    this.top = 0;
    this.reading = {}; // {at, pressed, id}: when she did something, on which message, what words came of it
    this.unseen = 0;
    this.log.addEventListener("scroll", () => this.onScroll());
    this.below.addEventListener("click", () => {
      this.reading = {};
      this.toEnd();
      this.log.scrollTop = this.log.scrollHeight; // of a tall message too, where its buttons are
      this.log.focus();
    });
    // pictures that load, a keyboard that opens: whoever was at the end stays there
    const sizes = new ResizeObserver(() => {
      if (this.atEnd) this.snap();
      this.showMore();
    });
    sizes.observe(this.flow);
    sizes.observe(this.log);
  }

  label(text, started) {
    this.log.setAttribute("aria-label", text);
    this.log.hidden = !started;
  }

  find(id) {
    return this.drawn.get(id)?.message;
  }

  messages() {
    return this.ordered().map((one) => one.message);
  }

  /** All of the chat; only what differs is drawn anew. */
  set(messages) {
    const first = !this.drawn.size;
    // a chat that is read back is not news: it is not announced
    if (first) this.log.setAttribute("aria-live", "off");
    const ids = new Set(messages.map((message) => message.id));
    const removed = [...this.drawn.keys()].filter((id) => !ids.has(id));
    for (const id of removed) this.take(id);
    const added = messages.filter((message) => this.draw(message));
    this.markDays();
    if (first) {
      this.reading = {};
      this.snap();
      setTimeout(() => this.log.setAttribute("aria-live", "polite"), 500);
    }
    return { added, removed };
  }

  /** Draws a new or changed message; true when it is new. */
  put(message) {
    const isNew = this.draw(message);
    this.markDays();
    return isNew;
  }

  draw(message) {
    const known = this.drawn.get(message.id);
    const same = JSON.stringify(message);
    if (known?.same === same) return false;
    const node = drawMessage(message, this.view);
    this.drawn.set(message.id, { message, node, same, day: dayOf(instant(message.date)) });
    if (known) this.swap(known, node, message);
    else this.insert(node, message);
    return !known;
  }

  /** She wrote, or pressed a button of this message: what comes of it is read from its beginning. */
  acted(pressed) {
    this.reading = { at: currentTime(), pressed };
  }

  swap(known, node, message) {
    swap(known.node, node);
    if (this.reading.pressed !== message.id || textOf(known.message) === textOf(message)) return;
    this.reading.id ??= message.id;
    if (this.atEnd) this.log.scrollTop = Math.min(this.log.scrollTop, node.offsetTop - GAP);
  }

  insert(node, message) {
    const last = Number(this.flow.lastElementChild?.dataset.messageId ?? 0);
    const after = last > message.id && this.ordered().find((one) => one.message.id > message.id);
    if (after) after.node.before(node);
    else this.flow.append(node);
    if (instant(message.date) - this.reading.at > TOGETHER_MS) this.reading = {};
    if (message.from === "me") {
      this.acted();
      this.toEnd();
      return;
    }
    if (this.reading.at && message.text) this.reading.id ??= message.id;
    if (!this.atEnd) this.countUnseen(this.unseen + 1);
  }

  remove(id) {
    this.take(id);
    this.markDays();
  }

  take(id) {
    const known = this.drawn.get(id);
    if (!known) return;
    if (known.node.contains(document.activeElement)) this.log.focus();
    this.drawn.delete(id);
    known.node.remove();
  }

  markDays() {
    let before = null;
    for (const { node, day } of this.ordered()) {
      const mark = node.firstElementChild.matches(".day") ? node.firstElementChild : null;
      if (day === before) mark?.remove();
      else if (!mark) node.prepend(el("p", { class: "day" }, el("span", {}, day)));
      before = day;
    }
  }

  ordered() {
    return [...this.drawn.values()].sort((a, b) => a.message.id - b.message.id);
  }

  onScroll() {
    const { scrollTop } = this.log;
    // only going up leaves the end: what grows below does not
    const up = scrollTop < this.top;
    if (this.end() - scrollTop < NEAR_END) this.atEnd = true;
    else if (up) this.atEnd = false;
    this.top = scrollTop;
    if (this.atEnd) this.countUnseen(0);
    this.showMore();
  }

  /** The way down, also where only the rest of a tall message lies below: its buttons do. */
  showMore() {
    const { scrollHeight, clientHeight, scrollTop } = this.log;
    this.below.hidden = this.atEnd && scrollHeight - clientHeight - scrollTop < NEAR_END;
    this.nameWayDown();
  }

  countUnseen(n) {
    this.unseen = n;
    this.nameWayDown();
  }

  nameWayDown() {
    const n = this.unseen;
    find("span", this.below).textContent = n ? t("newBelow", { n }) : t(this.atEnd ? "readOn" : "toEnd");
  }

  /** The end of the chat; if what is to be read there is taller than the window, its beginning. */
  end() {
    const { scrollHeight, clientHeight } = this.log;
    const first = this.drawn.get(this.reading.id)?.node ?? this.flow.lastElementChild;
    const start = first?.offsetTop ?? scrollHeight;
    return Math.min(scrollHeight - clientHeight, start - GAP);
  }

  // whoever read on in a tall message stays there
  snap() {
    this.log.scrollTop = Math.max(this.log.scrollTop, this.end());
  }

  toEnd() {
    this.atEnd = true;
    this.snap();
  }

  jump(id) {
    const node = this.drawn.get(id)?.node;
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: moves() ? "smooth" : "instant" });
    node.focus({ preventScroll: true });
  }
}
