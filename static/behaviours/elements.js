// Everything that turns text into elements goes through `parse`, and only html that our server rendered does.

export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

// element("button", {type: "button"}, "Text", otherElement)
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function drawing(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

export function symbol(name) {
  const svg = drawing("svg", { class: "symbol", "aria-hidden": "true" });
  svg.append(drawing("use", { href: `${document.body.dataset.sprite}#${name}` }));
  return svg;
}

export const byId = (kind, id) => document.getElementById(`${kind}-${id}`);

// That of a stage through the stage: looking for it passes by all cards before.
export const listOf = (name) =>
  byId("stage", name)?.querySelector("[data-list]") ?? document.querySelector(`[data-list="${CSS.escape(name)}"]`);

export const isShown = (el) => Boolean(el) && el.getClientRects().length > 0;

export const mayWrite = () => document.body.dataset.role !== "reader";

// For a script that comes when it is wanted: without network it does not, as the connection state says already.
// What it adds is missing then, the rest works, and the next time is another try.
export const unreached = () => {};

export function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(`tracker:${name}`, { detail }));
}

export function on(name, hear) {
  document.addEventListener(`tracker:${name}`, (event) => hear(event.detail));
}
