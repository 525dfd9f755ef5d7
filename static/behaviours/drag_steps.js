// Dragging a card, alike for mouse, pen and finger. The card stays where it is until the drop; a ghost and a marker
// move, so changes by others are shown meanwhile, even to the dragged card itself.
import { byId, element, mayWrite, on } from "./elements.js";
import { allStages, titleOf } from "./stage_counts.js";
import { startScrolling } from "./drag_scroll.js";
import { insert } from "./live/place.js";
import { move } from "./optimistic.js";
import { shownStage } from "./stage_switch.js";
import { text } from "./texts.js";
import { warn } from "./live/announce.js";

const FIRM = 6; // px before a press becomes a drag: less is a click by an unsteady hand
const NO_HANDLE = "button, input, select, textarea, summary, label";

let drag = null; // {pointer, id, from, at, ghost?, marker?, stop?}
let board;

export function startDragging(root) {
  board = root;
  board.addEventListener("pointerdown", press);
  // a link is draggable by itself
  board.addEventListener("dragstart", (event) => event.target.closest?.(".step") && event.preventDefault());
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", (event) => isMine(event) && release());
  document.addEventListener("pointercancel", (event) => isMine(event) && end());
  document.addEventListener("keydown", cancel, true);
  on("deleted", ({ id }) => drag?.ghost && drag.id === id && lose());
}

const isMine = (event) => drag?.pointer === event.pointerId;

function press(event) {
  const card = event.target.closest(".step");
  if (!card || drag || event.button || !event.isPrimary || event.ctrlKey || event.metaKey || !mayWrite()) return;
  const byGrip = event.target.closest("[data-grip]");
  if (!byGrip && (event.pointerType !== "mouse" || event.target.closest(NO_HANDLE))) return;
  const from = { x: event.clientX, y: event.clientY };
  drag = { pointer: event.pointerId, id: card.dataset.id, from, at: from };
  // not on the card: what it shows may be replaced under the finger. Not yet for a mouse: it may become a click
  if (byGrip) board.setPointerCapture(drag.pointer);
}

function follow(event) {
  if (!isMine(event)) return;
  drag.at = { x: event.clientX, y: event.clientY };
  if (!drag.ghost && Math.hypot(drag.at.x - drag.from.x, drag.at.y - drag.from.y) > FIRM) begin();
  if (drag?.ghost) event.preventDefault();
}

function begin() {
  const card = byId("step", drag.id);
  if (!card) return end();
  board.setPointerCapture(drag.pointer);
  getSelection().removeAllRanges();
  document.documentElement.classList.add("dragging");
  card.classList.add("step--source");
  const rect = card.getBoundingClientRect();
  drag.grip = { x: drag.from.x - rect.left, y: drag.from.y - rect.top };
  drag.ghost = ghostOf(card, rect);
  drag.marker = element("li", { class: "step__marker", "aria-hidden": "true" });
  drag.marker.style.blockSize = `${rect.height}px`;
  document.body.append(drag.ghost);
  drag.stop = startScrolling(board.querySelector(".stages"), () => drag.at, draw);
}

function ghostOf(card, rect) {
  const ghost = card.cloneNode(true);
  for (const el of [ghost, ...ghost.querySelectorAll("[id]")]) el.removeAttribute("id");
  ghost.className = `${card.className} step--ghost`;
  ghost.inert = true;
  ghost.setAttribute("aria-hidden", "true");
  Object.assign(ghost.style, { position: "fixed", inset: "0 auto auto 0", pointerEvents: "none" });
  ghost.style.inlineSize = `${rect.width}px`;
  return ghost;
}

// Once per frame, also when only the page moved beneath a still finger.
function draw() {
  drag.ghost.style.transform = `translate(${drag.at.x - drag.grip.x}px, ${drag.at.y - drag.grip.y}px)`;
  const stage = stageUnder(drag.at.x);
  const list = stage?.querySelector("[data-list]");
  if (!list) return;
  const before = cardBelow(list, drag.at.y);
  insert(drag.marker, list, before);
}

function stageUnder(x) {
  const alone = shownStage();
  if (alone) return alone;
  return allStages().find((stage) => {
    const { left, right } = stage.getBoundingClientRect();
    return left <= x && x <= right;
  });
}

function cardBelow(list, y) {
  const others = [...list.children].filter((card) => card.dataset.id && card.dataset.id !== drag.id);
  const isBelow = ({ top, height }) => height > 0 && y < top + height / 2;
  return others.find((card) => isBelow(card.getBoundingClientRect())) ?? null;
}

function release() {
  if (!drag.ghost) return end();
  draw();
  swallowClick();
  const card = byId("step", drag.id);
  const list = drag.marker.parentNode;
  let before = drag.marker.nextElementSibling;
  if (before === card) before = card.nextElementSibling;
  end();
  if (list) move(card, list, before, true);
}

// The click that follows would open the card.
function swallowClick() {
  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }));
}

function cancel(event) {
  if (event.key !== "Escape" || !drag?.ghost) return;
  event.preventDefault();
  event.stopPropagation();
  abandon();
}

function lose() {
  warn(text("drag_gone", { title: titleOf(byId("step", drag.id)) }));
  abandon();
}

function abandon() {
  addEventListener("pointerup", swallowClick, { once: true });
  end();
}

function end() {
  const { pointer, ghost, marker, stop, id } = drag;
  drag = null;
  stop?.();
  ghost?.remove();
  marker?.remove();
  byId("step", id)?.classList.remove("step--source");
  document.documentElement.classList.remove("dragging");
  if (board.hasPointerCapture(pointer)) board.releasePointerCapture(pointer);
}
