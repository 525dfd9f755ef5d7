// Light or dark by choice; without one the system decides.
import { local } from "./storage.js";

const root = document.documentElement;

const kept = local.read("look");
if (kept) root.dataset.look = kept;

export function startLookSwitch() {
  for (const button of document.querySelectorAll("[data-look-switch]")) {
    button.addEventListener("click", () => {
      root.dataset.look = isDark() ? "light" : "dark";
      local.write("look", root.dataset.look);
    });
  }
}

function isDark() {
  if (root.dataset.look !== "auto") return root.dataset.look === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}
