// Whether things may move: the system's wish at first, then the visitor's.

import { remember, remembered } from "./dom.js";

const system = matchMedia("(prefers-reduced-motion: reduce)");
const listeners = new Set();
let chosen = remembered("motion");

export const moves = () => (chosen ? chosen === "full" : !system.matches);

export function setMotion(on) {
  chosen = on ? "full" : "less";
  remember("motion", chosen);
  tell();
}

/** Calls `listener(mayMove)` now and at each change, as long as `node` is in the page. */
export function heedMotion(node, listener) {
  listeners.add([node, listener]);
  listener(moves());
}

function tell() {
  document.documentElement.dataset.motion = moves() ? "full" : "less";
  for (const entry of listeners) {
    const [node, listener] = entry;
    if (node.isConnected) listener(moves());
    else listeners.delete(entry);
  }
}

system.addEventListener("change", tell);
tell();
