// What pages with forms of their own have beside htmx; the board has neither.
import { unreached } from "../elements.js";
import { startFormTrouble } from "../form_trouble.js";
import { startFormsInPlace } from "../forms_in_place.js";

startFormTrouble();
startFormsInPlace();
if (document.querySelector("[data-work]")) import("./works.js").then(({ startWorks }) => startWorks(), unreached);
// such a button may come with the answer to a form
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-copy]");
  if (button) import("./copy_text.js").then(({ copyText }) => copyText(button), unreached);
});
