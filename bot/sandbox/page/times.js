// Instants and wall clocks. The server's clock decides what time it is; the zone comes with it.

import { lang } from "./words.js";

const locale = lang === "en" ? "en-GB" : "nl-NL";
let zone = "Europe/Amsterdam";

export function setZone(name) {
  zone = name;
}

export const instant = (text) => new Date(text);

// making a formatter is slow, using it is not
function formatter(where, options) {
  let made;
  let madeFor;
  return () => {
    if (madeFor !== zone) made = new Intl.DateTimeFormat(where, { timeZone: zone, ...options });
    madeFor = zone;
    return made;
  };
}

function show(options) {
  const format = formatter(locale, options);
  return (date) => format().format(date);
}

export const timeOf = show({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const dayOf = show({ weekday: "long", day: "numeric", month: "long" });
export const dateOf = show({ weekday: "long", day: "numeric", month: "long", year: "numeric" });

const numbers = formatter("en-GB", {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** The numbers on the wall at that instant. */
export function wall(date) {
  const parts = numbers().formatToParts(date);
  const of = (type) => Number(parts.find((part) => part.type === type).value);
  return {
    year: of("year"),
    month: of("month"),
    day: of("day"),
    hour: of("hour"),
    minute: of("minute"),
    second: of("second"),
  };
}

/** The instant at which the wall shows these numbers; days past the end of a month roll over. */
export function instantAt({ year, month, day, hour = 0, minute = 0, second = 0 }) {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  const offset = (at) => {
    const w = wall(new Date(at));
    return Date.UTC(w.year, w.month - 1, w.day, w.hour, w.minute, w.second) - at;
  };
  // twice: the offset at the guess may be that of the other side of a change of the clocks
  const near = asUtc - offset(asUtc);
  return new Date(asUtc - offset(near));
}

/** For a date-time field: 2026-01-14T20:40 */
export function fieldOf(date) {
  const w = wall(date);
  const two = (n) => String(n).padStart(2, "0");
  return `${w.year}-${two(w.month)}-${two(w.day)}T${two(w.hour)}:${two(w.minute)}`;
}

export function fromField(value) {
  const [year, month, day, hour, minute] = value.split(/[-T:]/).map(Number);
  return instantAt({ year, month, day, hour, minute });
}
