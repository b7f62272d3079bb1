// The clock of the demo: what time it is, and moving it on. The server walks through whatever is due on the way.

import { get, post } from "./api.js";
import { find } from "./dom.js";
import { dateOf, dayOf, fieldOf, fromField, instant, instantAt, setZone, timeOf, wall } from "./times.js";
import { t } from "./words.js";

const REST_MS = 5000;
const WALK_MS = 400;
const SAID_MS = 8000;

const box = find("#clock");
const status = find("#clock-status");
const field = find("#clock-to");
const day = find("#day");

let now = new Date();
let walking = false;
let timer;
let quiet;
let chosen = false; // a moment that the visitor picked stays in the field until the clock is set
let watchers = [];

export const currentTime = () => now;

/** Have `watcher` called each time the page looks at the clock. */
export function onTick(watcher) {
  watchers.push(watcher);
}

export function showTime(value) {
  now = instant(value);
  const w = wall(now);
  find("#clock-now").dateTime = now.toISOString();
  find("#clock-time").textContent = timeOf(now);
  find("#clock-date").textContent = dateOf(now);
  day.style.setProperty("--hour", w.hour + w.minute / 60);
  field.min = fieldOf(now);
  if (!chosen && !walking) field.value = fieldOf(now);
}

async function look() {
  clearTimeout(timer);
  try {
    const clock = await get("clock");
    setZone(clock.zone);
    showTime(clock.now);
    for (const watcher of watchers) watcher();
  } catch {
    // the streams say that the connection is gone; here it is enough to ask again
  }
  timer = setTimeout(look, walking ? WALK_MS : REST_MS);
}

async function move(request) {
  if (walking) return;
  busy(true);
  try {
    const clock = await post("clock", request);
    busy(false);
    if (clock?.now) showTime(clock.now);
    say(t("walked", { when: `${dayOf(now)}, ${timeOf(now)}` }));
    status.className = "walked";
  } catch (error) {
    busy(false);
    say(t("clockFailed", { why: error.message }));
  }
  look();
}

// aria-disabled instead of disabled: the button that was pressed keeps the focus
function busy(is) {
  walking = is;
  box.setAttribute("aria-busy", String(is));
  day.classList.toggle("walking", is);
  for (const button of box.querySelectorAll("button")) button.setAttribute("aria-disabled", String(is));
  if (!is) return;
  say(t("walking"), false);
  setTimeout(look, WALK_MS);
}

function say(text, passing = true) {
  clearTimeout(quiet);
  status.textContent = text;
  status.className = "";
  if (passing) quiet = setTimeout(() => status.replaceChildren(), SAID_MS);
}

function moveTo(date) {
  if (date > now) move({ to: date.toISOString() });
  else say(t("onlyForward"));
}

/** The first time after `date` that the wall shows 08:00. */
export function morningAfter(date) {
  const w = wall(date);
  return instantAt({ ...w, day: w.hour < 8 ? w.day : w.day + 1, hour: 8, minute: 0, second: 0 });
}

function wallLater(change) {
  const w = wall(now);
  moveTo(instantAt({ ...w, ...change(w) }));
}

const controls = {
  "#clock-plus-minute": () => move({ seconds: 60 }),
  "#clock-plus-twenty": () => move({ seconds: 20 * 60 }),
  "#clock-morning": () => moveTo(morningAfter(now)),
  "#clock-plus-week": () => wallLater((w) => ({ day: w.day + 7 })),
};

export async function startClock() {
  for (const [selector, act] of Object.entries(controls)) find(selector).addEventListener("click", act);
  field.addEventListener("input", () => {
    chosen = true;
  });
  find("#clock-form").addEventListener("submit", (event) => {
    event.preventDefault();
    chosen = false;
    if (field.value) moveTo(fromField(field.value));
  });
  await look();
}
