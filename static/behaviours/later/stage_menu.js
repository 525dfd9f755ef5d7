// The menu of a stage: one place to the left or right at once; its name, a new one and its end on the page for that.
import { allStages, stageName } from "../stage_counts.js";
import { element, on, symbol } from "../elements.js";
import { say } from "../live/announce.js";
import { send } from "../live/outbox.js";
import { text } from "../texts.js";

const EDGE = 8; // px kept between menu and window

let menu = null;
let opener = null; // the link in the stage's head

export function openStageMenu(link) {
  const same = link === opener;
  close();
  if (same) return;
  opener = link;
  const stage = link.closest("section");
  menu = element("menu", { class: "menu__sheet menu__sheet--free", role: "menu", "aria-label": stageName(stage) });
  menu.append(...items(stage, link.getAttribute("href")));
  link.setAttribute("aria-expanded", "true");
  document.body.append(menu);
  putBeside(link);
  menu.addEventListener("keydown", onKey);
  choices()[0].focus({ preventScroll: true });
}

document.addEventListener("pointerdown", ({ target }) => menu && !menu.contains(target) && !opener.contains(target) && close());
on("deleted", ({ el }) => opener && el.contains(opener) && close());

function items(stage, page) {
  const stages = allStages();
  const at = stages.indexOf(stage);
  const all = [];
  if (at > 0) all.push(action("left", text("stage_left"), () => place(stage, stages[at - 1])));
  if (at < stages.length - 1) all.push(action("right", text("stage_right"), () => place(stage, stages[at + 2])));
  all.push(way("pen", text("stage_rename"), page), way("bin", text("stage_remove"), page));
  all.push(way("plus", text("stage_new"), page.replace(/#.*/, "#stages")));
  return all;
}

function place(stage, before) {
  const body = { before: before?.dataset.id ?? null };
  const url = `/plans/${stage.closest("[data-plan]").dataset.plan}/stages/${stage.dataset.id}/placement`;
  const label = text("stage_moved", { stage: stageName(stage) });
  send({ url, body, feed: stage.closest("[data-feed]").dataset.feed, label });
  say(label);
}

function action(sign, words, choose) {
  const button = element("button", { type: "button", role: "menuitem", tabindex: "-1" }, symbol(sign), words);
  button.addEventListener("click", () => {
    choose();
    close(true);
  });
  return element("li", { role: "none" }, button);
}

function way(sign, words, href) {
  const link = element("a", { href, role: "menuitem", tabindex: "-1", class: "menu__item" }, symbol(sign), words);
  return element("li", { role: "none" }, link);
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

function putBeside(link) {
  const [at, own] = [link.getBoundingClientRect(), menu.getBoundingClientRect()];
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
