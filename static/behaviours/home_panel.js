// "Later, because …", "done, and this came of it" and "not me after all" in the row itself: one form each, made of the page's template.
import { parse } from "./elements.js";

const PAUSE = 150; // ms without a key

let made = 0;

export function startMore() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-rows] [data-more]");
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    toggle(opener.closest("[data-rows] > *"), opener);
  });
}

// One of them at a time; the same opener closes it again.
function toggle(row, opener) {
  const open = row.querySelector(".step__panel");
  const wanted = opener.dataset.more;
  if (open) close(open);
  if (open?.dataset.tap === wanted) return;
  const forms = document.querySelector("template[data-row-forms]").content;
  const panel = forms.querySelector(`[data-tap=${wanted}]`).cloneNode(true);
  const noun = wanted === "answer" ? `ownerships/${opener.dataset.ownership}/answer` : wanted;
  panel.action = `${row.querySelector("h3 a").getAttribute("href")}/${noun}`;
  for (const place of panel.querySelectorAll("[data-error-for]")) tie(place);
  panel.querySelector("[data-close]").addEventListener("click", () => close(panel));
  panel.addEventListener("keydown", (event) => event.key === "Escape" && close(panel));
  if (panel.elements.words) listen(panel.elements.words, panel.querySelector("[data-understood]"), row);
  row.append(panel);
  opener.setAttribute("aria-expanded", "true");
  panel.elements[0].focus();
}

function close(panel) {
  const opener = panel.closest("[data-rows] > *").querySelector(`[data-more=${panel.dataset.tap}]`);
  panel.remove();
  opener?.removeAttribute("aria-expanded");
  opener?.focus();
}

// The sentence about a field belongs to it from the beginning.
function tie(place) {
  const field = place.closest("form").elements[place.dataset.errorFor];
  place.id = `panel-error-${(made += 1)}`;
  field.setAttribute("aria-describedby", place.id);
}

// While somebody types by when: what it is understood as.
function listen(field, place, { dataset }) {
  let timer, asking;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    asking?.abort();
    timer = setTimeout(read, PAUSE);
  });

  async function read() {
    asking = new AbortController();
    const query = new URLSearchParams({ words: field.value, plan: dataset.plan, step: dataset.step });
    try {
      const headers = { "HX-Request": "true", Accept: "text/html" };
      const response = await fetch(`/deadlines?${query}`, { headers, signal: asking.signal });
      if (response.ok) place.replaceChildren(parse(await response.text()));
    } catch {
      // without an answer there is nothing to say; saving says what it is
    }
  }
}
