// "My next steps", live: what was touched is fetched again and stands where it belongs now, or is gone.
import { allFeeds, feedOf, openFeeds } from "../live/feeds.js";
import { insert, passFocusOn, replace, settle } from "../live/place.js";
import { on, parse } from "../elements.js";
import { connectionIs, startConnection } from "../live/connection.js";
import { pause, timing } from "../live/timing.js";
import { say } from "../live/announce.js";
import { connect, startSocket } from "../live/socket.js";
import { text } from "../texts.js";

const TOGETHER = timing("rows", 200); // ms: changes that come together are fetched once
const AGAIN = timing("retry", 5_000); // ms, after an answer that did not come
const PATIENCE = timing("request", 20_000);
const MOST = 100; // ids in one address; for more all of mine are fetched
const MOST_FEEDS = 64; // of one socket
const RIGHTS_CHANGED = 4409; // or a plan was made that I may read
const ALL = "all";

let touched = new Set();
let isDue = false;
let isNews = false; // whether somebody else changed something: what I did is confirmed where I did it

export function startHome() {
  openFeeds();
  if (!allFeeds().length) return;
  startConnection();
  on("applied", ({ ids, whole, others }) => {
    isNews ||= whole || others.length > 0;
    for (const id of whole ? [ALL] : ids) touched.add(id);
    freshenSoon();
  });
  on("lost", ({ code }) => {
    if (code !== RIGHTS_CHANGED) return;
    isNews = true;
    touched.add(ALL);
    freshenSoon();
  });
  startSocket();
}

async function freshenSoon() {
  if (isDue) return;
  isDue = true;
  await pause(TOGETHER);
  isDue = false;
  const wanted = touched;
  touched = new Set();
  if (await freshen(wanted)) return;
  for (const id of wanted) touched.add(id);
  await pause(AGAIN);
  freshenSoon();
}

// Whether there is nothing left to ask for.
async function freshen(wanted) {
  const isWhole = wanted.has(ALL) || wanted.size > MOST;
  try {
    const only = isWhole ? ALL : [...wanted].join(",");
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(`/?${new URLSearchParams({ only })}`, { headers: { Accept: "text/html" }, signal });
    if (response.status === 401) connectionIs("signed_out");
    else if (!response.ok) return false;
    else show(parse(await response.text()), isWhole ? rows().map(({ dataset }) => dataset.id) : wanted);
    return true;
  } catch {
    return false;
  }
}

const rows = () => [...document.querySelectorAll("[data-rows] > [data-id]")];

const listFor = ({ dataset }) => document.querySelector(`[data-rows="${CSS.escape(dataset.part)}"]`);

const rowOf = (id) => document.getElementById(`step-${id}`);

function show(fresh, asked) {
  const before = rows().length;
  const mine = [...fresh.querySelectorAll("[data-part]")];
  const ids = new Set(mine.map(({ dataset }) => dataset.id));
  for (const id of asked) if (!ids.has(id)) remove(rowOf(id));
  for (const row of mine) put(rowOf(row.dataset.id), row);
  replace(document.querySelector("[data-beside]"), fresh.querySelector("[data-beside]"));
  for (const list of document.querySelectorAll("[data-rows]")) count(list);
  document.querySelector("[data-no-rows]").hidden = rows().length > 0;
  join(fresh.querySelectorAll("[data-epoch]"));
  if (isNews && (mine.length || rows().length !== before)) say(text("rows_changed"));
  isNews = false;
}

// A new plan is listened to from the rev its rows were read at.
function join(feeds) {
  const fresh = [...feeds].filter(({ dataset }) => !feedOf(dataset.feed)).slice(0, MOST_FEEDS - allFeeds().length);
  if (!fresh.length) return;
  document.querySelector("#main [data-epoch]").after(...fresh);
  openFeeds();
  connect();
}

function remove(row) {
  if (!row) return;
  passFocusOn(row);
  row.remove();
}

function put(old, row) {
  const hadFocus = old?.contains(document.activeElement);
  if (old) old.replaceWith(row);
  else insert(row, listFor(row), null);
  settle(row, listFor(row));
  window.htmx?.process(row);
  if (hadFocus) row.querySelector("a[href]").focus({ preventScroll: true });
}

function count(list) {
  const section = list.closest("section");
  section.querySelector(".stage__count").textContent = list.children.length;
  section.hidden = !list.children.length;
}
