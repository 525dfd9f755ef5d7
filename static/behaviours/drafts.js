// What is typed and not saved survives a reload of the tab; with the rev it was begun at, for a clash to be noticed.
import { baseOf, isDirty, isSameText, textFields } from "./form_fields.js";
import { element } from "./elements.js";
import { session } from "./storage.js";
import { text } from "./texts.js";

const DRAFTED = "[data-step] form[data-command], form[data-draft]";

export function startDrafts() {
  document.addEventListener("input", ({ target }) => {
    const isDraft = target.form?.matches(DRAFTED) && textFields(target.form).includes(target);
    if (isDraft) keep(target);
  });
  restoreDrafts(document);
}

function keep(field) {
  if (isDirty(field)) session.write(nameOf(field), { value: field.value, base: baseOf(field) });
  else forgetDraft(field);
}

export const forgetDraft = (field) => session.forget(nameOf(field));

export function forgetDrafts(root) {
  for (const field of draftable(root)) forgetDraft(field);
}

// -> what was typed into a step that has left the board meanwhile: its fields are gone until it is back
const keptFor = (step) => session.names(`draft:${document.body.dataset.me}:${step.dataset.away}`);

export function showKept(root) {
  const step = root.querySelector("[data-away]");
  if (!step) return;
  step.querySelector("[data-kept]")?.remove();
  const names = keptFor(step);
  if (!names.length) return;
  const texts = names.map((name) => element("q", { class: "editor__kept" }, session.read(name)?.value ?? ""));
  const discard = element("button", { type: "button", class: "button" }, text("discard"));
  const note = element("div", { class: "notice stack", "data-kept": "" }, element("p", {}, text("typed_kept")), ...texts, element("p", {}, discard));
  discard.addEventListener("click", () => {
    names.forEach(session.forget);
    note.remove();
  });
  step.querySelector("h1").after(note);
}

export function restoreDrafts(root) {
  for (const field of draftable(root)) {
    const draft = session.read(nameOf(field));
    if (!draft) continue;
    if (isSameText(draft.value, field.value)) forgetDraft(field);
    else {
      field.value = draft.value;
      field.dataset.base = draft.base;
    }
  }
  showKept(root);
}

const draftable = (root) =>
  [...root.querySelectorAll(`:is(${DRAFTED}):not(.clash form)`)].flatMap(textFields);

const nameOf = (field) => `draft:${document.body.dataset.me}:${field.form.getAttribute("action")}:${field.name}`;
