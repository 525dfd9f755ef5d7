// How many steps a stage has is counted from the cards: after each message and each own move.
import { byId, on } from "./elements.js";

export function startStageCounts() {
  on("applied", countStages);
  on("placed", countStages);
  countStages();
}

function countStages() {
  for (const place of document.querySelectorAll("[data-count-of]")) {
    const n = cardsOf(byId("stage", place.dataset.countOf)).length;
    if (place.textContent !== String(n)) place.textContent = n;
  }
}

export const cardsOf = (stage) => [...(stage?.querySelectorAll("[data-list] > [data-id]") ?? [])];

export const allStages = () => [...document.querySelectorAll('[data-list="stages"] > [data-id]')];

export const stageName = (stage) => stage.querySelector("[data-head] h2").textContent.trim();

export const titleOf = (card) => card.querySelector("[data-open-step]").textContent.replaceAll("\u00ad", "").trim();
