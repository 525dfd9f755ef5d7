// What a plan is about is open at the first visit where it leaves room for steps, as the server says, on a phone never;
// from then on as somebody left it, and folded if they left it alone. The server reads the same cookie.
import { readCookie, writeCookie } from "./cookies.js";

const NAME = "folds"; // ids of plans, each with "-" for folded or "+" for open
const MOST = 20; // plans remembered: they travel with every request
const PHONE = "(width <= 40rem)";

export function startFolds() {
  for (const details of document.querySelectorAll("details[data-fold]")) {
    const { fold } = details.dataset;
    const known = entries().find((one) => one.slice(0, -1) === fold);
    if (known) details.open = known.endsWith("+");
    else keep(fold, false);
    if (!known && matchMedia(PHONE).matches) details.open = false;
    // it toggles after this event
    details.querySelector("summary").addEventListener("click", () => keep(fold, !details.open));
  }
}

const entries = () => readCookie(NAME).split(".").filter(Boolean);

function keep(fold, isOpen) {
  const others = entries().filter((one) => one.slice(0, -1) !== fold);
  writeCookie(NAME, [...others, fold + (isOpen ? "+" : "-")].slice(-MOST).join("."));
}
