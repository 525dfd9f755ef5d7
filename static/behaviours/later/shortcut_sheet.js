// What the single keys of the board do, and the sheet that lists them.
import { element, isShown, mayWrite, parse } from "../elements.js";
import { local } from "../storage.js";
import { say } from "../live/announce.js";
import { text } from "../texts.js";

let sheet;

export function press(key) {
  if (key === "?") return show();
  // behind an open drawer
  if (document.getElementById("drawer")?.hidden === false) return;
  PRESSED[key]();
}

const PRESSED = {
  n: () => mayWrite() && document.querySelector("[data-quick-add-here]")?.click(),
  "/": () => focus(document.querySelector("[data-filter] [name=words]")),
  j: () => step(1),
  k: () => step(-1),
  m: () => {
    const card = document.activeElement?.closest(".step");
    if (card) card.querySelector("[data-move-menu]")?.click();
    else say(text("shortcut_no_card"));
  },
};

// The next card in reading order: stage by stage, from the top.
function step(by) {
  const links = [...document.querySelectorAll("#board .step [data-open-step]")].filter(isShown);
  const here = document.activeElement?.closest(".step")?.querySelector("[data-open-step]");
  const at = links.indexOf(here);
  focus(links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by]);
}

function focus(el) {
  el?.focus();
  el?.scrollIntoView({ block: "nearest", inline: "nearest" });
  el?.select?.();
}

async function show() {
  sheet ??= await make();
  if (!sheet.isConnected) document.body.append(sheet);
  if (!sheet.open) sheet.showModal();
}

async function make() {
  const page = parse(await (await fetch("/shortcuts", { headers: { Accept: "text/html" } })).text());
  const title = element("h2", { id: "shortcuts-title" }, page.querySelector("h1").textContent);
  const on = element("input", { type: "checkbox" });
  on.checked = local.read("shortcuts") !== false;
  on.addEventListener("change", () => local.write("shortcuts", on.checked));
  const close = element("button", { class: "button button--main", autofocus: "" }, text("close"));
  const list = page.querySelector("[data-shortcut-list]");
  const choice = element("label", { class: "chip" }, on, text("shortcuts_on"));
  const form = element("form", { method: "dialog", class: "row" }, choice, close);
  return element("dialog", { class: "sheet", "aria-labelledby": "shortcuts-title" }, title, list, form);
}
