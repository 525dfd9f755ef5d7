// What is not sent, and what the server did not take: named, with the text somebody wrote.
import { connectionState, wayOut } from "./connection.js";
import { drop, flush, retry, waitingCommands } from "./outbox.js";
import { element, on, unreached } from "../elements.js";
import { keepFocus } from "./place.js";
import { text } from "../texts.js";

// what is unsent then waits for somebody, not for the network
const WAITS_FOR_ME = ["signed_out", "outdated"];

const STEP = /^\/plans\/[^/]+\/steps\/[^/]+/;

const deciding = new Set(); // keys of clashes that stand in the open step with both texts: not listed over it as well

const isPhone = matchMedia("(max-width: 40rem)");

export function startOutboxPanel() {
  const panel = document.getElementById("outbox");
  if (!panel) return;
  for (const event of ["outbox", "state"]) on(event, () => draw(panel));
  panel.addEventListener("click", ({ target }) => {
    const { retry: again, discard, resend } = target.closest("button")?.dataset ?? {};
    if (again) retry(again);
    if (discard) drop(discard);
    if (resend !== undefined) flush();
  });
  on("drawer", ({ address }) => {
    deciding.clear();
    draw(panel);
    showClashes(address);
  });
  draw(panel);
}

// -> the commands refused because somebody else wrote the same text of that step
export const clashesAt = (url) => waitingCommands().refused.filter((command) => stepOfClash(command) === url);

export const standsInStep = (key) => deciding.add(key);

const stepOfClash = ({ url, refusal }) => refusal?.clashes && STEP.exec(url)?.[0];

// Whose form was closed by the time the server answered; they are decided in the step, however it was opened.
function showClashes(address) {
  if (clashesAt(address).length) import("../later/step_clash.js").then(({ showLateClashes }) => showLateClashes(address), unreached);
}

function draw(panel) {
  const { queue, refused: all } = waitingCommands();
  const refused = all.filter(({ key }) => !deciding.has(key));
  const wasHidden = panel.hidden;
  panel.hidden = !queue.length && !refused.length;
  // on a phone it would lie over what somebody goes on writing; what was refused is to be read
  if (wasHidden || refused.length) panel.firstElementChild.open = refused.length > 0 || !isPhone.matches;
  const list = panel.querySelector("[data-outbox]");
  if (panel.hidden && !list.firstChild) return;
  keepFocus(panel, () => list.replaceChildren(...[...refused, ...queue].map(item)));
}

function item({ key, url, label, shown, refusal }) {
  const parts = [element("strong", {}, label)];
  if (shown) parts.push(element("q", { class: "outbox__text" }, shown));
  const state = WAITS_FOR_ME.find((one) => one === connectionState());
  const step = stepOfClash({ url, refusal });
  const name = step && refusal.clashes[0].by;
  parts.push(element("p", {}, name ? text("clash_by", { name }) : refusal?.sentence ?? text(state ? `not_sent_${state}` : "not_sent_yet")));
  const again = step ? element("a", { href: step, class: "button", "data-open-step": "" }, text("see_both")) : button("retry", { "data-retry": key });
  if (refusal) parts.push(again, button("discard", { "data-discard": key }));
  else if (state) parts.push(wayOut());
  else parts.push(button("resend", { "data-resend": "" }));
  return element("li", { class: refusal ? "outbox__change outbox__change--refused" : "outbox__change" }, ...parts);
}

function button(name, attributes) {
  return element("button", { type: "button", class: "button", ...attributes }, text(name));
}
