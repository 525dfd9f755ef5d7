// Texts for scripts stand in the page's <template data-texts>, in the viewer's language.

let texts;

// text("unsent", {n: 2}) takes unsent_one or unsent_other; {n} and other names in braces are filled in.
export function text(key, values = {}) {
  texts ??= read();
  const found = texts.get(`${key}_${values.n === 1 ? "one" : "other"}`) ?? texts.get(key) ?? key;
  return found.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? values[name] : whole));
}

function read() {
  const all = document.querySelector("template[data-texts]")?.content.querySelectorAll("[data-key]") ?? [];
  return new Map([...all].map((one) => [one.dataset.key, one.textContent.trim()]));
}
