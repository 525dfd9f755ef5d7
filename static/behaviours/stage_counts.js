// How many steps a stage has is counted from the cards: after each message and each own move.
import { listOf, on } from "./elements.js";

export function startStageCounts() {
  on("applied", countStages);
  on("placed", countStages);
  countStages();
}

// In its head, and in the row of names above. No look through the whole page: it may hold ten thousand cards.
function countStages() {
  const row = document.querySelector(".stage__switch");
  for (const stage of allStages()) {
    const n = String(cardsOf(stage).length);
    for (const root of [stage, row]) {
      const place = root?.querySelector(`[data-count-of="${CSS.escape(stage.dataset.id)}"]`);
      if (place && place.textContent !== n) place.textContent = n;
    }
  }
}

export const cardsOf = (stage) => entitiesIn(stage?.querySelector("[data-list]"));

export const allStages = () => entitiesIn(listOf("stages"));

// the marker of a drag is none
const entitiesIn = (list) => [...(list?.children ?? [])].filter((el) => el.hasAttribute("data-id"));

export const stageName = (stage) => stage.querySelector("[data-head] h2").textContent.trim();

export const titleOf = (card) => card.querySelector("[data-open-step]").textContent.replaceAll("\u00ad", "").trim();
