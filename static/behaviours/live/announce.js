// What is said aloud: what I did at once, what others did at most every few seconds and summed up.
import { element, on } from "../elements.js";
import { local } from "../storage.js";
import { text } from "../texts.js";
import { timing } from "./timing.js";

const PACE = timing("announce", 5_000); // in a workshop thirty people write at once
const AGAIN = 60; // ms of silence, else the same words twice are heard once
const SEEN = 4_000; // ms that said words stay where they are seen as well, beside the board
const TOAST = 12_000; // ms: long enough to read a sentence twice; refusals stay listed in the outbox

let waiting = [];
let resting, hiding, speaking;

export function startAnnouncing() {
  on("applied", ({ others }) => {
    waiting.push(...others.map((one) => one.say).filter(Boolean));
    if (!resting) speakOfOthers();
  });
  for (const button of document.querySelectorAll("[data-mute]")) startMuting(button);
}

// Mine: at once.
export function say(words) {
  const place = document.getElementById("announcer");
  if (!place) return;
  place.textContent = "";
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    place.textContent = words;
    if (place.matches(".saved")) speaking = setTimeout(() => place.replaceChildren(), SEEN);
  }, AGAIN);
}

// Something went wrong, or wants a word: at once, and to be seen. `offer` is a link or button beside it.
export function warn(words, ...offer) {
  const toast = document.getElementById("alert");
  if (!toast) return;
  toast.replaceChildren(element("span", {}, words), ...offer);
  toast.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(leave, TOAST, toast);
}

// Empty, so that the stylesheet need not ask what is hidden: of ten thousand cards that are filtered it would ask as well.
function leave(toast) {
  toast.hidden = true;
  toast.replaceChildren();
}

export const summary = (sayings) => (sayings.length === 1 ? sayings[0] : text("changes", { n: sayings.length }));

function speakOfOthers() {
  resting = undefined;
  if (!waiting.length) return;
  if (document.documentElement.dataset.muted === undefined) say(summary(waiting));
  waiting = [];
  resting = setTimeout(speakOfOthers, PACE);
}

function startMuting(button) {
  const mute = (muted) => {
    document.documentElement.toggleAttribute("data-muted", muted);
    button.setAttribute("aria-pressed", muted);
    local.write("muted", muted);
  };
  mute(local.read("muted") === true);
  button.addEventListener("click", () => mute(button.getAttribute("aria-pressed") !== "true"));
}
