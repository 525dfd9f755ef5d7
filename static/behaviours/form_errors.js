// Sentences at the fields they are about: <p data-error-for="title" hidden>.

let made = 0;

// Whether each sentence found its place. No sentences: the old ones go.
export function showErrors(form, fields) {
  for (const place of form.querySelectorAll("[data-error-for]")) showAt(form, place, fields[place.dataset.errorFor]);
  const [first] = form.querySelectorAll("[aria-invalid=true]");
  first?.focus();
  return Object.keys(fields).every((name) => form.querySelector(`[data-error-for="${CSS.escape(name)}"]`));
}

function showAt(form, place, sentence) {
  const field = form.elements[place.dataset.errorFor];
  place.textContent = sentence ?? "";
  place.hidden = !sentence;
  if (!(field instanceof HTMLElement)) return;
  if (!sentence) return field.removeAttribute("aria-invalid");
  place.id ||= `error-${++made}`;
  field.setAttribute("aria-invalid", "true");
  const described = new Set([...(field.getAttribute("aria-describedby") ?? "").split(" "), place.id].filter(Boolean));
  field.setAttribute("aria-describedby", [...described].join(" "));
}
