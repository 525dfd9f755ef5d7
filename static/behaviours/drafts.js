// What is typed and not saved survives a reload of the tab; with the rev it was begun at, for a clash to be noticed.
import { baseOf, isDirty, isSameText, textFields } from "./form_fields.js";
import { session } from "./storage.js";

export function startDrafts() {
  document.addEventListener("input", ({ target }) => {
    const isDraft = target.form?.matches("[data-step] form[data-command]") && textFields(target.form).includes(target);
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
}

const draftable = (root) =>
  [...root.querySelectorAll("[data-step] form[data-command]:not(.clash form)")].flatMap(textFields);

const nameOf = (field) => `draft:${document.body.dataset.me}:${field.form.getAttribute("action")}:${field.name}`;
