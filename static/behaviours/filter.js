// The filter hides cards in this browser only, by their data attributes; it stands in the address's query.
import { allFacts, wordsOf } from "./card_facts.js";
import { allStages } from "./stage_counts.js";
import { element, listOf, on } from "./elements.js";
import { finder } from "./folding.js";
import { say } from "./live/announce.js";
import { sortByDeadline } from "./live/place.js";
import { text } from "./texts.js";

const AT_ONCE = 100; // cards of a stage: more than a screen holds
const AT_A_TIME = 2_000; // cards a picture: in between the browser hears what is typed
const NAMES = ["words", "mine", "theme", "owner", "late", "unowned", "unaccepted", "undated", "sort"];

let run = 0; // how often it was filtered

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
  sortByDeadline(Boolean(sort), allStages().map((stage) => listOf(stage.dataset.id)));
  const facts = [...allFacts()];
  const shown = showThose(facts, testsOf(wishes));
  for (const place of form.querySelectorAll("[data-filter-count]")) {
    place.textContent = facts.filter((fact) => fact[place.dataset.filterCount]).length;
  }
  const isFiltered = Object.keys(wishes).length > 0;
  const found = shown ? text("filtered", { n: shown, of: facts.length }) : text("filtered_none");
  const result = isFiltered ? found : "";
  form.querySelector("[data-filter-shown]").textContent = result;
  const reset = form.querySelector("[data-filter-reset]");
  reset.hidden = !isFiltered;
  reset.classList.toggle("button--quiet", shown > 0);
  return result;
}

// How many match; only cards that come or go are written to. Those far down come after the next picture.
function showThose(facts, tests) {
  const mine = (run += 1);
  const shownIn = new Map();
  const later = [];
  for (const fact of facts) {
    const { card } = fact;
    const hidden = !tests.every((test) => test(fact));
    const nth = shownIn.get(card.parentNode) ?? 0;
    if (!hidden) shownIn.set(card.parentNode, nth + 1);
    if (card.hidden !== hidden && !hidden && nth >= AT_ONCE) later.push(card);
    else if (card.hidden !== hidden) card.hidden = hidden;
  }
  showSoon(later, mine);
  return [...shownIn.values()].reduce((all, n) => all + n, 0);
}

// Unless it has been filtered again since.
function showSoon(cards, mine) {
  if (cards.length) requestAnimationFrame(() => setTimeout(showSome, 0, cards, mine));
}

function showSome(cards, mine) {
  if (mine !== run) return;
  for (const card of cards.splice(0, AT_A_TIME)) card.hidden = false;
  showSoon(cards, mine);
}

const testsOf = (wishes) => Object.entries(wishes).map(([name, value]) => TESTS[name]?.(value) ?? ((fact) => fact[name]));

const mine = () => (document.body.dataset.myParties ?? "").split(" ").filter(Boolean);

const ownedBy = (parties) => (fact) => parties.some((id) => fact.owners.includes(id));

const says = (finds) => (fact) => finds(wordsOf(fact));

const TESTS = {
  words: (words) => says(finder(words)),
  theme: (id) => (fact) => fact.themes.includes(id),
  owner: (id) => ownedBy([id]),
  mine: () => ownedBy(mine()),
};
