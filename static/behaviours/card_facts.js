// What each card says of itself, read once and again only where something has changed: thousands are asked at each letter.
import { allStages, cardsOf } from "./stage_counts.js";
import { byId, on } from "./elements.js";
import { foldBoth } from "./folding.js";

let facts; // by id

export function startFacts() {
  on("applied", ({ ids, stages }) => {
    // a stage that goes may take cards with it that nothing is said of
    if (stages) facts = undefined;
    else if (facts) for (const id of ids) renew(id);
  });
}

// {card, owners, themes: ids, late, unowned, unaccepted, undated, span: null or {first, last, shape, lateness, tentative, done}}
export function allFacts() {
  facts ??= new Map(allStages().flatMap(cardsOf).map((card) => [card.dataset.id, read(card)]));
  return facts.values();
}

function renew(id) {
  const card = byId("step", id);
  if (card) facts.set(id, read(card));
  else facts.delete(id);
}

const listed = (text) => (text ? text.split(" ") : []);

function read(card) {
  const said = (name) => card.getAttribute(`data-${name}`);
  const [shape, lateness, first, owners] = [said("shape"), said("lateness"), said("first"), listed(said("owners"))];
  const [done, tentative] = [card.hasAttribute("data-done"), card.hasAttribute("data-tentative")];
  return {
    card,
    owners,
    themes: listed(said("themes")),
    late: lateness === "late",
    unowned: !done && !said("answer"),
    unaccepted: !done && said("answer") !== "accepted",
    undated: !done && !shape,
    span: first && { first, last: said("last"), shape, lateness, tentative, done },
  };
}

// All that can be read on it, for finding words.
export function wordsOf(fact) {
  const { card } = fact;
  fact.words ??= foldBoth(`${card.dataset.number} ${card.querySelector("[data-view-part]").textContent}`);
  return fact.words;
}
