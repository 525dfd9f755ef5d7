// Two people changed one text: both stand side by side, with three ways out. Nothing is lost either way.
import { becomeClean, choiceFields, isDirty, savedChoice, textFields } from "../form_fields.js";
import { forgetDraft } from "../drafts.js";
import { freshenSoon, unmark } from "../step_fresh.js";
import { on, parse } from "../elements.js";
import { drawerAddress, drawerStep } from "../drawer.js";
import { drop, retry } from "../live/outbox.js";
import { clashesAt, standsInStep } from "../live/outbox_panel.js";

const origins = new WeakMap(); // panel -> the form the clash came from, or what it stands before

document.addEventListener("click", (event) => {
  const theirs = event.target.closest("#drawer [data-clash-theirs]");
  if (!theirs) return;
  event.preventDefault();
  takeTheirs(theirs.closest(".clash"));
});

on("clash_saved", settleClash);

// Before the form, not inside: the panel has forms of its own.
export function showClash(form, html) {
  const isAgain = form.closest(".clash");
  const origin = (isAgain && origins.get(isAgain)) ?? form;
  const panels = [...parse(html).querySelectorAll(".clash")];
  for (const panel of panels) {
    document.querySelector(`#drawer [data-clash="${CSS.escape(panel.dataset.clash)}"]`)?.remove();
    origins.set(panel, origin);
    origin.before(panel);
  }
  panels[0]?.querySelector("[data-clash-merged]")?.focus();
  return panels.length > 0;
}

// Mine or the merged text was saved.
function settleClash({ form, body, rev }) {
  const panel = form.closest(".clash");
  const [{ name }] = textFields(form);
  const field = fieldOf(panel, name);
  panel.remove();
  if (!field) return;
  field.value = body[name];
  becomeClean(field, body[name], rev);
  leave(field);
  saveTheRest(field.form);
}

// What was saved with the field that clashed was not taken either: it goes with the last decision.
function saveTheRest(form) {
  const isOpen = [...document.querySelectorAll("#drawer .clash")].some((panel) => origins.get(panel) === form);
  if (!isOpen && textFields(form).some(isDirty)) form.requestSubmit();
}

// Theirs is saved already; the next look at the server brings it.
function takeTheirs(panel) {
  const [{ name }] = textFields(panel.querySelector("form"));
  const field = fieldOf(panel, name);
  panel.remove();
  if (!field) return;
  field.value = field.matches("select") ? savedChoice(field) : field.defaultValue;
  leave(field);
  saveTheRest(field.form);
  freshenSoon();
}

const fieldOf = (panel, name) => origins.get(panel)?.elements?.[name];

function leave(field) {
  forgetDraft(field);
  unmark(field);
  // to the field's form, not into the field: it is about to show another text
  field.form.querySelector("button")?.focus();
}

// Heard of when its form was closed: asked once more, so that both texts are those of now, and kept in the outbox
// until it is decided.
export function showLateClashes(address) {
  for (const command of clashesAt(address)) retry(command.key, { done: freshenSoon, refused: (refusal) => show(command, address, refusal) });
}

// -> undefined: it is kept
function show({ key, url, body }, address, { clashes, html }) {
  if (!clashes || drawerAddress() !== address || !drawerStep()) return;
  const form = [...drawerStep().querySelectorAll("form[data-command]:not(.clash form)")].find(
    (one) => one.getAttribute("action") === url && one.elements._base,
  );
  if (form) putBack(form, body);
  const others = clashPanels();
  showClash(form ?? drawerStep().querySelector("h1"), html);
  const panels = clashPanels().filter((panel) => !others.includes(panel));
  if (panels.length) standsInStep(key);
  for (const panel of panels) panel.addEventListener("submit", () => end(panel));
  for (const panel of panels) panel.querySelector("a[data-clash-theirs]")?.addEventListener("click", () => end(panel));

  function end(panel) {
    panels.splice(panels.indexOf(panel), 1);
    if (!panels.length) drop(key);
  }
}

const clashPanels = () => [...document.querySelectorAll("#drawer .clash")];

// What was saved with the text that clashed goes with the decision; what is typed there now is not written over.
function putBack(form, body) {
  for (const field of [...textFields(form), ...choiceFields(form)]) {
    const isLeftAlone = field.matches("select") ? field.value === savedChoice(field) : !isDirty(field);
    if (!(field.name in body) || !isLeftAlone) continue;
    field.value = body[field.name];
    field.dataset.base = body.base;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
