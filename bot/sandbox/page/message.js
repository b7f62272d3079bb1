// One message as a person sees it.

import { aside, el, icon } from "./dom.js";
import { rich, safe, glance } from "./entities.js";
import { fills, kindOf, mediaOf } from "./media.js";
import { instant, timeOf } from "./times.js";
import { t } from "./words.js";

const QUOTE_LENGTH = 80;
// what Telegram itself says in a chat
const SERVICE = {
  pinned_message: () => ({}),
  forum_topic_created: ({ name }) => ({ name }),
  forum_topic_edited: ({ name }) => ({ name }),
  forum_topic_closed: () => ({}),
  forum_topic_reopened: () => ({}),
  new_chat_members: (members) => ({ name: members.map((one) => one.first_name).join(", ") }),
  left_chat_member: (one) => ({ name: one.first_name }),
};

/** What Telegram itself says here, in words; "" for a message of somebody. */
export const serviceOf = ({ kind, [kind]: content }) =>
  SERVICE[kind] ? t(kind, SERVICE[kind](content)) : "";

export const textOf = (message) => message.text || message.caption || "";

/** A line that stands for a message elsewhere. */
export function lineOf(message) {
  const entities = message.text ? message.entities : message.caption_entities;
  return glance(textOf(message), entities, QUOTE_LENGTH) || kindOf(message);
}

/**
 * `view` is the conversation: {nameOf(message), find(id), acts} with acts
 * {link(url), opensHere(url), command(text), tap(message, button), copy(text), more(button, message), jump(id)}.
 */
export function drawMessage(message, view) {
  const service = serviceOf(message);
  if (service) return inTheMiddle(message, service);
  const mine = message.from === "me";
  const media = mediaOf(message);
  const said = body(message, view.acts);
  const bubble = el(
    "div",
    { class: fills(message) ? "bubble wide" : "bubble" },
    aside(t("you", { name: view.nameOf(message) })),
    message.reply_to ? quote(message.reply_to, view) : null,
    ...media,
    said,
    media.length || said ? null : el("p", { class: "body small" }, t("other")),
    meta(message),
  );
  return el(
    "article",
    {
      class: mine ? "message mine" : "message",
      tabindex: "-1",
      data: { messageId: message.id, from: message.from },
    },
    el(
      "div",
      { class: "line" },
      bubble,
      moreButton(message, view.acts),
      message.buttons?.length ? keys(message, view) : null,
    ),
  );
}

function inTheMiddle(message, text) {
  const props = { class: "message", tabindex: "-1", data: { messageId: message.id, from: "service" } };
  return el("article", props, el("p", { class: "day" }, el("span", {}, text)));
}

function body(message, acts) {
  const text = textOf(message);
  if (!text) return null;
  const entities = message.text ? message.entities : message.caption_entities;
  return el("div", { class: "body" }, rich(text, entities, acts));
}

function quote(replyTo, view) {
  const original = view.find(replyTo);
  return el(
    "button",
    { type: "button", class: "quote", onclick: () => view.acts.jump(replyTo) },
    el("strong", {}, original ? view.nameOf(original) : t("reply")),
    " ",
    el("span", {}, original ? lineOf(original) : t("gone")),
  );
}

function meta(message) {
  const at = instant(message.date);
  return el(
    "p",
    { class: "meta" },
    message.reaction?.length
      ? el("span", { class: "reaction" }, aside(t("reaction")), ...message.reaction)
      : null,
    message.silent
      ? el("span", { class: "silent", title: t("silent") }, icon("bell-off"), aside(t("silent")))
      : null,
    message.edited ? el("span", { class: "edited" }, t("edited")) : null,
    el("time", { datetime: at.toISOString() }, timeOf(at)),
  );
}

function moreButton(message, acts) {
  const label = t("actions", { time: timeOf(instant(message.date)) });
  const button = el(
    "button",
    {
      type: "button",
      class: "round more",
      "aria-label": label,
      title: label,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
    },
    icon("more"),
  );
  button.addEventListener("click", () => acts.more(button, message));
  return button;
}

function keys(message, view) {
  const rows = message.buttons.map((row) =>
    el("div", { class: "row" }, ...row.map((button) => key(message, button, view))),
  );
  return el("div", { class: "keys", role: "group", "aria-label": t("buttons") }, ...rows);
}

function key(message, button, { acts }) {
  if (button.copy) {
    return el(
      "button",
      { type: "button", class: "key", title: t("copies"), onclick: () => acts.copy(button.copy) },
      el("span", {}, button.text),
      icon("copy"),
    );
  }
  const url = button.url && safe(button.url);
  if (url && !acts.opensHere(url)) {
    return el(
      "a",
      { class: "key", href: url, target: "_blank", rel: "noopener noreferrer", title: t("leaves") },
      el("span", {}, button.text),
      icon("out"),
    );
  }
  if (!url && button.data === undefined)
    return el("button", { type: "button", class: "key", disabled: true, title: t("other") }, button.text);
  const press = url ? () => acts.link(url) : (event) => acts.tap(message, button, event.currentTarget);
  return el("button", { type: "button", class: "key", onclick: press }, el("span", {}, button.text));
}

/** Puts `fresh` in the place of `old`; a focus inside it stays on the matching button, or on the message. */
export function swap(old, fresh) {
  const buttons = [...old.querySelectorAll(".key")];
  const at = buttons.indexOf(document.activeElement);
  const inside = old.contains(document.activeElement);
  old.replaceWith(fresh);
  if (!inside) return;
  const next = at < 0 ? [] : [...fresh.querySelectorAll(".key")];
  (next[Math.min(at, next.length - 1)] ?? fresh).focus({ preventScroll: true });
}
