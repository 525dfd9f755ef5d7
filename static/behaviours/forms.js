// What pages with forms of their own have beside htmx; the board has neither.
import { startFormTrouble } from "./form_trouble.js";
import { startFormsInPlace } from "./forms_in_place.js";

startFormTrouble();
startFormsInPlace();
