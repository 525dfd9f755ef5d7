// "Later, because …" and "done, and this came of it" in the row itself: one form each, made of the page's template.
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

function toggle(row, opener) {
  const open = row.querySelector(".step__panel");
  if (open) return close(open, opener);
  const panel = document.querySelector("template[data-later-form]").content.firstElementChild.cloneNode(true);
  const address = row.querySelector("h3 a").getAttribute("href");
  for (const form of panel.querySelectorAll("form")) form.action = `${address}/${form.dataset.tap}`;
  for (const place of panel.querySelectorAll("[data-error-for]")) tie(place);
  panel.querySelector("[data-close]").addEventListener("click", () => close(panel, moreOf(panel)));
  panel.addEventListener("keydown", (event) => event.key === "Escape" && close(panel, moreOf(panel)));
  listen(panel.querySelector("[name=words]"), panel.querySelector("[data-understood]"), row);
  row.append(panel);
  opener.setAttribute("aria-expanded", "true");
  panel.querySelector("input").focus();
}

const moreOf = (panel) => panel.closest("[data-rows] > *").querySelector("[data-more]");

function close(panel, opener) {
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
