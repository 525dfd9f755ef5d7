// Hits while one types: below the field of the masthead a few, on the page of hits all.
import { element, parse } from "../elements.js";

const PAUSE = 150; // ms without a key before the server is asked
const SHORTEST = 2; // letters

export function startSearch(form) {
  const input = form.elements.q;
  const isPage = form.dataset.search === "page";
  const place = isPage ? document.querySelector("[data-search-hits]") : element("div", { class: "seek__hits" });
  if (!isPage) {
    place.hidden = true;
    form.append(place);
  }
  let waiting, asked;

  const ask = async () => {
    asked?.abort();
    const words = input.value.trim();
    if (words.length < SHORTEST && !isPage) return hide();
    asked = new AbortController();
    const query = new URLSearchParams({ q: words });
    if (isPage) history.replaceState(history.state, "", `/search?${query}`);
    else query.set("few", 1);
    const answer = await load(`/search?${query}`, asked.signal);
    if (answer === undefined) return;
    place.replaceChildren(...answer);
    place.hidden = false;
  };

  const hide = () => {
    clearTimeout(waiting);
    asked?.abort();
    place.hidden = !isPage;
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  form.addEventListener("keydown", (event) => onKey(event, input, place, hide));
  // typed while this script was on its way
  if (isPage && input.value !== input.defaultValue) ask();
  if (isPage) return;
  form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || hide());
  input.addEventListener("focus", () => input.value && ask());
  if (document.activeElement === input && input.value) ask();
}

// -> what is to be shown, or undefined when it came too late or not at all
async function load(address, signal) {
  try {
    const answer = await fetch(address, { signal, headers: { "HX-Request": "true" } });
    if (answer.status === 422) return [element("p", { class: "field__error" }, await answer.text())];
    if (!answer.ok) return undefined;
    return parse(await answer.text()).childNodes;
  } catch {
    return undefined;
  }
}

function onKey(event, input, place, hide) {
  if (event.key === "Escape" && !place.hidden && place.classList.contains("seek__hits")) {
    event.preventDefault();
    input.focus();
    return hide();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || place.hidden) return;
  const stops = [input, ...place.querySelectorAll("a")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
