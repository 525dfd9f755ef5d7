// Alt and an arrow move the card that has the focus: up, down, or to the end of the stage beside.
import { focusAfterMove, move } from "./optimistic.js";
import { mayWrite } from "./elements.js";
import { allStages } from "./stage_counts.js";

export function startMoveKeys(board) {
  board.addEventListener("keydown", (event) => {
    const card = event.target.closest(".step");
    if (!card || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !mayWrite()) return;
    const way = WAYS[event.key];
    if (!way) return;
    // alt and left would go back in history
    event.preventDefault();
    const neighbour = card.nextElementSibling ?? card.previousElementSibling;
    way(card);
    focusAfterMove(card, event.target, neighbour);
  });
}

const WAYS = {
  ArrowUp: moveUp,
  ArrowDown: moveDown,
  ArrowLeft: (card) => moveBeside(card, -1),
  ArrowRight: (card) => moveBeside(card, 1),
};

export function moveUp(card) {
  const above = shownBeside(card, "previousElementSibling");
  if (above) move(card, card.parentNode, above);
}

export function moveDown(card) {
  const below = shownBeside(card, "nextElementSibling");
  if (below) move(card, card.parentNode, below.nextElementSibling);
}

function moveBeside(card, distance) {
  const stages = allStages();
  const stage = stages[stages.indexOf(card.closest("section")) + distance];
  if (stage) move(card, stage.querySelector("[data-list]"));
}

// A filter may hide cards between.
function shownBeside(card, way) {
  let other = card[way];
  while (other?.hidden) other = other[way];
  return other;
}
