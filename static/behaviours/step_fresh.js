// An open step that somebody else changes: what is only shown is fetched again, what is being typed stays, marked.
import { drawerAddress, drawerStep, fetchFragment, turnStep } from "./drawer.js";
import { baseOf, becomeClean, choiceFields, hasUnsaved, isDirty, isSameText, savedChoice, textFields } from "./form_fields.js";
import { element, on, parse } from "./elements.js";
import { followChoices } from "./choices.js";
import { replace } from "./live/place.js";
import { say } from "./live/announce.js";
import { showKept } from "./drafts.js";
import { text } from "./texts.js";

const TOGETHER = 150; // ms: changes that come together are fetched once

let timer;
let lastBy = "";

export function startFreshening() {
  on("applied", ({ ids, others, stages }) => {
    // a step can be put into every stage
    if (!stages && !concerns(ids)) return;
    lastBy = others.at(-1)?.actor ?? "";
    freshenSoon();
  });
  on("touched", ({ ids }) => concerns(ids) && freshenSoon());
}

// The step itself, and the others it shows something of.
function concerns(ids) {
  const others = drawerStep()?.querySelector("[data-steps]")?.dataset.steps.split(" ") ?? [];
  return [drawerStep()?.dataset.step, ...others].some((id) => ids.includes(id));
}

export function freshenSoon() {
  clearTimeout(timer);
  timer = setTimeout(freshen, TOGETHER);
}

async function freshen() {
  const url = drawerAddress();
  if (!url) return;
  // all lines of a long checklist stay once they were asked for
  const { status, html } = await fetchFragment(drawerStep()?.querySelector("[data-every]") ? `${url}?lines=all` : url);
  if (url !== drawerAddress() || !drawerStep()) return;
  if (status === 404 || status === 410) return sayGone();
  const fresh = html && parse(html).querySelector("[data-step]");
  if (!fresh) return;
  if (isAway(fresh) !== isAway(drawerStep())) return turn(fresh);
  refreshParts(fresh);
  showKept(document);
  refreshTexts(fresh);
  refreshHeading(fresh);
}

function sayGone() {
  if (drawerStep().querySelector(":scope > .notice")) return;
  drawerStep().prepend(element("p", { class: "notice", role: "alert" }, text("step_gone")));
}

const isAway = (step) => step.dataset.away !== undefined;

// Trashed or dropped, or back again: the forms go or come.
function turn(fresh) {
  const said = fresh.querySelector(".ending--away strong")?.textContent;
  turnStep(fresh);
  if (said) say(said);
}

function refreshParts(fresh) {
  for (const old of drawerStep().querySelectorAll("[data-fresh]")) {
    const other = fresh.querySelector(`[data-fresh="${CSS.escape(old.dataset.fresh)}"]`);
    if (!other) continue;
    if (isInUse(old)) {
      markTyped(old, other);
      continue;
    }
    const folds = foldsOf(other);
    for (const [place, { open }] of foldsOf(old)) if (open && folds.has(place)) folds.get(place).open = true;
    replace(old, other);
  }
}

// By the row they stand in, as rows come and go; else by their place.
function foldsOf(part) {
  return new Map([...part.querySelectorAll("details")].map((one, n) => [one.closest("li[id]")?.id ?? n, one]));
}

function isInUse(part) {
  const form = part.closest("form");
  const isTyping = part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
  return isTyping || hasUnsaved(part) || (form !== null && textFields(form).some(isDirty));
}

// Somebody writes what came of a step that somebody else has finished meanwhile.
function markTyped(part, other) {
  const field = [...part.querySelectorAll("textarea")].find((one) => isDirty(one) || one === document.activeElement);
  if (field && part.textContent !== other.textContent) mark(field);
}

function refreshTexts(fresh) {
  for (const form of drawerStep().querySelectorAll("form[data-command]:not(.clash form)")) {
    const action = CSS.escape(form.getAttribute("action"));
    const other = fresh.querySelector(`form[action="${action}"]:not(.clash form)`);
    if (other) followChoices(form, other);
    if (!form.elements._base || !other) continue;
    for (const field of choiceFields(form)) refreshChoice(field, other.elements[field.name]);
    for (const field of textFields(form)) refreshText(field, other.elements[field.name]);
  }
}

// What it shows was followed already; what somebody is choosing keeps the rev it was read at.
function refreshChoice(field, theirs) {
  if (theirs && field.value === savedChoice(field)) field.dataset.base = baseOf(theirs);
}

function refreshText(field, theirs) {
  if (!theirs) return;
  const isUnchanged = isSameText(theirs.value, field.defaultValue);
  if (isUnchanged || (!isDirty(field) && field !== document.activeElement)) {
    if (isUnchanged && isDirty(field)) field.dataset.base = baseOf(theirs);
    else becomeClean(field, theirs.value, baseOf(theirs));
    unmark(field);
  } else mark(field);
}

const markOf = (field) => field.parentNode.querySelector(`[data-changed-for="${CSS.escape(field.name)}"]`);

export const unmark = (field) => markOf(field)?.remove();

function mark(field) {
  const words = lastBy ? text("changed_by", { name: lastBy }) : text("changed_by_somebody");
  unmark(field);
  field.after(element("p", { class: "field__changed", role: "status", "data-changed-for": field.name }, words));
}

function refreshHeading(fresh) {
  const [old, other] = [drawerStep(), fresh].map((article) => article.querySelector("h1"));
  if (old && other && old.textContent !== other.textContent) old.textContent = other.textContent;
  drawerStep().dataset.rev = fresh.dataset.rev;
}
