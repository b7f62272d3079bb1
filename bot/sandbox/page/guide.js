// What to try next, for a visitor who has not seen this before: the first step that is not done yet.

import { currentTime, morningAfter } from "./clock.js";
import { el, find } from "./dom.js";
import { textOf } from "./message.js";
import { instant } from "./times.js";
import { t } from "./words.js";

const LATER_MS = 30 * 60 * 1000;
const SENT_MS = 50 * 1000; // what goes to many can be taken back for a minute
const STEPS = [
  ["arrive", ({ client }) => client.composer.keyboard],
  ["nextDay", ({ client }) => later(client)],
  ["hardHour", ({ client }) => urges.has(client) || said(client, /^(⚓|\/?(drang|urge)\b)/i).length],
  ["lookAround", ({ client }) => said(client, /^\/?(cyclus|cycle)\b/i).length],
  ["meetCoach", ({ coach }) => coach.transcript.messages().length],
  ["toGroup", ({ coach }) => said(coach, /^(?!\/)/).some((message) => age(message) > SENT_MS)],
  ["further", () => false],
];

const PRESSED = { morning: "#clock-morning", plusMinute: "#clock-plus-minute" };

const OF_URGE = /^urge:(go|rate|kind|safe):/; // how the buttons begin below an answer to an urge
const urges = new WeakSet(); // chats in which there was one: its buttons go with its steps

const box = find("#guide");
const line = find("p", box);

const said = (chat, words) =>
  chat.transcript.messages().filter((message) => message.from === "me" && words.test(textOf(message)));

const hasUrge = (chat) =>
  chat.transcript.messages().some(({ buttons }) => buttons?.flat().some(({ data }) => OF_URGE.test(data)));

const age = (message) => currentTime() - instant(message.date);

// within a day of a crisis no message comes of itself: then the morning alone is enough
function later({ transcript }) {
  const [first, ...others] = transcript.messages();
  if (!first) return false;
  const begun = new Date(instant(first.date).getTime() + LATER_MS);
  return currentTime() >= morningAfter(begun) || others.some((message) => instant(message.date) > begun);
}

/** `columns`: everyone on the page; the steps are for the first client and the first coach. */
export function guide(columns) {
  const first = (role) => columns.find((column) => column.role === role)?.own;
  const chats = { client: first("client"), coach: first("coach") };
  if (!box.isConnected || !chats.client || !chats.coach) return;
  if (hasUrge(chats.client)) urges.add(chats.client);
  const place = STEPS.findIndex(([, done]) => !done(chats));
  const [name] = STEPS[place];
  if (box.dataset.step === name) return;
  box.dataset.step = name;
  // *a button* of which the label stands out; one of the clock can be pressed here, for on a phone it is folded away
  const parts = t(name).split("*");
  line.replaceChildren(
    el("span", { class: "count" }, t("stepOf", { n: place + 1, all: STEPS.length })),
    " ",
    ...parts.map((part, at) => (at % 2 ? marked(part) : part)),
  );
}

function marked(label) {
  const of = Object.keys(PRESSED).find((name) => t(name) === label);
  if (!of) return el("strong", {}, label);
  const press = () => find(PRESSED[of]).click();
  return el("button", { type: "button", class: "soft press", onclick: press }, label);
}

find(".round", box).addEventListener("click", () => {
  box.remove();
  find("#chats").focus();
});
