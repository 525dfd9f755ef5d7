// The name of a stage is changed where it stands: Enter saves it, Escape leaves it. Who meets another's change sees both.
import { element } from "../elements.js";
import { send } from "../live/outbox.js";
import { showErrors } from "../form_fields.js";
import { stageName } from "../stage_counts.js";
import { text } from "../texts.js";

export function nameStage(stage) {
  const form = stage.querySelector("[data-naming]") ?? open(stage, stageName(stage));
  form.elements.name.select();
  form.elements.name.focus();
}

const headOf = (stage) => stage.querySelector("[data-head]");

function open(stage, typed) {
  const label = text("stage_name");
  const field = element("input", { name: "name", "aria-label": label, "data-most": "60", autocomplete: "off", enterkeyhint: "done" });
  const error = element("p", { class: "field__error", "data-error-for": "name", hidden: "" });
  const form = element("form", { class: "stage__naming", "data-naming": "" }, field, error);
  const was = stageName(stage);
  const base = Number(stage.dataset.rev);
  field.value = typed;
  // beside the head, which is replaced when somebody else renames the stage: then both names are seen
  headOf(stage).hidden = true;
  headOf(stage).after(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(stage, form, was, base);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close(stage, form);
    headOf(stage).querySelector("[data-stage-menu]").focus({ preventScroll: true });
  });
  field.addEventListener("blur", () => form.isConnected && field.value.trim() === was && close(stage, form));
  return form;
}

function close(stage, form) {
  form.remove();
  headOf(stage).hidden = false;
}

function save(stage, form, was, base) {
  const name = form.elements.name.value.trim();
  close(stage, form);
  headOf(stage).querySelector("[data-stage-menu]").focus({ preventScroll: true });
  if (name === was) return;
  const shown = headOf(stage).querySelector("h2");
  const before = shown.textContent;
  if (name) shown.textContent = name;
  send({
    url: `/plans/${stage.closest("[data-plan]").dataset.plan}/stages/${stage.dataset.id}`,
    body: { name, base },
    feed: stage.closest("[data-feed]").dataset.feed,
    label: text("stage_renamed", { stage: was, name }),
    refused: (refusal) => {
      if (shown.textContent === name) shown.textContent = before;
      return stage.isConnected && !stage.querySelector("[data-naming]") && askAgain(stage, name, refusal);
    },
  });
}

function askAgain(stage, name, { sentence, fields, clashes }) {
  const form = open(stage, name);
  headOf(stage).hidden = !clashes;
  showErrors(form, Object.keys(fields ?? {}).length ? fields : { name: sentence });
  form.elements.name.focus();
  return true;
}
