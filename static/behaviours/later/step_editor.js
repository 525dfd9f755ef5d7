// What an open step has beyond its forms: ticks that show at once, lines that move by keys, names after an "@".
import { choiceFields, isDirty, savedChoice, textFields } from "../form_fields.js";
import { on, unreached } from "../elements.js";

const KEYS = { ArrowUp: "up", ArrowDown: "down" };

let isListening = false;

export function startStepEditor() {
  if (!isListening) listen();
  isListening = true;
  // words may have been read, and drafts come back, before this came
  offerReason();
  showTyped();
}

function listen() {
  document.addEventListener("submit", ({ target }) => target.matches(".check__tick") && tickAtOnce(target));
  document.addEventListener("keydown", moveByKeys);
  document.addEventListener("keydown", boldByKeys);
  document.addEventListener("beforeinput", saveTitle);
  document.addEventListener("input", keepOneLine);
  document.addEventListener("input", offerNames);
  document.addEventListener("input", ({ target }) => target.closest("[data-step]") && target.form && markChanged(target.form));
  document.addEventListener("click", writeWhatOpens);
  document.addEventListener("htmx:after:swap", offerReason);
  document.addEventListener("htmx:after:swap", goOnWithAll);
  document.addEventListener("click", ({ target }) => target.closest("[data-mark]") && mark(target.closest("[data-mark]")));
  on("form_saved", ({ form }) => markChanged(form) || foldText(form));
}

// Whoever opens a text's box wants to write in it; the fold itself opens after this.
function writeWhatOpens({ target }) {
  const fold = target.closest("[data-write] > summary")?.parentElement;
  if (fold && !fold.open) setTimeout(() => fold.querySelector("textarea").focus());
}

function showTyped() {
  for (const form of document.querySelectorAll("[data-step] form[data-command]")) markChanged(form);
  for (const fold of document.querySelectorAll("[data-write]")) if (isDirty(fold.querySelector("textarea"))) fold.open = true;
}

// Its button is shown then. -> whether it is
function markChanged(form) {
  const isChanged = textFields(form).some(isDirty) || choiceFields(form).some((field) => field.value !== savedChoice(field));
  return form.toggleAttribute("data-changed", isChanged);
}

// The text stands above as it is read.
function foldText(form) {
  const fold = form.querySelector("[data-write]");
  if (!fold?.querySelector("textarea").value) return;
  const hadFocus = fold.contains(document.activeElement);
  fold.open = false;
  if (hadFocus) fold.querySelector("summary").focus();
}

function offerNames({ target }) {
  if (!target.dataset.mentions || !target.value.includes("@")) return;
  import("./mentions.js").then(({ startMention }) => startMention(target), unreached);
}

// The list is drawn anew when the server has answered, whatever it said.
function tickAtOnce(form) {
  const box = form.querySelector(".check__box");
  if (box.dataset.sent !== undefined) return;
  box.dataset.sent = "";
  box.ariaChecked = String(box.ariaChecked !== "true");
}

// Alt and an arrow on a line of a checklist, as on a card.
function moveByKeys(event) {
  const way = event.altKey && KEYS[event.key];
  const line = way && event.target.closest(".check");
  if (!line) return;
  event.preventDefault();
  const button = line.querySelector(`[id^="${way}-"]`);
  if (!button.disabled) button.form.requestSubmit(button);
}

// The link to all lines of a checklist has gone with what it replaced.
function goOnWithAll() {
  if (document.activeElement === document.body) document.querySelector("#drawer .checks[data-every]")?.focus();
}

// Words that mean a later day than before ask why; what was opened or written by hand stays.
function offerReason() {
  const read = document.getElementById("step-words-read");
  const reason = read?.closest("form")?.querySelector("[data-reason]");
  const isLater = read?.querySelector("[data-later]") !== null;
  if (!reason || isLater === reason.open) return;
  if (isLater) reason.dataset.offered = "";
  else if (reason.dataset.offered === undefined || reason.querySelector("input").value) return;
  else delete reason.dataset.offered;
  reason.open = isLater;
}

const isTitle = (field) => field.matches?.("#step-title");

// Enter, as in any one line; a phone's keyboard does not always name the key.
function saveTitle(event) {
  if (!isTitle(event.target) || event.inputType !== "insertLineBreak" || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit();
}

// What was pasted or dropped into it; the caret stays where it is.
function keepOneLine({ target }) {
  if (!isTitle(target) || !target.value.includes("\n")) return;
  const { selectionEnd } = target;
  target.value = target.value.replaceAll("\n", " ");
  target.setSelectionRange(selectionEnd, selectionEnd);
}

const MARKS = { bold: embolden, list };

function mark(button) {
  MARKS[button.dataset.mark](button.form.elements.text);
}

function boldByKeys(event) {
  if (event.key !== "b" || !(event.ctrlKey || event.metaKey) || !event.target.matches("#step-text")) return;
  event.preventDefault();
  embolden(event.target);
}

// What was written inside the stars or dashes stays written; the browser's own undo knows it.
function put(field, start, end, words, from, to) {
  field.focus();
  field.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, words)) {
    field.setRangeText(words, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.setSelectionRange(from, to);
}

function embolden(field) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const chosen = value.slice(start, end);
  const isBold = value.slice(start - 2, start) === "**" && value.slice(end, end + 2) === "**";
  if (isBold) put(field, start - 2, end + 2, chosen, start - 2, end - 2);
  else put(field, start, end, `**${chosen}**`, start + 2, end + 2);
}

function list(field) {
  const { selectionStart, selectionEnd, value } = field;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const next = value.indexOf("\n", selectionEnd);
  const end = next < 0 ? value.length : next;
  const lines = value.slice(start, end).split("\n");
  const isList = lines.every((line) => line.startsWith("- "));
  const words = lines.map((line) => (isList ? line.slice(2) : `- ${line}`)).join("\n");
  put(field, start, end, words, isList ? start : start + words.length, start + words.length);
}
