// What is new since the last visit. Only this browser knows: the rev it saw last of each plan, until signing out.
import { element, symbol } from "../elements.js";
import { feedOf } from "../live/feeds.js";
import { local } from "../storage.js";
import { text } from "../texts.js";
import { timing } from "../live/timing.js";

const LOOKED = timing("looked", 3_000); // ms in view before a visit counts as one

export function startNews(board) {
  const { feed, epoch } = board.dataset;
  const name = `seen:${document.body.dataset.me || "nobody"}:${feed}`;
  const before = local.read(name);
  const looked = remember(name, feed);
  if (before?.epoch !== epoch) return;
  const news = feedOf(feed).rev - before.rev;
  if (news > 0) show(board, before.rev, news, looked);
}

function show(board, since, n, looked) {
  for (const card of board.querySelectorAll(".step[data-rev]")) {
    if (Number(card.dataset.rev) > since) card.dataset.news = text("new");
  }
  const href = `/plans/${board.dataset.plan}/history?since=${since}`;
  const seen = element("button", { type: "button", class: "button button--quiet button--round", "aria-label": text("news_seen") }, symbol("check"));
  const line = element("p", { class: "news" }, element("a", { href }, text("news", { n })), seen);
  seen.addEventListener("click", () => {
    for (const card of board.querySelectorAll("[data-news]")) see(card);
    line.remove();
    looked();
    document.querySelector("#board h1").tabIndex = -1;
    document.querySelector("#board h1").focus();
  });
  board.querySelector(".plan__end").prepend(line);
  // seen is what somebody points at, comes to by key or opens
  for (const event of ["pointerover", "focusin", "click"]) {
    board.addEventListener(event, ({ target }) => see(target.closest?.("[data-news]")));
  }
}

const see = (card) => card?.removeAttribute("data-news");

// Once the board has been looked at, what it showed at the end is what the next visit starts from.
// -> a function that says it has
function remember(name, feed) {
  let looked = false;
  let leaving = false;
  setTimeout(() => (looked = !document.hidden), LOOKED);
  document.addEventListener("submit", (event) => {
    // what signing out has taken off this browser does not come back
    leaving ||= event.target.matches("[data-sign-out]") && !event.defaultPrevented;
  });
  const keep = () => {
    if (leaving || !(looked || local.read(name) === null)) return;
    const { rev, epoch } = feedOf(feed);
    local.write(name, { rev, epoch });
  };
  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", () => (document.hidden ? keep() : (looked = true)));
  return () => (looked = true);
}
