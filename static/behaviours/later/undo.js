// For a while after one's own change it can be taken back here: a button, or Ctrl and Z.
import { byId, element, symbol } from "../elements.js";
import { say, warn } from "../live/announce.js";
import { send } from "../live/outbox.js";
import { text } from "../texts.js";
import { timing } from "../live/timing.js";

const STAYS = timing("undo", 10_000); // ms
const STAYS_AFTER = timing("undo_after", 3_000); // ms, once hand or focus have left it
const MOST = 60; // characters of a title
const FIELDS = "input, textarea, select, [contenteditable]";

const toast = element("section", { id: "undo", class: "toast toast--undo", "aria-label": text("undo"), hidden: "" });
let offered = null; // {rev, url, feed, label} of the change that can be taken back
let leaving;

document.getElementById("alert").before(toast);
toast.addEventListener("pointerenter", stay);
toast.addEventListener("focusin", stay);
toast.addEventListener("pointerleave", () => leaveIn(STAYS_AFTER));
toast.addEventListener("focusout", () => leaveIn(STAYS_AFTER));
toast.addEventListener("keydown", (event) => event.key === "Escape" && (event.stopPropagation(), leave()));
document.addEventListener("keydown", (event) => {
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "z";
  if (!isUndo || !offered || event.target.closest?.(FIELDS)) return;
  event.preventDefault();
  undo();
});

export function offerUndo(done) {
  const first = offered === null && !toast.dataset.taught;
  offered = done;
  const isUndone = /\/reversals(\?|$)/.test(done.url);
  const button = element("button", { type: "button", class: "button" }, symbol("undo"), text(isUndone ? "redo" : "undo"));
  button.addEventListener("click", undo);
  const said = isUndone ? text("undone") : labelOf(done);
  toast.replaceChildren(element("span", {}, said), button);
  toast.hidden = false;
  leaveIn(STAYS);
  if (isUndone) say(said);
  // the change itself was said when it was made; how to take it back is said once
  else if (first) say(`${said}. ${text("undo_hint")}`);
  toast.dataset.taught = "";
}

// What was done to which step: of what was typed in one line only a part is its title, and what stands on a button is
// no sentence. The server has one.
function labelOf({ label, title, pressed, made, said }) {
  if (pressed && said) return said;
  const named = byId("step", made)?.querySelector(".step__title")?.textContent.trim() ?? title;
  return title ? label.replace(title, () => short(named)) : label;
}

function short(title) {
  const signs = [...title];
  return signs.length > MOST ? `${signs.slice(0, MOST - 1).join("")}…` : title;
}

function undo() {
  const { rev, url, feed } = offered;
  const label = text("undo");
  // the button goes, and focus must not go with it to nowhere
  if (toast.contains(document.activeElement)) document.querySelector("#board [data-open-step], #main h3 a")?.focus();
  leave();
  send({ url: url.replace(/^(\/plans\/[^/?]+)[^?]*/, "$1/reversals"), body: { rev }, feed, label, refused });
}

function refused({ sentence }) {
  warn(sentence);
  return true;
}

function stay() {
  clearTimeout(leaving);
}

function leaveIn(time) {
  clearTimeout(leaving);
  const isHeld = toast.matches(":hover") || toast.contains(document.activeElement);
  if (!isHeld) leaving = setTimeout(leave, time);
}

function leave() {
  clearTimeout(leaving);
  toast.hidden = true;
  offered = null;
}
