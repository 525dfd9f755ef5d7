// A clash that was heard of when its form was closed: asked once more, so that both texts are those of now, and listed
// in the outbox until it is decided.
import { drawerAddress, drawerStep } from "../drawer.js";
import { drop, retry } from "../live/outbox.js";
import { choiceFields, isDirty, savedChoice, textFields } from "../form_fields.js";
import { clashesAt } from "../live/outbox_panel.js";
import { freshenSoon } from "../step_fresh.js";
import { showClash } from "../step_clash.js";

export function showLateClashes(address) {
  for (const command of clashesAt(address)) retry(command.key, { done: freshenSoon, refused: (refusal) => show(command, address, refusal) });
}

// -> undefined: it stays listed
function show({ key, url, body }, address, { clashes, html }) {
  if (!clashes || drawerAddress() !== address || !drawerStep()) return;
  const form = [...drawerStep().querySelectorAll("form[data-command]:not(.clash form)")].find(
    (one) => one.getAttribute("action") === url && one.elements._base,
  );
  if (form) putBack(form, body);
  const others = clashPanels();
  showClash(form ?? drawerStep().querySelector("h1"), html);
  const panels = clashPanels().filter((panel) => !others.includes(panel));
  for (const panel of panels) panel.addEventListener("submit", () => end(panel));
  for (const panel of panels) panel.querySelector("a[data-clash-theirs]")?.addEventListener("click", () => end(panel));

  function end(panel) {
    panels.splice(panels.indexOf(panel), 1);
    if (!panels.length) drop(key);
  }
}

const clashPanels = () => [...document.querySelectorAll("#drawer .clash")];

// What was saved with the text that clashed goes with the decision; what is typed there now is not written over.
function putBack(form, body) {
  for (const field of [...textFields(form), ...choiceFields(form)]) {
    const isLeftAlone = field.matches("select") ? field.value === savedChoice(field) : !isDirty(field);
    if (!(field.name in body) || !isLeftAlone) continue;
    field.value = body[field.name];
    field.dataset.base = body.base;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
