// The search answers while one types; what that takes comes with the first touch of the field.
import { unreached } from "./elements.js";

export function startSearchFields() {
  for (const form of document.querySelectorAll("form[data-search]")) {
    const start = () => import("./later/search.js").then(({ startSearch }) => startSearch(form), unreached);
    form.addEventListener("focusin", start, { once: true });
    if (form.contains(document.activeElement)) form.dispatchEvent(new Event("focusin"));
  }
}
