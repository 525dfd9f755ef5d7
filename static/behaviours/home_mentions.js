// Where somebody mentions me, until I have seen it: this browser alone knows which, until signing out.
import { local } from "./storage.js";
import { on } from "./elements.js";
import { passFocusOn } from "./live/place.js";

const MOST = 300; // ids that are kept: more than the page shows

export function startMentions(recount) {
  hideSeen();
  recount();
  on("rows", () => {
    hideSeen();
    recount();
  });
  document.addEventListener("click", (event) => {
    const row = event.target.closest("[data-seen], [data-opens]")?.closest("[data-rows] > *");
    if (!row) return;
    remember(row.dataset.id);
    if (!event.target.closest("[data-seen]")) return;
    passFocusOn(row);
    row.hidden = true;
    recount();
  });
}

const shelf = () => `mentions:${document.body.dataset.me}`;

function hideSeen() {
  const seen = new Set(local.read(shelf()) ?? []);
  for (const row of document.querySelectorAll("[data-rows=mentioned] > *")) row.hidden = seen.has(row.dataset.id);
}

function remember(id) {
  const others = (local.read(shelf()) ?? []).filter((one) => one !== id);
  local.write(shelf(), [id, ...others].slice(0, MOST));
}
