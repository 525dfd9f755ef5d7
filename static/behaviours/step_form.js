// The forms of a step: sent through the outbox, answered where they stand.
import { settleChoices } from "./choices.js";
import { becomeClean, bodyOf, choiceFields, isDirty, isUnderway, showErrors, textFields } from "./form_fields.js";
import { freshenSoon, unmark } from "./step_fresh.js";
import { say, warn } from "./live/announce.js";
import { forgetDraft } from "./drafts.js";
import { send } from "./live/outbox.js";
import { tell } from "./elements.js";
import { text } from "./texts.js";

export function startStepForms() {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-command]")) return;
    event.preventDefault();
    submit(event.target, event.submitter);
  });
}

function submit(form, submitter) {
  if (isUnderway(form)) return say(text("still_sending"));
  const body = bodyOf(form, submitter);
  if (!body) return say(text("nothing_changed"));
  showErrors(form, {});
  form.ariaBusy = "true";
  send({
    url: form.getAttribute("action"),
    body,
    feed: form.dataset.feed,
    ...labelOf(form, submitter, body),
    shown: textFields(form).map((field) => body[field.name] ?? "").filter(Boolean).join(" · "),
    done: (answer, rev) => finish(form, body, rev),
    refused: (refusal) => show(form, refusal),
  });
}

// What stands beside "undo", and in the list of what is not sent.
function labelOf(form, submitter, body) {
  const title = (body.title ?? form.closest("[data-step]")?.querySelector("h1")?.textContent)?.trim();
  const isText = title && form.elements._base && !form.matches(".form--whole");
  const said = !form.closest(".clash") ? "rewritten" : submitter?.matches("[data-clash-mine]") ? "took_mine" : "took_both";
  if (isText) return { label: text(said, { title }), title };
  const button = submitter?.textContent.trim() || submitter?.getAttribute("aria-label");
  return { label: [title, button].filter(Boolean).join(": "), title, pressed: true };
}

function finish(form, body, rev) {
  form.ariaBusy = null;
  say(text("saved"));
  settleChoices(form);
  if (form.closest(".clash")) tell("clash_saved", { form, body, rev });
  else if (form.elements._base) takeSaved(form, body, rev);
  else if (textFields(form).every((field) => field.value === body[field.name])) form.reset();
  for (const field of textFields(form)) if (!isDirty(field)) forgetDraft(field);
  tell("form_saved", { form });
  const details = form.closest("details");
  if (details && form.isConnected && !form.matches(".check__place")) details.open = false;
  freshenSoon();
}

// Somebody may have typed on meanwhile: that is unsaved then, on top of what was saved.
function takeSaved(form, body, rev) {
  for (const field of textFields(form).filter(({ name }) => name in body)) {
    // a reason is told with one change and not kept in the form
    const isReason = field.closest("[data-reason]") !== null;
    if (isReason) field.value = "";
    becomeClean(field, isReason ? "" : body[field.name], rev);
    unmark(field);
  }
  for (const field of choiceFields(form)) if (field.name in body) field.dataset.base = rev;
  for (const reason of form.querySelectorAll("[data-reason]")) reason.open = false;
}

// Whether it is shown here, so that the outbox need not list it.
function show(form, { status, sentence, fields, html }) {
  form.ariaBusy = null;
  if (!form.isConnected) return warn(sentence);
  // a tick was shown in advance
  if (form.matches(".check__tick")) freshenSoon();
  if (status === 409 && html) return import("./later/step_clash.js").then(({ showClash }) => showClash(form, html), () => warn(sentence));
  if (status === 422 && Object.keys(fields).length && showErrors(form, fields)) return true;
  return warn(sentence);
}
