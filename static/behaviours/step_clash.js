// Two people changed one text: both stand side by side, with three ways out. Nothing is lost either way.
import { becomeClean, isDirty, savedChoice, textFields } from "./form_fields.js";
import { forgetDraft } from "./drafts.js";
import { freshenSoon, unmark } from "./step_fresh.js";
import { parse } from "./elements.js";

const origins = new WeakMap(); // panel -> the form the clash came from, or what it stands before

export function startClashes() {
  document.addEventListener("click", (event) => {
    const theirs = event.target.closest("#drawer [data-clash-theirs]");
    if (!theirs) return;
    event.preventDefault();
    takeTheirs(theirs.closest(".clash"));
  });
}

// Before the form, not inside: the panel has forms of its own. -> true: it is shown
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
export function settleClash(form, body, rev) {
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
