// The page as a whole: its words, its preferences, and who is on it.

import { onTick, startClock } from "./clock.js";
import { find, narrow, remember, remembered } from "./dom.js";
import { moves, setMotion } from "./motion.js";
import { guideOn, meetPeople } from "./people.js";
import { lang, t, translate } from "./words.js";

const root = document.documentElement;
const systemDark = matchMedia("(prefers-color-scheme: dark)");

function pressed(button, on) {
  button.setAttribute("aria-pressed", String(on));
}

function startTheme() {
  const button = find("#theme");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : systemDark.matches);
  const show = () => pressed(button, dark());
  const kept = remembered("theme");
  if (kept) root.dataset.theme = kept;
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    remember("theme", root.dataset.theme);
    show();
  });
  systemDark.addEventListener("change", show);
  show();
}

function startMotion() {
  const button = find("#motion");
  button.addEventListener("click", () => {
    setMotion(!moves());
    pressed(button, moves());
  });
  pressed(button, moves());
}

// on a phone the strip takes room that the chat needs, so there it waits to be asked for
function startLock() {
  const button = find("#lock");
  const show = (on) => {
    root.dataset.lock = on ? "on" : "off";
    pressed(button, on);
  };
  const kept = remembered("lock");
  show(kept ? kept === "on" : !narrow.matches);
  button.addEventListener("click", () => {
    const on = root.dataset.lock !== "on";
    remember("lock", on ? "on" : "off");
    show(on);
  });
}

function startOptions() {
  const button = find("#options-toggle");
  const header = find("#top");
  button.addEventListener("click", () => {
    const open = header.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  });
}

function startWords() {
  root.lang = lang;
  document.title = t("title");
  translate(document);
  const other = find("#language");
  other.href = lang === "en" ? "?lang=nl" : "?lang=en";
  other.lang = other.hreflang = lang === "en" ? "nl" : "en";
  other.textContent = lang === "en" ? "Nederlands" : "English";
}

startWords();
startTheme();
startMotion();
startLock();
startOptions();
// people may also be added from outside the page
onTick(() => meetPeople().catch(() => {}));
onTick(guideOn);
await startClock();
