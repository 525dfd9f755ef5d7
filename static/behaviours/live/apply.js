// The one place that changes the board: live messages, answers, repairs and polling all end here.
import { byId, listOf, parse, tell } from "../elements.js";
import { glide, glow, isLively, measure, movable } from "./arrival.js";
import { keepFocus, passFocusOn, replace, settle } from "./place.js";

// What the viewer's own browser put there: no message takes it away.
const KEPT_CLASSES = ["step--pending", "step--source", "step--arrived", "stage--shown"];
const KEPT_ATTRIBUTES = ["hidden", "data-home", "data-here", "data-news"];

const fragRevs = new Map();

// What the page was loaded with is as new as the page.
export function startFrags(root) {
  for (const { dataset } of root.querySelectorAll("[data-frag]")) fragRevs.set(dataset.frag, Number(root.dataset.rev));
}

const KINDS = { step: putStep, note: putNote, stage: putStage };

// Ops are absolute, so doing one twice does no harm; one older than the entity itself is skipped.
// `late`: the day's delta of an older rev, which must not bring back what was deleted since.
// -> ids of what was touched
export function applyDelta(message, late = false) {
  const lively = isLively(message.ops);
  const before = measure(lively ? movable(message.ops) : []);
  tell("arriving", message);
  // cards need their stage to be there
  const ops = message.ops.toSorted((a, b) => rank(a) - rank(b));
  for (const op of ops) run(op, late);
  glide(before);
  if (lively) glow(message);
  return ops.flatMap((op) => op.ids ?? [op.id]);
}

function rank(op) {
  if (op.kind !== "stage") return 1;
  return op.op === "put" ? 0 : 2;
}

function run(op, late) {
  if (op.op === "put") put(op, parse(op.html).firstElementChild, late);
  else if (op.op === "del") remove(byId(op.kind, op.id), op.rev);
  else if (op.op === "frag") fill(op.id, op.html, op.rev);
  else if (op.op === "touch") tell("touched", { ids: op.ids, rev: op.rev });
}

function put(op, fresh, late) {
  const old = byId(op.kind, op.id);
  if (!fresh || Number(old?.dataset.rev) > op.rev || (late && !old)) return;
  if (fresh.matches("[data-pos]")) Object.assign(fresh.dataset, { pos: op.pos, rev: op.rev });
  KINDS[op.kind]?.(old, fresh, op);
}

function putStep(card, fresh, { list }) {
  const target = listOf(list);
  if (!target) return;
  if (!card) return settle(fresh, target);
  takeAttributes(card, fresh);
  // grip and menu button stay: a finger may be on one of them
  replace(card.querySelector("[data-view-part]"), fresh.querySelector("[data-view-part]"));
  for (const name of ["[data-grip]", "[data-move-menu]"]) rename(card.querySelector(name), fresh.querySelector(name));
  if (card.dataset.home === undefined) settle(card, target);
  else card.dataset.home = list;
}

function putNote(note, fresh, { list }) {
  const target = listOf(list);
  if (!target) return;
  if (!note) return settle(fresh, target);
  if (!note.isEqualNode(fresh)) {
    takeAttributes(note, fresh);
    keepFocus(note, () => note.replaceChildren(...fresh.childNodes));
  }
  settle(note, target);
}

function putStage(stage, fresh, { pos, rev }) {
  const stages = listOf("stages");
  if (!stage) {
    // its cards have ops of their own
    fresh.querySelector("[data-list]").replaceChildren();
    return settle(fresh, stages);
  }
  if (fresh.matches("section")) takeAttributes(stage, fresh);
  Object.assign(stage.dataset, { pos, rev });
  const part = (name) => (fresh.matches(name) ? fresh : fresh.querySelector(name));
  for (const name of ["[data-head]", "[data-empty-of]"]) replace(stage.querySelector(name), part(name));
  settle(stage, stages);
}

function takeAttributes(el, fresh) {
  const kept = KEPT_CLASSES.filter((name) => el.classList.contains(name));
  for (const { name } of [...el.attributes]) {
    if (!fresh.hasAttribute(name) && !KEPT_ATTRIBUTES.includes(name)) el.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) el.setAttribute(name, value);
  if (kept.length) el.classList.add(...kept);
}

function rename(button, fresh) {
  if (button && fresh) button.setAttribute("aria-label", fresh.getAttribute("aria-label"));
}

function remove(el, rev = Infinity) {
  if (!el || Number(el.dataset.rev) > rev) return;
  // an open drawer, menu, drag or form takes its text out of the way first
  tell("deleted", { kind: el.id.slice(0, el.id.indexOf("-")), id: el.dataset.id, el });
  passFocusOn(el);
  el.remove();
}

function fill(id, html, rev, whole = false) {
  const name = `[data-frag="${CSS.escape(id)}"]`;
  const old = document.querySelector(name);
  if (!old || (!whole && fragRevs.get(id) > rev)) return;
  fragRevs.set(id, rev);
  const fresh = parse(html);
  const inner = fresh.querySelector(name) ?? fresh;
  keepFocus(old, () => old.replaceChildren(...inner.childNodes));
}

// The whole state: newer than anything here, whatever its revs say. What is not listed is gone.
export function applySnapshot({ lists, frags, rev }, root) {
  tell("arriving", { by: [], ops: [] });
  const seen = new Set();
  for (const [list, html] of Object.entries(lists).sort(([a], [b]) => (b === "stages") - (a === "stages"))) {
    for (const fresh of [...parse(html).children]) {
      const kind = fresh.id.slice(0, fresh.id.indexOf("-"));
      seen.add(fresh.id);
      KINDS[kind](byId(kind, fresh.dataset.id), fresh, { list, pos: fresh.dataset.pos, rev: fresh.dataset.rev });
    }
  }
  // cards before their stages
  const here = [...root.querySelectorAll("[data-list] > [data-id]")].reverse();
  for (const el of here) if (!seen.has(el.id)) remove(el);
  for (const [id, html] of Object.entries(frags)) fill(id, html, rev, true);
  return [...seen].map((id) => id.slice(id.indexOf("-") + 1));
}
