// A page beside the board, live: when its plan changes it is fetched again and put over itself. Nobody loses by that
// what they were typing, nor what they have unfolded.
import { connectionIs, startConnection } from "../live/connection.js";
import { isDirty, textFields } from "../form_fields.js";
import { on, parse } from "../elements.js";
import { pause, timing } from "../live/timing.js";
import { openFeeds } from "../live/feeds.js";
import { startAnnouncing } from "../live/announce.js";
import { startSocket } from "../live/socket.js";

const TOGETHER = timing("rows", 1_000); // ms: changes that come together are fetched once
const AGAIN = timing("retry", 5_000); // ms, after an answer that did not come
const PATIENCE = timing("request", 20_000);
const SKIP = "hx-morph-skip"; // htmx lets such an element be

let isDue = false;
let isStale = false; // whether something has changed since the page was last asked for

export function startLivePage() {
  openFeeds();
  startConnection();
  startAnnouncing();
  on("applied", freshenSoon);
  startSocket();
}

const main = () => document.getElementById("main");

async function freshenSoon() {
  isStale = true;
  if (isDue) return;
  isDue = true;
  await pause(TOGETHER);
  while (isStale) {
    isStale = false;
    if (!(await freshen())) {
      isStale = true;
      await pause(AGAIN);
    }
  }
  isDue = false;
}

// Whether this page is as new as the server's.
async function freshen() {
  // the answer to a form brings the page itself
  if (!window.htmx || main().querySelector(".htmx-request")) return false;
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(location.href, { headers: { Accept: "text/html" }, signal });
    if (response.status === 401) connectionIs("signed_out");
    if (response.status === 404) connectionIs("gone");
    if (!response.ok) return response.status < 500;
    const fresh = parse(await response.text()).getElementById("main");
    if (fresh && !main().querySelector(".htmx-request")) await putOver(fresh);
    return true;
  } catch {
    return false;
  }
}

async function putOver(fresh) {
  const open = [...main().querySelectorAll("details[open]")];
  const kept = [...main().querySelectorAll("form")].filter(isInUse);
  for (const form of kept) keep(form, fresh);
  const target = main();
  await window.htmx.swap({ sourceElement: target, text: fresh.outerHTML, target, select: "#main", swap: "outerMorph" });
  for (const details of open) details.open = true;
  for (const el of document.querySelectorAll(`form[${SKIP}], li[${SKIP}]`)) el.removeAttribute(SKIP);
}

const isInUse = (form) => form.contains(document.activeElement) || textFields(form).some(isDirty);

// What was typed where somebody else has taken the row away stays with its row; sending it says why it cannot be kept.
function keep(form, fresh) {
  form.setAttribute(SKIP, "");
  const row = form.closest("li[id]");
  if (!row || fresh.querySelector(`#${CSS.escape(row.id)}`)) return;
  row.setAttribute(SKIP, "");
  const list = fresh.querySelector(`#${CSS.escape(row.parentElement.id)}`);
  list?.append(row.cloneNode());
}
