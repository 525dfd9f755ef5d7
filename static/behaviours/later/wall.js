// The board on the wall: what does not fit folds, done first, then stage by stage, and says how many.
import { allStages, cardsOf, stageName, startStageCounts } from "../stage_counts.js";
import { connectionState, startConnection } from "../live/connection.js";
import { listOf, on } from "../elements.js";
import { openFeeds } from "../live/feeds.js";
import { startSocket } from "../live/socket.js";
import { text } from "../texts.js";

const NARROWEST = 9.5; // rem of a stage: below that words are cut into pieces
const RELOAD = 10_000; // ms within which the walls of a house come back after a new version
const FOLD_FIRST = ["done", "gathered", "waiting", "agreed", "working"];

export function startWall(wall) {
  openFeeds();
  startConnection();
  startStageCounts();
  const fold = () => foldAll(wall);
  on("applied", fold);
  new ResizeObserver(fold).observe(wall);
  document.fonts?.ready.then(fold);
  // nobody stands at a wall to press "reload", and nothing is typed there
  const renew = () => connectionState() === "outdated" && setTimeout(() => location.reload(), Math.random() * RELOAD);
  on("hello", renew);
  on("lost", () => setTimeout(renew));
  startSocket();
}

function foldAll(wall) {
  const stages = allStages();
  for (const stage of stages) unfold(stage);
  const folded = [];
  const order = stages.toSorted((a, b) => rank(a) - rank(b));
  const foldNext = () => {
    const stage = order.shift();
    stage.classList.add("stage--folded");
    folded.push(stage);
  };
  const { fontSize } = getComputedStyle(document.documentElement);
  const room = Math.max(1, Math.floor(wall.clientWidth / (NARROWEST * parseFloat(fontSize))));
  while (order.length > room) foldNext();
  const isDone = (stage) => stage.dataset.kind === "done";
  // what is done makes room for all others
  if (order.some((stage) => !isDone(stage) && overflows(stage, wall))) while (order.some(isDone)) foldNext();
  for (const stage of order) showNames(stage, wall);
  for (const stage of order) foldRest(stage, wall);
  const said = folded.filter((stage) => cardsOf(stage).length).map(foldedText);
  wall.querySelector("[data-folded]").textContent = said.join(" · ");
}

const rank = (stage) => FOLD_FIRST.indexOf(stage.dataset.kind);

const foldedText = (stage) => text("stage_folded", { stage: stageName(stage), n: cardsOf(stage).length });

function unfold(stage) {
  stage.classList.remove("stage--folded");
  for (const card of cardsOf(stage)) {
    card.hidden = false;
    setNamed(card, false);
  }
  moreOf(stage).hidden = true;
}

const moreOf = (stage) => stage.querySelector("[data-more]");

const bottomOf = (el) => el.getBoundingClientRect().bottom;

const endOf = (wall) => bottomOf(listOf("stages"));

function overflows(stage, wall) {
  const last = cardsOf(stage).at(-1);
  return Boolean(last) && bottomOf(last) > endOf(wall);
}

// Whole names where no word of them is cut and they leave room for all cards; first the fullest cards get marks again.
function showNames(stage, wall) {
  const cards = cardsOf(stage).toSorted((a, b) => namesOn(b).length - namesOn(a).length);
  for (const card of cards) setNamed(card, true);
  for (const card of cards) if (isCut(card) || overflows(stage, wall)) setNamed(card, false);
}

const isCut = (card) => [...card.querySelectorAll(".owner")].some((owner) => owner.scrollWidth > owner.clientWidth);

const namesOn = (card) => card.querySelectorAll(".owner__name");

function setNamed(card, isNamed) {
  card.classList.toggle("step--named", isNamed);
  for (const name of namesOn(card)) name.classList.toggle("unseen", !isNamed);
}

// The last cards of a stage, as many as are too many.
function foldRest(stage, wall) {
  if (!overflows(stage, wall)) return;
  const cards = cardsOf(stage);
  const more = moreOf(stage);
  more.textContent = text("more_steps", { n: cards.length });
  more.hidden = false;
  const style = getComputedStyle(stage);
  const end = endOf(wall) - more.offsetHeight - parseFloat(style.rowGap || 0);
  const shown = cards.filter((card) => bottomOf(card) <= end).length;
  for (const card of cards.slice(shown)) card.hidden = true;
  more.textContent = text("more_steps", { n: cards.length - shown });
}
