// Single keys on the board: few, never while somebody types, and to be switched off (WCAG 2.1.4).
import { isShown, mayWrite, unreached } from "./elements.js";
import { local } from "./storage.js";
import { say } from "./live/announce.js";
import { text } from "./texts.js";

const TYPED_INTO = "input, textarea, select, [contenteditable], dialog, [role=menu]";

// At once: whoever goes on typing means the field that opens, not the next shortcut.
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

export function startShortcuts() {
  document.addEventListener("keydown", (event) => {
    const { altKey, ctrlKey, key, metaKey, target } = event;
    if (!(Object.hasOwn(PRESSED, key) || key === "?") || altKey || ctrlKey || metaKey || event.defaultPrevented) return;
    if (target.closest?.(TYPED_INTO) || local.read("shortcuts") === false) return;
    // else "/" searches in the page in some browsers
    event.preventDefault();
    press(key);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-shortcuts]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    press("?");
  });
}

function press(key) {
  if (key === "?") import("./later/shortcut_sheet.js").then(({ showSheet }) => showSheet(), unreached);
  // else behind an open drawer
  else if (document.getElementById("drawer")?.hidden !== false) PRESSED[key]();
}

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
