// What stands in a form, and what of it somebody has changed.

const TEXT = "textarea, input:not([type=hidden], [type=checkbox], [type=radio])";

export const textFields = (form) => [...form.elements].filter((field) => field.matches(TEXT));

export const isDirty = (field) => field.value !== field.defaultValue;

// What waits in the outbox is not lost when its form is closed.
export const isUnderway = (form) => form.ariaBusy === "true";

export const hasUnsaved = (root) =>
  [...root.querySelectorAll("form[data-command]")].some((form) => !isUnderway(form) && textFields(form).some(isDirty));

// Texts carry the rev they were read at; a field that was refreshed since knows a newer one than its form.
export const baseOf = (field) => Number(field.dataset.base ?? field.form.elements._base?.value ?? 0);

// As the server keeps it, or will.
export const isSameText = (one, other) => one.trim().normalize() === other.trim().normalize();

export function becomeClean(field, value, base) {
  if (!isDirty(field) || isSameText(field.value, value)) field.value = value;
  field.defaultValue = value;
  if (base) field.dataset.base = base;
}

// The command's body; null when nothing was changed. Of texts with a base only the changed ones are sent;
// both sides of a clash, and forms that say something without a word, are sent as they are.
export function bodyOf(form, submitter) {
  const hasBase = Boolean(form.elements._base);
  const onlyChanged = hasBase && !form.closest(".clash") && !form.matches(".form--whole");
  const changed = textFields(form).filter((field) => !onlyChanged || isDirty(field));
  const chosen = [...form.elements].filter((field) => isPlain(field) && !(onlyChanged && isLeftAlone(field)));
  if (onlyChanged && !changed.length && !chosen.some(isList)) return null;
  const body = Object.fromEntries(changed.map((field) => [field.name, field.value]));
  for (const field of chosen) add(body, field);
  if (submitter?.name) body[submitter.name] = submitter.value;
  if (hasBase) body.base = Math.min(...[...changed, ...chosen.filter(isList)].map(baseOf));
  return body;
}

// Lists to choose from have a base as texts have.
export const choiceFields = (form) => [...form.elements].filter(isList);

export const savedChoice = (field) => ([...field.options].find((one) => one.defaultSelected) ?? field.options[0])?.value;

const isList = (field) => field.matches("select");

const isLeftAlone = (field) => isList(field) && field.value === savedChoice(field);

const isPlain = (field) => field.matches(`:is(select, input):not(${TEXT}, [name^="_"])`) && field.name;

// Checkboxes of one name are a set, also when one or none is checked.
function add(body, field) {
  if (field.type === "checkbox") {
    body[field.name] ??= [];
    if (field.checked) body[field.name].push(field.value);
  } else if (field.type !== "radio" || field.checked) body[field.name] = field.value;
}

// Sentences at the fields they are about: <p data-error-for="title" hidden>. No sentences: the old ones go.
// -> whether each found its place
export function showErrors(form, fields) {
  for (const place of form.querySelectorAll("[data-error-for]")) showAt(form, place, fields[place.dataset.errorFor]);
  const [first] = form.querySelectorAll("[aria-invalid=true]");
  first?.focus();
  return Object.keys(fields).every((name) => form.querySelector(`[data-error-for="${CSS.escape(name)}"]`));
}

export function showAt(form, place, sentence) {
  const field = form.elements[place.dataset.errorFor];
  place.textContent = sentence ?? "";
  place.saidAt = performance.now();
  place.hidden = !sentence;
  if (!(field instanceof HTMLElement)) return;
  if (!sentence) return field.removeAttribute("aria-invalid");
  place.id ||= `${field.name}-error-${Date.now()}`;
  field.setAttribute("aria-invalid", "true");
  const described = new Set([...(field.getAttribute("aria-describedby") ?? "").split(" "), place.id].filter(Boolean));
  field.setAttribute("aria-describedby", [...described].join(" "));
}
