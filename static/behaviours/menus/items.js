// What a menu that hangs on a button or a link holds.
import { element, symbol } from "../elements.js";

// words: a text, or an element with one
export function action(sign, words, choose) {
  const button = element("button", { type: "button", role: "menuitem", tabindex: "-1" }, symbol(sign), words);
  button.addEventListener("click", choose);
  return element("li", { role: "none" }, button);
}

export function way(sign, words, href) {
  const link = element("a", { href, role: "menuitem", tabindex: "-1", class: "menu__item" }, symbol(sign), words);
  return element("li", { role: "none" }, link);
}

export function group(name, items) {
  const title = element("p", { class: "menu__title", "aria-hidden": "true" }, name);
  return element("li", { role: "none" }, title, element("ul", { role: "group", "aria-label": name }, ...items));
}
