// The filter hides cards in this browser only, by their data attributes; it stands in the address's query.
import { allStages, cardsOf } from "./stage_counts.js";
import { foldBoth, occurs } from "./folding.js";
import { element, listOf, on } from "./elements.js";
import { say } from "./live/announce.js";
import { sortByDeadline } from "./live/place.js";
import { text } from "./texts.js";

const NAMES = ["words", "mine", "theme", "owner", "late", "unowned", "undated", "sort"];

const folded = new WeakMap(); // a card's view is another element when its text is another

export function startFilter(board) {
  const form = document.querySelector("form[data-filter]");
  if (!form) return;
  forget(form);
  read(form);
  const isHere = () => location.pathname === `/plans/${board.dataset.plan}`;
  let ahead = false; // of the address: an open step has one of its own
  // what was chosen is a step back away; what is typed is not, letter by letter
  const change = (event) => {
    ahead = !isHere();
    if (!ahead) write(wishesOf(form), event.target.name === "words" ? "replaceState" : "pushState");
    // what others do changes how many there are as well, and is told on its own
    const result = show(form);
    if (result) say(result);
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", change);
  // the fields are empty only after the event
  form.addEventListener("reset", (event) => setTimeout(change, 0, event));
  on("applied", ({ ids }) => {
    if (ids.includes("frame-themes")) follow(form.elements.theme, "theme");
    if (ids.includes("frame-parties")) follow(form.elements.owner, "party");
    show(form);
  });
  addEventListener("popstate", () => {
    if (!isHere()) return;
    if (ahead) write(wishesOf(form), "replaceState");
    else read(form);
    ahead = false;
    show(form);
  });
  show(form);
}

function read(form) {
  const query = new URLSearchParams(location.search);
  for (const name of NAMES) {
    const field = form.elements[name];
    if (field?.type === "checkbox") field.checked = query.has(name);
    else if (field) field.value = query.get(name) ?? "";
  }
}

// What the server has read from the address must not come back with "all steps".
function forget(form) {
  form.elements.words.removeAttribute("value");
  for (const one of form.querySelectorAll("[checked], [selected]")) one.defaultChecked = one.defaultSelected = false;
}

// The choices are what the frame names now; the first is none.
function follow(select, kind) {
  const { value } = select;
  const named = [...document.querySelectorAll(`[data-frag] [data-${kind}]`)];
  const options = named.map((one) => element("option", { value: one.dataset[kind] }, one.textContent));
  select.replaceChildren(select.options[0], ...options);
  select.value = value;
  if (select.selectedIndex < 0) select.value = "";
}

function wishesOf(form) {
  const all = [...new FormData(form)].map(([name, value]) => [name, value.trim()]);
  return Object.fromEntries(all.filter(([, value]) => value));
}

function write(wishes, how) {
  const query = new URLSearchParams(location.search);
  for (const name of NAMES) query.delete(name);
  for (const [name, value] of Object.entries(wishes)) query.set(name, value);
  history[how](history.state, "", location.pathname + `?${query}`.replace(/^\?$/, "") + location.hash);
}

// What is to be read of it; empty without a filter.
function show(form) {
  const { sort, ...wishes } = wishesOf(form);
  const lists = allStages().map((stage) => listOf(stage.dataset.id));
  sortByDeadline(Boolean(sort), lists);
  const cards = allStages().flatMap(cardsOf);
  for (const card of cards) card.hidden = !matches(card, wishes);
  for (const place of form.querySelectorAll("[data-filter-count]")) {
    place.textContent = cards.filter((card) => TESTS[place.dataset.filterCount](card)).length;
  }
  const isFiltered = Object.keys(wishes).length > 0;
  const shown = cards.filter((card) => !card.hidden).length;
  const found = shown ? text("filtered", { n: shown, of: cards.length }) : text("filtered_none");
  const result = isFiltered ? found : "";
  form.querySelector("[data-filter-shown]").textContent = result;
  const reset = form.querySelector("[data-filter-reset]");
  reset.hidden = !isFiltered;
  reset.classList.toggle("button--quiet", shown > 0);
  return result;
}

const has = (list, one) => (list ?? "").split(" ").includes(one);

const isOpen = (card) => card.dataset.done === undefined;

const TESTS = {
  words: (card, words) => occurs(words, foldedText(card)),
  theme: (card, id) => has(card.dataset.themes, id),
  owner: (card, id) => has(card.dataset.owners, id),
  mine: (card) => (document.body.dataset.myParties ?? "").split(" ").some((id) => id && has(card.dataset.owners, id)),
  late: (card) => card.dataset.lateness === "late",
  unowned: (card) => isOpen(card) && !card.dataset.owners,
  undated: (card) => isOpen(card) && !card.dataset.shape,
};

export const matches = (card, wishes) => Object.entries(wishes).every(([name, value]) => TESTS[name](card, value));

function foldedText(card) {
  const view = card.querySelector("[data-view-part]");
  if (!folded.has(view)) folded.set(view, foldBoth(`${card.dataset.number} ${view.textContent}`));
  return folded.get(view);
}
