// The menu of a card: every stage one tap or digit away, its place in the stage, and what else is often done. For fingers, keys and switches.
import { focusAfterMove, move } from "./optimistic.js";
import { moveDown, moveUp } from "./move_keys.js";
import { element, mayWrite, on, symbol, unreached } from "./elements.js";
import { allStages, stageName, titleOf } from "./stage_counts.js";
import { text } from "./texts.js";

const EDGE = 8; // px kept between menu and window

const menu = document.getElementById("move-menu");
let opener = null; // the button of the card it is open for
let choices = []; // what each item does
let before = null; // what of that card had the focus

export function startMoveMenu(board) {
  if (!menu) return;
  board.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move-menu]");
    if (button && mayWrite()) toggle(button);
  });
  menu.addEventListener("click", (event) => choose(items().indexOf(event.target.closest("[role=menuitem]"))));
  menu.addEventListener("keydown", onKey);
  document.addEventListener("pointerdown", (event) => opener && !isInside(event.target) && close());
  on("deleted", ({ el }) => opener && el.contains(opener) && close());
}

const cardOf = (button) => button.closest(".step");
const items = () => [...menu.querySelectorAll("[role=menuitem]")];
const isInside = (target) => menu.contains(target) || opener.contains(target);

function toggle(button) {
  const same = button === opener;
  if (opener) close();
  if (!same) open(button);
}

function open(button) {
  const card = cardOf(button);
  opener = button;
  before = card.contains(document.activeElement) ? document.activeElement : button;
  button.setAttribute("aria-expanded", "true");
  menu.setAttribute("aria-label", text("move_where", { title: titleOf(card) }));
  menu.replaceChildren(...stageItems(), element("li", { role: "separator" }), ...placeItems());
  menu.hidden = false;
  putBeside(button);
  items()[0].focus({ preventScroll: true });
  import("./later/card_menu.js").then(({ cardActions }) => cardActions(card)).then((more) => offer(button, more), unreached);
}

// What else can be done with the card comes when it is known what whoever looks may do.
function offer(button, more) {
  if (opener !== button || !more.length) return;
  menu.append(element("li", { role: "separator" }), ...more.map(({ sign, words, choose }) => item(sign, words, choose)));
  // where they lie under a finger the others stay
  if (menu.getBoundingClientRect().bottom > innerHeight) putBeside(button);
}

function stageItems() {
  choices = [];
  return allStages().map((stage, n) => {
    const isHere = stage.contains(opener);
    const choice = (card) => isHere || move(card, stage.querySelector("[data-list]"));
    const made = item(isHere ? "check" : "move", stageName(stage), choice);
    if (n < 9) made.firstChild.append(element("kbd", { "aria-hidden": "true" }, String(n + 1)));
    if (isHere) made.firstChild.setAttribute("aria-current", "true");
    return made;
  });
}

function placeItems() {
  return [
    item("up", text("to_top"), (card) => move(card, card.parentNode, card.parentNode.firstElementChild)),
    item("up", text("one_up"), moveUp),
    item("down", text("one_down"), moveDown),
    item("down", text("to_bottom"), (card) => move(card, card.parentNode)),
  ];
}

function item(sign, words, choice) {
  choices.push(choice);
  const button = element("button", { type: "button", role: "menuitem", tabindex: "-1" }, symbol(sign), words);
  return element("li", { role: "none" }, button);
}

function putBeside(button) {
  const [at, own] = [button.getBoundingClientRect(), menu.getBoundingClientRect()];
  const left = Math.min(Math.max(EDGE, at.right - own.width), innerWidth - own.width - EDGE);
  const below = at.bottom + own.height + EDGE < innerHeight;
  const top = below ? at.bottom : Math.max(EDGE, at.top - own.height);
  Object.assign(menu.style, { position: "fixed", left: `${left}px`, top: `${top}px` });
}

function onKey(event) {
  const all = items();
  const at = all.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  const digit = Number(event.key);
  if (next !== undefined) all.at(next % all.length).focus();
  else if (digit >= 1 && digit <= allStages().length) choose(digit - 1);
  else if (event.key === "Escape") close(true);
  else if (event.key === "Tab") return close(true);
  else return;
  event.preventDefault();
  // Escape would close the drawer as well
  event.stopPropagation();
}

function choose(n) {
  if (n < 0 || !opener) return;
  const card = cardOf(opener);
  const neighbour = card.nextElementSibling ?? card.previousElementSibling;
  close(true);
  choices[n](card);
  // Enter opens it then, as it does on any card
  focusAfterMove(card, card.querySelector("[data-open-step]"), neighbour);
}

function close(withFocus = false) {
  menu.hidden = true;
  opener.setAttribute("aria-expanded", "false");
  if (withFocus) before.focus({ preventScroll: true });
  opener = null;
}
