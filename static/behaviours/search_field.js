// The search answers while one types; what that takes comes with the first touch of the field.
export function startSearchFields() {
  for (const form of document.querySelectorAll("form[data-search]")) {
    const start = () => import("./later/search.js").then(({ startSearch }) => startSearch(form));
    form.addEventListener("focusin", start, { once: true });
    if (form.contains(document.activeElement)) form.dispatchEvent(new Event("focusin"));
  }
}
