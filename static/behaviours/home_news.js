// What is new in my plans since I looked at their boards last: this browser alone knows, as on the board itself.
import { allFeeds } from "./live/feeds.js";
import { element, on } from "./elements.js";
import { local } from "./storage.js";
import { text } from "./texts.js";

const stoodAt = new Map(); // feed -> the rev it had when it was heard of last

export function startHomeNews() {
  mark();
  draw();
  on("applied", (heard) => {
    passOver(heard);
    draw();
  });
  on("rows", draw);
  // seen is what somebody points at, comes to by key or opens
  for (const event of ["pointerover", "focusin", "click"]) {
    document.addEventListener(event, ({ target }) => target.closest?.("[data-rows] [data-news]")?.removeAttribute("data-news"));
  }
}

const shelfOf = (feed) => `seen:${document.body.dataset.me}:${feed}`;

// -> the rev up to which it was seen, or null where nobody has looked yet
function seenOf({ feed, epoch }) {
  const seen = local.read(shelfOf(feed));
  return seen?.epoch === epoch ? seen.rev : null;
}

// What I do here myself is no news to me, unless there was some before it.
function passOver({ feed, rev, others, whole }) {
  const own = allFeeds().find((one) => one.feed === feed);
  if (!others.length && !whole && seenOf(own) === stoodAt.get(feed)) local.write(shelfOf(feed), { rev, epoch: own.epoch });
}

function mark() {
  const seen = new Map(allFeeds().map((one) => [one.feed, seenOf(one)]));
  for (const row of document.querySelectorAll("[data-rows] > [data-rev]")) {
    const since = seen.get(`plan:${row.dataset.plan}`) ?? null;
    if (since !== null && Number(row.dataset.rev) > since) row.dataset.news = text("new");
  }
}

function draw() {
  const section = document.querySelector("[data-home-news]");
  const lines = allFeeds().map(lineOf).filter(Boolean);
  for (const { feed, rev } of allFeeds()) stoodAt.set(feed, rev);
  section.querySelector("ul").replaceChildren(...lines);
  section.hidden = !lines.length;
}

function lineOf(own) {
  const since = seenOf(own);
  const plan = own.feed.slice("plan:".length);
  const board = document.querySelector(`[data-beside] a[href="/plans/${CSS.escape(plan)}"]`);
  if (since === null || own.rev <= since || !board) return null;
  const n = own.rev - since;
  const link = element("a", { href: `/plans/${plan}/history?since=${since}` }, text("news_in", { n }));
  return element("li", {}, element("span", { class: "aside" }, board.textContent), link);
}
