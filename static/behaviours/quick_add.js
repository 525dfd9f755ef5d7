// The "+" of a stage opens a line to write in; Enter adds a step and the line stays open for the next one. What stands
// in a line survives a reload of the tab.
import { byId, isShown, mayWrite, on, unreached } from "./elements.js";
import { allStages } from "./stage_counts.js";
import { send } from "./live/outbox.js";
import { session } from "./storage.js";
import { showErrors } from "./form_fields.js";
import { shownStage } from "./stage_switch.js";
import { text } from "./texts.js";
import { warn } from "./live/announce.js";

const LINE = "[data-quick-add-line]";

export function startQuickAdd() {
  const template = document.querySelector("template[data-quick-add-form]");
  if (!template) return;
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-quick-add], [data-quick-add-here]");
    if (!opener || event.ctrlKey || event.metaKey || !mayWrite()) return;
    event.preventDefault();
    // the button below a phone's screen means the stage in view
    open(byId("stage", opener.dataset.quickAdd) ?? shownStage() ?? allStages()[0], template, opener).focus();
  });
  on("deleted", ({ kind, el }) => kind === "stage" && rescue(el));
  if (mayWrite()) restore(template);
}

function open(stage, template, opener) {
  const form = stage.querySelector(LINE) ?? add(stage, template);
  form.hidden = false;
  form.onkeydown = (event) => onKey(event, form, opener);
  form.querySelector("[data-quick-close]").onclick = () => close(form, opener);
  return form.elements.lines;
}

function add(stage, template) {
  const form = template.content.querySelector("form").cloneNode(true);
  form.setAttribute("data-quick-add-line", "");
  // sent below, not like the forms of a step
  form.removeAttribute("data-command");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(form);
  });
  form.addEventListener("input", () => keep(form));
  // not in the head: that is replaced when the stage is renamed
  stage.querySelector("[data-head]").after(form);
  // what it is understood as, whom and what it can name, several lines at once: wanted when somebody writes
  import("./later/name_choices.js").then(({ startNameChoices }) => startNameChoices(form.elements.lines), unreached);
  import("./later/quick_line.js").then(({ startQuickLine }) => startQuickLine(form, (lines, n) => sendLines(form, lines, n)), unreached);
  return form;
}

function onKey(event, form, opener) {
  if (event.key === "Escape" && !event.defaultPrevented) {
    event.stopPropagation();
    close(form, opener);
  }
  // an input method's Enter is not ours, nor one that chose a name
  if (event.key !== "Enter" || event.isComposing || event.defaultPrevented || event.target !== form.elements.lines) return;
  event.preventDefault();
  submit(form);
}

function submit(form) {
  const line = form.elements.lines.value.trim();
  if (line) sendLines(form, line);
}

// `n` is known of several.
function sendLines(form, lines, n) {
  const field = form.elements.lines;
  const stage = form.closest("section").dataset.id;
  showErrors(form, {});
  send({
    url: form.getAttribute("action"),
    body: { lines, stage },
    feed: form.closest("[data-feed]").dataset.feed,
    label: n ? text("added_many", { n }) : text("added", { title: lines }),
    title: n ? undefined : lines,
    shown: n && lines,
    refused: (refusal) => putBack(form, lines, refusal),
  });
  if (field.value.trim() === lines) field.value = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// Into the line it came from, unless somebody is writing the next one there.
function putBack(form, lines, { sentence, fields }) {
  const field = form.elements.lines;
  // several lines do not fit into one: they are listed among what was refused
  if (!form.isConnected || form.hidden || field.value || lines.includes("\n")) return warn(sentence);
  field.value = lines;
  keep(form);
  showErrors(form, Object.keys(fields).length ? fields : { lines: sentence });
  return true;
}

// What is written stays in the line. A key may have pressed a button that only phones show.
function close(form, opener) {
  const heir = isShown(opener) ? opener : form.closest("section").querySelector("[data-quick-add]");
  if (form.elements.lines.value) form.hidden = true;
  else form.remove();
  heir.focus({ preventScroll: true });
}

function rescue(stage) {
  const form = stage.querySelector(LINE);
  const other = allStages().find((one) => one !== stage);
  if (!form?.elements.lines.value || !other) return;
  other.querySelector(LINE)?.remove();
  session.forget(shelfOf(form) + stage.dataset.id);
  other.querySelector("[data-head]").after(form);
  keep(form);
}

// A name for each stage.
const shelfOf = (form) => `draft:${document.body.dataset.me}:${form.getAttribute("action")}:`;

function keep(form) {
  const name = shelfOf(form) + form.closest("section").dataset.id;
  const { value } = form.elements.lines;
  if (value) session.write(name, value);
  else session.forget(name);
}

// Without taking the focus. The line of a stage that is gone by now opens in the first one that has none.
function restore(template) {
  const shelf = shelfOf(template.content.querySelector("form"));
  for (const name of session.names(shelf)) {
    const id = name.slice(shelf.length);
    const stage = byId("stage", id) ?? allStages().find((one) => !one.querySelector(LINE) && !session.read(shelf + one.dataset.id));
    if (!stage) continue;
    const field = open(stage, template, stage.querySelector("[data-quick-add]"));
    field.value = session.read(name);
    if (stage.dataset.id === id) continue;
    session.forget(name);
    keep(field.form);
  }
}
