// One of several: a row of tabs, walked with the arrow keys.

import { el } from "./dom.js";
import { t } from "./words.js";

export class Tabs {
  /** `choose(key)`: somebody wants that one. */
  constructor(box, choose) {
    this.box = box;
    this.choose = choose;
    this.buttons = new Map();
    box.addEventListener("keydown", (event) => this.walk(event));
  }

  /** `items`: {key, label, small, unread, panel}, in order; `panel` is the id of what the tab shows. */
  draw(items, chosen) {
    for (const [key, button] of this.buttons) {
      if (items.some((item) => item.key === key)) continue;
      button.remove();
      this.buttons.delete(key);
    }
    items.forEach((item, place) => {
      const button = this.buttons.get(item.key) ?? this.make(item);
      if (this.box.children[place] !== button) this.box.insertBefore(button, this.box.children[place] ?? null);
      const current = item.key === chosen;
      button.setAttribute("aria-selected", String(current));
      button.tabIndex = current ? 0 : -1;
      this.word(button, item);
    });
    if (chosen !== this.chosen) this.buttons.get(chosen)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.chosen = chosen;
  }

  make({ key, panel }) {
    const button = el("button", {
      type: "button",
      role: "tab",
      "aria-controls": panel,
      data: { tab: key },
      onclick: () => this.choose(key),
    });
    this.buttons.set(key, button);
    return button;
  }

  word(button, { label, small, unread }) {
    const said = [label, small, unread].join("|");
    if (button.dataset.said === said) return;
    button.dataset.said = said;
    button.replaceChildren(
      el("span", { class: "label" }, label),
      " ",
      small ? el("span", { class: "small" }, small) : "",
      " ",
      unread ? el("span", { class: "count" }, t("unread", { n: unread })) : "",
    );
  }

  walk(event) {
    const keys = [...this.box.children].map((button) => button.dataset.tab);
    const at = keys.indexOf(event.target.dataset.tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: keys.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const button = this.box.children[(to + keys.length) % keys.length];
    button.click();
    button.focus();
  }
}
