// Single keys on the board: few, never while somebody types, and to be switched off (WCAG 2.1.4).
import { unreached } from "./elements.js";
import { local } from "./storage.js";

const KEYS = "n/jkm?";
const TYPED_INTO = "input, textarea, select, [contenteditable], dialog, [role=menu]";

export function startShortcuts() {
  document.addEventListener("keydown", (event) => {
    const { altKey, ctrlKey, key, metaKey, target } = event;
    if (key.length > 1 || !KEYS.includes(key) || altKey || ctrlKey || metaKey || event.defaultPrevented) return;
    if (target.closest?.(TYPED_INTO) || local.read("shortcuts") === false) return;
    // else "/" searches in the page in some browsers
    event.preventDefault();
    load().then(({ press }) => press(key), unreached);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-shortcuts]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    load().then(({ press }) => press("?"), unreached);
  });
}

const load = () => import("./later/shortcut_sheet.js");
