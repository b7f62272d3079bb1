// Text with Telegram's entities -> nodes. Offsets count UTF-16 units, as JavaScript's strings do.

import { el } from "./dom.js";
import { t } from "./words.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const LINKS = new Set(["url", "text_link", "email", "bot_command", "mention", "text_mention", "code", "pre"]);
// what Telegram's apps make clickable by themselves when the sender did not mark it
const FOUND = /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])|(?<![\w/])\/[a-z0-9_]{1,32}\b/gi;

/** `acts`: {link(url), command(text)}, what a click on a link or a command does. */
export function rich(text, entities, acts) {
  const fragment = document.createDocumentFragment();
  fragment.append(...nodes(text, 0, text.length, order(entities ?? [], text.length), acts, false));
  return fragment;
}

// outermost first; what sticks out of the text is cut
function order(entities, end) {
  return entities
    .map((e) => ({ ...e, to: Math.min(e.offset + e.length, end) }))
    .filter((e) => e.offset < e.to)
    .sort((a, b) => a.offset - b.offset || b.to - a.to);
}

function nodes(text, from, to, entities, acts, linked) {
  const out = [];
  let at = from;
  let rest = entities;
  while (rest.length) {
    const [first, ...others] = rest;
    const end = Math.min(first.to, to);
    const start = Math.max(first.offset, at);
    if (start >= end) {
      rest = others;
      continue;
    }
    out.push(...plain(text.slice(at, start), acts, linked));
    const inside = others.filter((e) => e.offset < end);
    const inner = nodes(text, start, end, inside, acts, linked || LINKS.has(first.type));
    out.push(wrap(first, text.slice(start, end), inner, acts));
    at = end;
    // the line break after a block is drawn by the block itself
    if (BLOCKS.has(first.type) && text[at] === "\n") at += 1;
    rest = others.filter((e) => e.to > at);
  }
  out.push(...plain(text.slice(at, to), acts, linked));
  return out;
}

function plain(text, acts, linked) {
  if (linked || !text) return text ? [text] : [];
  const out = [];
  let at = 0;
  for (const match of text.matchAll(FOUND)) {
    out.push(text.slice(at, match.index));
    const type = match[1] ? "url" : "bot_command";
    out.push(wrap({ type }, match[0], [match[0]], acts));
    at = match.index + match[0].length;
  }
  out.push(text.slice(at));
  return out.filter(Boolean);
}

function wrap(entity, raw, inner, acts) {
  if (TAGS[entity.type]) return el(TAGS[entity.type], {}, ...inner);
  switch (entity.type) {
    case "pre":
      return el(
        "pre",
        { tabindex: "0" },
        el("code", { lang: "zxx", data: { language: entity.language ?? "" } }, ...inner),
      );
    case "blockquote":
    case "expandable_blockquote":
      return el("blockquote", {}, ...inner);
    case "spoiler":
      return spoiler(inner);
    case "url":
      return link(/^[a-z][a-z0-9+.-]*:/i.test(raw) ? raw : `https://${raw}`, inner, acts);
    case "text_link":
      return link(entity.url, inner, acts);
    case "email":
      return link(`mailto:${raw}`, inner, acts);
    case "bot_command":
      return el(
        "button",
        { type: "button", class: "inline command", onclick: () => acts.command(raw) },
        ...inner,
      );
    default:
      return el("span", {}, ...inner);
  }
}

// the words are in the page, but out of sight and out of the reading order until asked for
function spoiler(inner) {
  const words = el("span", { "aria-hidden": "true" }, ...inner);
  const cover = el("button", { type: "button", class: "inline spoiler", "aria-label": t("spoiler") }, words);
  cover.addEventListener("click", () => {
    const shown = el("span", { class: "shown", tabindex: "-1" }, ...words.childNodes);
    cover.replaceWith(shown);
    shown.focus();
  });
  return cover;
}

function link(url, inner, acts) {
  const target = safe(url);
  if (!target) return el("span", {}, ...inner);
  return el(
    "a",
    { href: target, target: "_blank", rel: "noopener noreferrer", onclick: (e) => followed(e, target, acts) },
    ...inner,
  );
}

function followed(event, url, acts) {
  if (acts.link(url)) event.preventDefault();
}

/** The address when it is one that a page may open, else null. */
export function safe(url) {
  try {
    const parsed = new URL(url);
    return ["http:", "https:", "mailto:", "tg:"].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

/** A link that opens this bot: its payload ("" when it has none); any other link: null. */
export function payloadOf(url, username) {
  const parsed = new URL(url);
  const same = (name) => name?.toLowerCase() === username.toLowerCase();
  const short =
    ["t.me", "telegram.me", "telegram.dog"].includes(parsed.hostname) && same(parsed.pathname.slice(1));
  const scheme = parsed.protocol === "tg:" && same(parsed.searchParams.get("domain"));
  return short || scheme ? (parsed.searchParams.get("start") ?? "") : null;
}

/** A link to a topic of a group, {chat, thread}; any other link: null. There a group goes without -100. */
export function topicOf(url) {
  const found = /^https:\/\/t\.me\/c\/(\d+)\/(\d+)$/.exec(url);
  return found && { chat: Number(`-100${found[1]}`), thread: Number(found[2]) };
}

/** The text as a lock screen shows it: one line, hidden words as dots. */
export function glance(text, entities, length) {
  const shown = [...(entities ?? [])]
    .filter((e) => e.type === "spoiler")
    .reduce((s, e) => s.slice(0, e.offset) + "▒".repeat(e.length) + s.slice(e.offset + e.length), text);
  const line = [...shown.replace(/\s+/g, " ").trim()];
  return line.length > length ? `${line.slice(0, length).join("").replace(/[\s…]+$/, "")}…` : line.join("");
}
