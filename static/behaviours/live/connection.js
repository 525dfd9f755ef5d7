// What the page says about itself, always visible: a symbol and a word, and how much is not sent yet.
import { element, on, symbol, tell, unreached } from "../elements.js";
import { keepFocus } from "./place.js";
import { text } from "../texts.js";

// what helps out of a state that does not end by itself
const WAYS_OUT = {
  signed_out: () => `/sign-in?${new URLSearchParams({ next: location.pathname + location.search })}`,
  let_out: () => "/join",
  gone: () => "/",
  outdated: () => "",
};

let state = "connecting";
let unsent = 0;

export function startConnection() {
  on("outbox", ({ late }) => {
    if (late === unsent) return;
    unsent = late;
    draw();
  });
  draw();
}

export function connectionIs(next) {
  if (next === state) return;
  state = next;
  draw();
  tell("state", next);
  if (shown() === "let_out") import("../later/let_out.js").then(({ letOut }) => letOut(wayOut()), unreached);
}

export const connectionState = () => state;

// -> the link out of a state that does not end by itself, or null
export function wayOut() {
  const out = WAYS_OUT[shown()]?.();
  return out === undefined ? null : element("a", { href: out }, text(`${shown()}_way_out`));
}

// who came without account has nothing to sign in with again
const shown = () => (state === "signed_out" && document.body.dataset.me?.startsWith("g:") ? "let_out" : state);

function draw() {
  const place = document.querySelector("[data-connection]");
  if (!place) return;
  const words = [text(shown()), ...(unsent ? [text("unsent", { n: unsent })] : [])].join(" · ");
  place.dataset.state = state;
  place.classList.toggle("connection--waiting", !["connected", "polling"].includes(state) || unsent > 0);
  const link = [wayOut()].filter(Boolean);
  const sign = symbol(state === "connected" && !unsent ? "live" : "cut");
  keepFocus(place, () => place.replaceChildren(sign, element("span", {}, words), ...link));
}
