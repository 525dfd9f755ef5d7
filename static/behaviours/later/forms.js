// What pages with forms of their own have beside htmx; the board has neither.
import { unreached } from "../elements.js";
import { startFormTrouble } from "../form_trouble.js";
import { startFormsInPlace } from "../forms_in_place.js";

startFormTrouble();
startFormsInPlace();
if (document.querySelector("[data-work]")) import("./works.js").then(({ startWorks }) => startWorks(), unreached);
