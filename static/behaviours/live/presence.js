// Who is here now: marks and a number above the board, a name at the card somebody has open. Kept nowhere.
import { byId, element, on } from "../elements.js";
import { sayOpenStep } from "./socket.js";
import { text } from "../texts.js";

const MOST = 6; // marks shown; the number counts everybody

let open = []; // cards with a name at them

export function startPresence() {
  on("who", ({ n, users = [] }) => draw(n, users));
  // who was here before the break is not known to be here still
  on("lost", () => draw(0, []));
  on("drawer", ({ step }) => sayOpenStep(step));
}

function draw(n, users) {
  const place = document.querySelector("[data-presence]");
  if (!place) return;
  place.hidden = n === 0;
  const names = users.map((user) => user.name).filter(Boolean);
  const marks = element("span", { class: "people__marks", "aria-hidden": "true" }, ...names.slice(0, MOST).map(mark));
  const unseen = element("span", { class: "unseen" }, names.length ? `: ${names.join(", ")}` : "");
  place.title = names.join(", ");
  place.replaceChildren(marks, element("span", {}, text("here", { n }), unseen));
  drawOpenSteps(users);
}

function mark(name) {
  const letters = [...name].slice(0, 2).join("");
  return element("span", { class: "owner owner--accepted" }, element("span", { class: "owner__mark" }, letters));
}

function drawOpenSteps(users) {
  for (const card of open) card.removeAttribute("data-here");
  open = [];
  for (const { id, step, name } of users) {
    const card = step && id !== document.body.dataset.me && byId("step", step);
    if (!card || !name) continue;
    card.dataset.here = [card.dataset.here, name].filter(Boolean).join(", ");
    open.push(card);
  }
}
