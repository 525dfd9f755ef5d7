// The heads of all stages are as tall as the tallest name: their cards begin at one height.
import { on } from "../elements.js";

const ONE_LINE = 34; // px, for which every head has room

export function alignHeads(stages) {
  const names = () => [...stages.querySelectorAll(".stage__name")];
  const sizes = new ResizeObserver(() => {
    const tallest = Math.max(0, ...names().map((name) => name.offsetHeight));
    // to set it has the browser look at every card anew, so names of one line leave it alone
    if (tallest > ONE_LINE) stages.style.setProperty("--heads", `${tallest}px`);
    else stages.style.removeProperty("--heads");
  });
  // a head that was drawn anew is another one; what is watched already is not watched twice
  const watch = () => names().forEach((name) => sizes.observe(name));
  on("applied", watch);
  watch();
}
