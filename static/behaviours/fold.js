// What somebody folded stays folded. What a plan is about is open at the first visit and folded from then on.
import { local } from "./storage.js";

export function startFolds() {
  for (const details of document.querySelectorAll("details[data-fold]")) {
    const name = `fold:${details.dataset.fold}`;
    const kept = local.read(name);
    if (kept) details.open = kept === "open";
    else if (details.dataset.fold.startsWith("frame:")) local.write(name, "folded");
    details.querySelector("summary").addEventListener("click", () => {
      // it toggles after this event
      local.write(name, details.open ? "folded" : "open");
    });
  }
}
