// The sheet that lists the single keys of the board.
import { element, parse } from "../elements.js";
import { local } from "../storage.js";
import { text } from "../texts.js";

let sheet;

export async function showSheet() {
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
