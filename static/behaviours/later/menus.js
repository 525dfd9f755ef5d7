// The menus that hang on what is rarely pressed: a stage's head, and a note that another one meets.
import { element, on } from "../elements.js";
import { noteItems } from "../menus/note_items.js";
import { stageItems } from "../menus/stage_items.js";
import { stageName } from "../stage_counts.js";

const EDGE = 8; // px kept between menu and window

let menu = null;
let opener = null; // what it hangs on

export function openStageMenu(link) {
  const stage = link.closest("section");
  open(link, stageName(stage), stageItems(stage, link.getAttribute("href")));
}

export function openNoteMenu(button, fitting, takeUp) {
  open(button, button.textContent, noteItems(fitting, takeUp));
}

document.addEventListener("pointerdown", ({ target }) => menu && !menu.contains(target) && !opener.contains(target) && close());
on("deleted", ({ el }) => opener && el.contains(opener) && close());
// what it hangs on may be drawn anew
on("applied", () => opener && !opener.isConnected && close());

function open(on, name, items) {
  const same = on === opener;
  close();
  if (same) return;
  opener = on;
  menu = element("menu", { class: "menu__sheet menu__sheet--free", role: "menu", "aria-label": name }, ...items);
  opener.setAttribute("aria-expanded", "true");
  // a landmark: nothing of a page lies outside of all of them
  opener.closest("main").append(menu);
  putBeside(opener);
  menu.addEventListener("keydown", onKey);
  menu.addEventListener("click", ({ target }) => target.closest("button") && close(true));
  choices()[0].focus({ preventScroll: true });
}

const choices = () => [...menu.querySelectorAll("[role=menuitem]")];

function onKey(event) {
  const all = choices();
  const at = all.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (next !== undefined) all.at(next % all.length).focus();
  else if (event.key === "Escape" || event.key === "Tab") close(true);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function putBeside(el) {
  const [at, own] = [el.getBoundingClientRect(), menu.getBoundingClientRect()];
  const left = Math.min(Math.max(EDGE, at.right - own.width), innerWidth - own.width - EDGE);
  const top = at.bottom + own.height + EDGE < innerHeight ? at.bottom : Math.max(EDGE, at.top - own.height);
  Object.assign(menu.style, { left: `${left}px`, top: `${top}px` });
}

function close(withFocus = false) {
  menu?.remove();
  opener?.setAttribute("aria-expanded", "false");
  if (withFocus) opener?.focus({ preventScroll: true });
  menu = opener = null;
}
