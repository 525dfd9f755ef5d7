// After "@" the parties of the plan are offered, and in the line for a new step after "#" its themes: for fingers and keys.
import { element } from "../elements.js";
import { finder, foldBoth } from "../folding.js";

const MOST = 6; // more would cover the cards below
const OPEN = /(?:^|[\s(])([@#])([^@#\n]*)$/;

let made = 0;

// `names(mark)` -> those that are known by now; by default what the board shows.
export function startNameChoices(field, names = namesOnBoard) {
  const list = element("ul", { id: `names-${(made += 1)}`, role: "listbox", class: "names", hidden: "" });
  list.setAttribute("aria-label", field.getAttribute("aria-label") ?? field.labels[0].textContent.trim());
  field.after(list);
  // a field of several lines is none of those that unfold
  const isLine = field.matches("input");
  set(field, { "aria-autocomplete": "list", "aria-controls": list.id, ...(isLine && { role: "combobox", "aria-expanded": "false" }) });
  let at = -1;

  const options = () => [...list.children];
  field.addEventListener("input", offer);
  field.addEventListener("click", offer);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", onKey);
  // before the field loses its focus
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => choose(event.target.closest("[role=option]")));
  offer();

  function offer() {
    const found = opened(field);
    const fitting = found ? fittingOf(names(found.mark), found.typed) : [];
    list.replaceChildren(...fitting.map((name, n) => option(list.id, name, n)));
    list.hidden = !fitting.length;
    unfold(fitting.length > 0);
    // in several lines Enter takes the first one, once something of a name is typed
    go(!isLine && fitting.length && found.typed.trim() ? 0 : -1);
  }

  function unfold(isOpen) {
    if (isLine) field.setAttribute("aria-expanded", String(isOpen));
  }

  function onKey(event) {
    if (list.hidden || event.isComposing) return;
    const last = options().length - 1;
    if (event.key === "ArrowDown") go(at < last ? at + 1 : 0);
    else if (event.key === "ArrowUp") go(at > 0 ? at - 1 : last);
    else if (event.key === "Escape") close();
    else if ((event.key === "Enter" || event.key === "Tab") && at >= 0) choose(options()[at]);
    else return;
    event.preventDefault();
    // Escape would close the line as well
    event.stopPropagation();
  }

  function go(n) {
    at = n;
    for (const [nth, one] of options().entries()) one.setAttribute("aria-selected", String(nth === at));
    const active = options()[at]?.id;
    if (active) field.setAttribute("aria-activedescendant", active);
    else field.removeAttribute("aria-activedescendant");
  }

  function choose(chosen) {
    const found = opened(field);
    if (!chosen || !found) return close();
    const rest = field.value.slice(field.selectionStart).replace(/^[ \t]+/, "");
    const before = `${field.value.slice(0, found.from)}${found.mark}${chosen.textContent} `;
    field.value = before + rest;
    field.setSelectionRange(before.length, before.length);
    close();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function close() {
    list.hidden = true;
    unfold(false);
    go(-1);
  }
}

// What stands before the caret: the mark, where it stands, and what of a name is typed.
function opened(field) {
  const before = field.value.slice(0, field.selectionStart);
  const found = OPEN.exec(before);
  if (!found) return null;
  return { mark: found[1], typed: found[2], from: before.length - found[2].length - 1 };
}

function namesOnBoard(mark) {
  const names = document.querySelectorAll(mark === "@" ? "#board [data-party]" : "#board [data-frag] [data-theme]");
  return [...new Set([...names].map((one) => one.textContent.trim()))];
}

function fittingOf(names, typed) {
  const isTyped = finder(typed);
  // a name that is written out needs no offer
  return names.filter((name) => isTyped(foldBoth(name)) && !typed.startsWith(name)).slice(0, MOST);
}

function option(list, name, n) {
  return element("li", { id: `${list}-${n}`, role: "option", class: "menu__item", "aria-selected": "false" }, name);
}

function set(el, attributes) {
  for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
}
