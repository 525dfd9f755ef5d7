// A card stands where it was put at once, dashed until the server has agreed; what drag, menu and keys share.
import { cardsOf, stageName, titleOf } from "./stage_counts.js";
import { glide, measure } from "./live/arrival.js";
import { byId, element, isShown, listOf, on, tell } from "./elements.js";
import { insert, isSorted, settle } from "./live/place.js";
import { say, warn } from "./live/announce.js";
import { send } from "./live/outbox.js";
import { text } from "./texts.js";

const underway = new Map(); // key -> id of the card

export function startMoves() {
  // the server's place comes with the message: release first, so that it is taken
  on("arriving", ({ by, ops }) => {
    const placed = new Set(ops.filter((op) => op.op === "put").map((op) => op.id));
    for (const { key } of by ?? []) release(key, (card) => !placed.has(card.dataset.id));
  });
  on("settled", (key) => release(key, () => true));
}

// Into the list of a stage, before another card or (null) to the end. What was dropped there need not glide there.
export function move(card, list, before = null, dropped = false) {
  // sorted by deadline there are no places, only stages
  if (isSorted()) before = null;
  if (isSorted() && card.parentNode === list) return warn(text("sorted"));
  if (before === card || (card.parentNode === list && nextCard(card) === before)) return;
  const url = list.dataset.dropUrl.replace("__id__", card.dataset.id);
  const body = { stage: list.dataset.list, before: before?.dataset.id ?? null };
  card.dataset.home ??= card.parentNode.dataset.list;
  card.classList.add("step--pending");
  const was = measure(dropped ? [] : [card]);
  insert(card, list, before);
  glide(was);
  tell("placed", { id: card.dataset.id });
  const said = sentence(card);
  say(said);
  if (entersDone(card)) askForResult(card);
  const key = send({ url, body, feed: card.closest("[data-feed]").dataset.feed, label: said, title: titleOf(card), refused });
  underway.set(key, card.dataset.id);
}

const entersDone = (card) => card.closest("section").dataset.kind === "done" && card.dataset.done === undefined;

// A move completes a step as well; what came of it is asked for, never demanded.
function askForResult(card) {
  const href = card.querySelector("[data-open-step]").getAttribute("href");
  warn(text("done_by_move", { title: titleOf(card) }), element("a", { href, class: "button", "data-open-step": "" }, text("what_came_of_it")));
}

const nextCard = (card) => {
  let next = card.nextElementSibling;
  while (next && !next.dataset.id) next = next.nextElementSibling;
  return next;
};

function sentence(card) {
  const stage = card.closest("section");
  const cards = cardsOf(stage).filter((one) => !one.hidden);
  const position = cards.indexOf(card) + 1;
  return text("moved", { title: titleOf(card), stage: stageName(stage), position, of: cards.length });
}

function refused({ sentence: why }) {
  warn(why);
  return false;
}

function release(key, goesHome) {
  const card = byId("step", underway.get(key) ?? "");
  underway.delete(key);
  // further moves of this card may still be waiting
  if (!card || [...underway.values()].includes(card.dataset.id)) return;
  const home = listOf(card.dataset.home ?? "");
  delete card.dataset.home;
  card.classList.remove("step--pending");
  if (home && goesHome(card)) settle(card, home);
  tell("placed", { id: card.dataset.id });
}

// Where focus goes when a move took the card out of sight (one stage is shown on a phone).
export function focusAfterMove(card, control, neighbour) {
  const target = isShown(card) ? control : neighbour?.querySelector("[data-open-step]");
  target?.focus({ preventScroll: true });
  if (isShown(card)) card.scrollIntoView({ block: "nearest", inline: "nearest" });
}
