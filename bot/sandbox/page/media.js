// What a message carries besides text.

import { aside, el, icon } from "./dom.js";
import { heedMotion } from "./motion.js";
import { enlarge } from "./popup.js";
import { t } from "./words.js";

// how each kind is shown, and the drawing that stands for it
const KINDS = {
  photo: [photo, "photo"],
  animation: [animation, "play"],
  video: [video, "play"],
  video_note: [video, "play"],
  voice: [sound, "voice"],
  audio: [sound, "voice"],
  document: [file, "file"],
  sticker: [sticker, "smile"],
  contact: [contact, "person"],
  location: [place, "place"],
  poll: [poll, "menu"],
  dice: [dice, "smile"],
};

/** The nodes for a message's media; empty for a message of text alone. */
export function mediaOf(message) {
  const kind = kindIn(message);
  return kind ? [KINDS[kind][0](message[kind], message.caption, kind)] : [];
}

// the first counts: Telegram gives an animation a document beside it, for old apps
const kindIn = (message) => Object.keys(KINDS).find((kind) => message[kind]);

/** Does it take the width that there is? */
export const fills = (message) => ["photo", "animation", "video", "voice", "audio"].includes(kindIn(message));

/** In one word what it is: for a lock screen, a reply, a list. */
export function kindOf(message) {
  const kind = kindIn(message);
  return kind ? t({ video_note: "video" }[kind] ?? kind) : t("other");
}

export const drawingOf = (kind) => icon(KINDS[kind][1]);

export const drawingIn = (message) => (kindIn(message) ? drawingOf(kindIn(message)) : null);

export const SENDABLE = ["photo", "voice", "sticker", "contact", "document", "location"];

function photo({ url, width, height, covered }, caption) {
  const alt = caption || t("photoBare");
  const image = el("img", { src: url, width, height, loading: "lazy", decoding: "async" });
  const button = el("button", { type: "button", class: "photo" }, image);
  const uncover = () => {
    button.classList.remove("covered");
    image.alt = alt;
    button.setAttribute("aria-label", t("enlarge", { alt }));
    button.onclick = () => enlarge(url, alt);
  };
  if (!covered) uncover();
  else {
    // neither the picture nor what it says is given away before it is asked for
    button.classList.add("covered");
    image.alt = "";
    button.setAttribute("aria-label", t("covered"));
    button.onclick = uncover;
  }
  return button;
}

function animation({ url, mime, width, height }, caption) {
  const alt = caption || t("animationBare");
  if (mime?.startsWith("video/")) return movingVideo(url, alt);
  const image = el("img", { src: url, alt, width, height });
  const still = el("canvas", { role: "img", "aria-label": alt, hidden: true });
  return withPause("animation", [image, still], (playing) => {
    if (!playing) freeze(image, still);
    image.hidden = !playing;
    still.hidden = playing;
  });
}

// an image that moves cannot be paused; a drawing of it can stand in its place
function freeze(image, still) {
  const draw = () => {
    still.width = image.naturalWidth;
    still.height = image.naturalHeight;
    still.getContext("2d").drawImage(image, 0, 0);
  };
  if (image.complete && image.naturalWidth) draw();
  else image.addEventListener("load", draw, { once: true });
}

function movingVideo(url, alt) {
  const player = el("video", { src: url, loop: true, muted: true, playsinline: true, "aria-label": alt });
  player.muted = true;
  return withPause("animation", [player], (playing) => {
    if (playing) player.play().catch(() => {});
    else player.pause();
  });
}

function withPause(name, nodes, apply) {
  let playing = true;
  const button = el("button", { type: "button", class: "round pause" });
  const show = (next) => {
    playing = next;
    apply(playing);
    const label = t(playing ? "pause" : "play");
    button.setAttribute("aria-label", label);
    button.title = label;
    button.replaceChildren(icon(playing ? "pause" : "play"));
  };
  button.addEventListener("click", () => show(!playing));
  const figure = el("div", { class: name }, ...nodes, button);
  heedMotion(figure, show);
  return figure;
}

function video({ url, width, height }, caption, kind) {
  const label = caption || t("video");
  return el("video", {
    class: kind,
    src: url,
    width,
    height,
    controls: true,
    playsinline: true,
    preload: "metadata",
    "aria-label": label,
  });
}

function sound({ url, duration, title }, caption, kind) {
  const label = title ?? t(kind);
  const length = duration ? t("seconds", { n: duration }) : "";
  return el(
    "div",
    { class: "sound" },
    el("span", { class: "small" }, [label, length].filter(Boolean).join(" · ")),
    el("audio", {
      src: url,
      controls: true,
      preload: "none",
      "aria-label": [label, length].filter(Boolean).join(", "),
    }),
  );
}

function file({ url, name }) {
  const label = name ?? t("document");
  return el(
    "a",
    { class: "file", href: url, download: label },
    icon("file"),
    aside(`${t("document")}: `),
    label,
  );
}

function sticker({ url, emoji }) {
  if (!url) return el("span", { class: "sticker" }, emoji ?? t("sticker"));
  return el("img", { class: "sticker", src: url, alt: `${t("sticker")} ${emoji ?? ""}`.trim() });
}

function contact(person) {
  const name = [person.first_name, person.last_name].filter(Boolean).join(" ");
  return card("person", t("contact"), [name, person.phone_number].filter(Boolean).join(" · "));
}

function place({ latitude, longitude }) {
  return card("place", t("location"), `${Number(latitude).toFixed(4)}, ${Number(longitude).toFixed(4)}`);
}

function poll({ question, options }) {
  const rows = (options ?? []).map((option) => el("li", {}, option.text ?? option));
  return el("div", {}, el("strong", {}, question), el("ul", {}, ...rows));
}

function dice({ emoji, value }) {
  return el("span", { class: "sticker" }, `${emoji} ${value ?? ""}`);
}

function card(drawing, label, text) {
  return el(
    "div",
    { class: "card" },
    icon(drawing),
    el("span", {}, el("span", { class: "small" }, label), el("br"), text),
  );
}
