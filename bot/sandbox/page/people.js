// Everyone on the page: clients on the left, coaches on the right; on a phone one at a time, with tabs.

import { get, post } from "./api.js";
import { showTime } from "./clock.js";
import { Column } from "./column.js";
import { el, find, narrow } from "./dom.js";
import { guide } from "./guide.js";
import { ask } from "./popup.js";
import { Tabs } from "./tabs.js";
import { lang, t } from "./words.js";

const ORDER = { client: 0, visitor: 1, coach: 2 };

const main = find("#people");
const tabs = new Tabs(find("#tabs"), (id) => choose(Number(id)));
const columns = new Map(); // id -> {column, unread}
const lost = new Set();
const crowd = new Map(); // id -> somebody whose phone stays shut until it is opened here
let chosen = null;

const page = {
  openFor,
  clock: showTime,
  people: () => meetPeople(),
  changed: () => guide(inOrder().map(({ column }) => column)),
  left,
  connection(column, ok) {
    if (ok) lost.delete(column);
    else lost.add(column);
    const line = find("#connection");
    const text = lost.size ? t("lost") : "";
    if (line.textContent !== text) line.textContent = text;
  },
  news(column) {
    const entry = columns.get(column.person.id);
    if (!narrow.matches || column.person.id === chosen) return;
    entry.unread += 1;
    arrange();
  },
};

/** What to try next may be another thing now. */
export const guideOn = () => page.changed();

/** Shows who is there, and whoever came since. */
export async function meetPeople() {
  const people = await get("people");
  const newcomers = people.filter(({ id }) => !columns.has(id));
  for (const person of people) {
    const column = columns.get(person.id)?.column;
    column?.meetGroups(person.groups);
    // one of the crowd whose phone was opened here is a client all the same
    if (person.role !== "crowd" && column?.becomes(person)) arrange();
  }
  for (const person of newcomers) {
    if (person.role === "crowd") crowd.set(person.id, { ...person, role: "client" });
    else welcome(person);
  }
  find("#nobody").hidden = columns.size > 0;
}

function welcome(person) {
  if (columns.has(person.id)) return columns.get(person.id);
  const column = new Column(person, page);
  const entry = { column, unread: 0 };
  columns.set(person.id, entry);
  const all = inOrder();
  const next = all[all.indexOf(entry) + 1];
  main.insertBefore(column.root, next?.column.root ?? null);
  column.follow();
  if (chosen === null || ORDER[column.role] < ORDER[columns.get(chosen).column.role]) chosen = person.id;
  arrange();
  return entry;
}

function left(column) {
  const { id } = column.person;
  if (!columns.has(id)) return;
  column.line.leave();
  lost.delete(column);
  column.root.remove();
  columns.delete(id);
  if (chosen === id) chosen = inOrder()[0]?.column.person.id ?? null;
  arrange();
}

function inOrder() {
  return [...columns.values()].sort((a, b) => ORDER[a.column.role] - ORDER[b.column.role]);
}

function choose(id) {
  chosen = id;
  columns.get(id).unread = 0;
  arrange();
}

// tabs exist for a screen reader only where they exist for the eye
function arrange() {
  const items = inOrder().map(({ column, unread }) => {
    const { id, name } = column.person;
    return { key: id, label: name, small: t(column.role), unread, panel: column.root.id };
  });
  tabs.draw(items, chosen);
  for (const [id, { column }] of columns) {
    column.root.classList.toggle("away", id !== chosen);
    column.root.setAttribute("role", narrow.matches ? "tabpanel" : "region");
  }
}

/** Brings someone into view. */
function show({ column }) {
  choose(column.person.id);
  column.root.scrollIntoView({ inline: "nearest", block: "nearest" });
}

async function addPerson() {
  const languages = [
    ["nl", t("nl")],
    ["en", t("en")],
  ];
  const nameField = el("input", { name: "name", required: true, maxlength: "64", autocomplete: "off" });
  const somebodyNew = el(
    "fieldset",
    {},
    el("label", { class: "field" }, t("name"), nameField),
    choice(t("language"), "language", languages, lang),
  );
  const fields = crowd.size ? [ofTheCrowd(somebodyNew), somebodyNew] : [somebodyNew];
  const answer = await ask(t("newPerson"), fields, t("add"));
  const known = crowd.get(Number(answer?.get("known")));
  if (known) {
    crowd.delete(known.id);
    show(welcome(known));
    return;
  }
  const name = answer?.get("name").trim();
  if (!name) return;
  const entry = welcome(await post("people", { name, language: answer.get("language") }));
  find("#nobody").hidden = true;
  show(entry);
  // the chat may still be on its way; its Start button takes the focus when it is there
  setTimeout(() => entry.column.focus(), 300);
}

/** Somebody who is in the group already; then a name and a language are not asked. */
function ofTheCrowd(somebodyNew) {
  const options = [...crowd.values()].map((person) => el("option", { value: String(person.id) }, person.name));
  const onchange = ({ target }) => {
    somebodyNew.disabled = somebodyNew.hidden = Boolean(target.value);
  };
  const select = el("select", { name: "known", onchange }, el("option", { value: "" }, t("somebodyNew")), ...options);
  return el("label", { class: "field" }, t("ofTheCrowd"), select);
}

function choice(legend, name, options, checked) {
  const rows = options.map(([value, text]) =>
    el(
      "label",
      { class: "choice" },
      el("input", { type: "radio", name, value, checked: value === checked }),
      el("span", {}, text),
    ),
  );
  return el("fieldset", {}, el("legend", {}, legend), ...rows);
}

/** A link that opens the bot: asks on whose phone, the first client unless another is chosen. */
async function openFor(payload, bot) {
  const people = inOrder().map(({ column }) => column);
  const options = people.map(({ person, role }) => [String(person.id), `${person.name} · ${t(role)}`]);
  const answer = await ask(
    t("openFor"),
    [choice(t("openForWhy", { bot: bot.name }), "person", options, options[0][0])],
    t("open"),
  );
  if (!answer) return;
  const entry = columns.get(
    people.find(({ person }) => String(person.id) === answer.get("person")).person.id,
  );
  show(entry);
  await entry.column.start(payload);
}

narrow.addEventListener("change", arrange);
find("#add-person").addEventListener("click", addPerson);
