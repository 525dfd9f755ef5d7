// What a change by somebody else looks like: cards glide to their place, what is new glows with a name.
import { byId, element, isShown } from "../elements.js";
import { isOwn } from "./keys.js";
import { text } from "../texts.js";

const GLOW = 2_000; // ms: long enough to look there and read a name
const GLIDE = 220; // ms
const FAR = 3; // px: less is no movement
const MOST = 20; // ops: more of them at once is a catching up, not something to watch

const stillness = matchMedia("(prefers-reduced-motion: reduce)");
const fading = new WeakMap();

export const isLively = (ops) => ops.length <= MOST;

const isCard = (op) => op.op === "put" && op.kind === "step";

export const movable = (ops) => ops.filter(isCard).map((op) => byId("step", op.id));

// -> where the cards stand before a change
export function measure(cards) {
  const shown = stillness.matches ? [] : cards.filter(isShown);
  return new Map(shown.map((card) => [card, card.getBoundingClientRect()]));
}

export function glide(before) {
  for (const [card, was] of before) {
    if (!isShown(card)) continue;
    const is = card.getBoundingClientRect();
    const [x, y] = [was.left - is.left, was.top - is.top];
    if (Math.hypot(x, y) < FAR) continue;
    const way = [{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }];
    card.animate(way, { duration: GLIDE, easing: "ease-out" });
  }
}

export function glow({ by = [], ops }) {
  const authors = new Map(by.filter((one) => !isOwn(one.key)).map((one) => [one.rev, one.actor]));
  for (const op of ops) {
    if (isCard(op) && authors.has(op.rev)) light(byId("step", op.id), authors.get(op.rev));
  }
}

function light(card, name) {
  if (!card) return;
  card.querySelector(":scope > .step__by")?.remove();
  card.classList.add("step--arrived");
  // heard through the live region, not here
  if (name) card.append(element("span", { class: "step__by", "aria-hidden": "true" }, text("arrived", { name })));
  clearTimeout(fading.get(card));
  fading.set(card, setTimeout(() => fade(card), GLOW));
}

function fade(card) {
  card.classList.remove("step--arrived");
  card.querySelector(":scope > .step__by")?.remove();
}
