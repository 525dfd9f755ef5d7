// Forms of the pages beside the board: htmx sends them and puts the answered page over this one. Nobody loses by that
// what they were typing in another form, or in this one meanwhile.
import { baseOf, isDirty, textFields } from "./form_fields.js";
import { claim } from "./live/keys.js";
import { forgetDraft } from "./drafts.js";
import { ignoreSecondPress } from "./second_press.js";
import { isShown } from "./elements.js";
import { say } from "./live/announce.js";
import { text } from "./texts.js";

const SKIP = "hx-morph-skip"; // htmx lets such an element be

const kept = new WeakMap(); // request -> what to do when its answer is in place

export function startFormsInPlace() {
  ignoreSecondPress("form[hx-post] button");
  document.addEventListener("input", ({ target }) => target.form?.toggleAttribute("data-changed", isChanged(target.form)));
  document.addEventListener("htmx:config:request", ({ detail }) => isForm(detail.ctx) && prepare(detail.ctx));
  document.addEventListener("htmx:before:swap", (event) => isPage(event) && guard(event.detail.ctx));
  document.addEventListener("htmx:after:swap", ({ detail }) => kept.get(detail.ctx)?.());
}

const isChanged = (form) => textFields(form).some(isDirty);

const isForm = ({ sourceElement }) => sourceElement.matches("form");

const isPage = ({ detail, defaultPrevented }) => isForm(detail.ctx) && detail.ctx.swap !== "none" && !defaultPrevented;

// Of the texts of a form only those go that were changed, with the rev they were read at. In one that was refused, what
// was typed before stands like what is stored: it goes as a whole.
function prepare({ sourceElement: form, request }) {
  unconfirm();
  if (form.elements._key) claim(form.elements._key.value);
  const changed = textFields(form).filter(isDirty);
  if (!form.elements._base || form.closest(".clash") || form.matches("[data-again]") || !changed.length) return;
  for (const field of textFields(form)) if (!isDirty(field)) request.body.delete(field.name);
  request.body.set("_base", Math.min(...changed.map(baseOf)));
}

function guard(ctx) {
  const form = ctx.sourceElement;
  const isTaken = ctx.response.status < 400;
  const typedOn = typedSince(ctx);
  const heirs = heirsOf(document.activeElement);
  const others = [...document.querySelectorAll("#main form")].filter((one) => one !== form && isChanged(one));
  for (const other of others) other.setAttribute(SKIP, "");
  if (isTaken) empty(form);
  kept.set(ctx, () => {
    for (const other of others) other.removeAttribute(SKIP);
    for (const [field, value] of typedOn) field.value = value;
    if (isTaken) confirm();
    else document.querySelector("#main [aria-invalid=true]")?.focus();
    if (document.activeElement === document.body) inherit(heirs);
  });
}

// -> [[field, what it says now]] of the form that was sent
function typedSince({ sourceElement: form, request }) {
  const changed = textFields(form).filter((field) => field.value !== (request.body.get(field.name) ?? field.defaultValue));
  return changed.map((field) => [field, field.value]);
}

function empty(form) {
  for (const field of textFields(form)) forgetDraft(field);
  form.reset();
}

// Where nothing was saved, the answer says what was done.
const confirm = () => say(document.querySelector("#main [data-said]")?.textContent ?? text("saved"));

const unconfirm = () => document.getElementById("announcer").replaceChildren();

// Who has the focus when what had it is gone: its row, a neighbour of that, the heading above, the page's own.
function heirsOf(held) {
  const row = held.closest("li[id]");
  const rows = [row, row?.nextElementSibling, row?.previousElementSibling].map((one) => one?.id);
  return [...rows, held.closest("section")?.getAttribute("aria-labelledby")].filter(Boolean);
}

function inherit(ids) {
  const heir = ids.map((id) => document.getElementById(id)).find(isShown) ?? document.querySelector("#main h1");
  const target = [...heir.querySelectorAll("a[href], button")].find(isShown) ?? heir;
  if (target === heir) heir.tabIndex = -1;
  target.focus();
}
