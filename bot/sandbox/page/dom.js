// Small hands for building the page. People's words only ever become text nodes: there is no innerHTML here.

const SVG = "http://www.w3.org/2000/svg";

/** el("button", {class: "soft", type: "button", onclick: f, "aria-label": "…"}, "text", childNode) */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A drawing from the sheet in index.html; it says nothing to a screen reader, so give its button a name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** Text that only a screen reader says. */
export const aside = (text) => el("span", { class: "sr" }, text);

export const find = (selector, root = document) => root.querySelector(selector);

/** A preference of this browser; a browser that keeps nothing just forgets it. */
export function remembered(name) {
  try {
    return localStorage.getItem(`demo.${name}`);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`demo.${name}`, value);
  } catch {
    // private windows may refuse; the choice then lasts as long as the page
  }
}

/** Is the page in the one-person-at-a-time layout? Same width as in style.css. */
export const narrow = matchMedia("(max-width: 47.99rem)");
