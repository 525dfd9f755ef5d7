// The drawer beside the board: one step at a time, filled by the server.
import { element, parse, tell } from "./elements.js";
import { connectionIs } from "./live/connection.js";
import { hasUnsaved } from "./form_fields.js";
import { restoreDrafts } from "./drafts.js";
import { startDeclared } from "./declared.js";
import { startEditing } from "./step_editing.js";
import { text } from "./texts.js";

const drawer = document.getElementById("drawer");

let address = null; // of the step shown
let loading;

export const drawerAddress = () => address;
export const drawerStep = () => drawer.querySelector("[data-step]");
export const drawerHasUnsaved = () => hasUnsaved(drawer);

// A later call wins, however late the earlier answer comes.
export async function fillDrawer(url) {
  loading?.abort();
  const mine = (loading = new AbortController());
  address = url;
  const { html } = await fetchFragment(url, mine.signal);
  if (mine !== loading || mine.signal.aborted) return;
  const content = parse(html ?? "");
  drawer.replaceChildren(content.firstElementChild ? content : notLoaded(url, content.textContent));
  settle();
  show(true);
  focusInside();
  tell("drawer", { step: drawerStep()?.dataset.step ?? null, address });
}

// The same step as it is now, as a whole; what was typed is kept as drafts.
export function turnStep(fresh) {
  const hadFocus = drawer.contains(document.activeElement);
  drawerStep().replaceWith(fresh);
  settle();
  if (hadFocus) focusInside();
}

function settle() {
  restoreDrafts(drawer);
  startDeclared(drawer);
  startEditing();
}

export function emptyDrawer() {
  loading?.abort();
  address = null;
  show(false);
  drawer.replaceChildren();
  tell("drawer", { step: null, address });
}

// -> {status, html}; html is null when there is nothing to show
export async function fetchFragment(url, signal) {
  try {
    const response = await fetch(url, { headers: { "HX-Request": "true", Accept: "text/html" }, signal });
    if (response.status === 401) connectionIs("signed_out");
    return { status: response.status, html: [200, 404, 410].includes(response.status) ? await response.text() : null };
  } catch {
    return { status: 0, html: null };
  }
}

function notLoaded(url, why) {
  const again = element("a", { href: url, class: "button" }, text("try_again"));
  const close = element("button", { type: "button", class: "button", "data-drawer-close": "" }, text("close"));
  const words = element("h1", {}, why || text("step_not_loaded"));
  return element("div", { class: "gone" }, words, element("p", { class: "row" }, again, close));
}

function show(isOpen) {
  drawer.hidden = !isOpen;
  const veil = document.querySelector("[data-drawer-veil]");
  if (veil) veil.hidden = !isOpen;
  for (const el of whatIsBehind()) el.inert = isOpen;
}

// Everything but the way to the connection state: it must be heard while the drawer is open.
function whatIsBehind() {
  const behind = [...document.querySelectorAll("body > header, body > footer")];
  const main = document.getElementById("board");
  let el = document.querySelector("[data-connection]");
  while (el && el !== main) {
    behind.push(...[...el.parentElement.children].filter((other) => other !== el));
    el = el.parentElement;
  }
  return behind;
}

function focusInside() {
  const target = drawer.querySelector("[autofocus]") ?? drawer.querySelector("h1, h2");
  if (target?.matches("h1, h2")) target.tabIndex = -1;
  target?.focus();
}
