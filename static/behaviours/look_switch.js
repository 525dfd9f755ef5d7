// Light or dark by choice; without one the system decides. The server writes the choice into the page.
import { readCookie, writeCookie } from "./cookies.js";

const root = document.documentElement;

export function startLookSwitch() {
  // a page kept by the browser may have been drawn before the choice
  root.dataset.look = readCookie("look") || root.dataset.look || "auto";
  for (const button of document.querySelectorAll("[data-look-switch]")) {
    button.addEventListener("click", () => {
      root.dataset.look = isDark() ? "light" : "dark";
      writeCookie("look", root.dataset.look);
    });
  }
}

function isDark() {
  if (root.dataset.look !== "auto") return root.dataset.look === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}
