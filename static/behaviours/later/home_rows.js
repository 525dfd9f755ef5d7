// "My next steps", live: what was touched is fetched again and stands where it belongs now, or is gone.
import { allFeeds, feedOf, openFeeds } from "../live/feeds.js";
import { insert, passFocusOn, replace, settle } from "../live/place.js";
import { on, parse, tell } from "../elements.js";
import { connectionIs, startConnection } from "../live/connection.js";
import { pause, timing } from "../live/timing.js";
import { say } from "../live/announce.js";
import { connect, startSocket } from "../live/socket.js";
import { keepTyped, startTaps } from "../home_taps.js";
import { startOutbox } from "../live/outbox.js";
import { startOutboxPanel } from "../live/outbox_panel.js";
import { startHomeNews } from "../home_news.js";
import { startMentions } from "../home_mentions.js";
import { text } from "../texts.js";

const TOGETHER = timing("rows", 200); // ms: changes that come together are fetched once
const AGAIN = timing("retry", 5_000); // ms, after an answer that did not come
const PATIENCE = timing("request", 20_000);
const MOST = 100; // ids in one address; for more all of mine are fetched
const MOST_FEEDS = 64; // of one socket
const RIGHTS = [4404, 4409]; // one of the plans is mine no longer; my rights have changed, or there is a new plan
const ALL = "all";

let touched = new Set();
let isDue = false;
let isNews = false; // whether somebody else changed something: what I did is confirmed where I did it

export function startHome() {
  openFeeds();
  startConnection();
  startOutboxPanel();
  startOutbox("home");
  startTaps();
  startMentions(countAll);
  startHomeNews();
  on("applied", ({ ids, whole, others }) => {
    isNews ||= whole || others.length > 0;
    for (const id of whole ? [ALL] : ids) touched.add(id);
    freshenSoon();
  });
  on("lost", ({ code }) => {
    if (!RIGHTS.includes(code)) return;
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
    else show(parse(await response.text()), isWhole ? null : wanted);
    return true;
  } catch {
    return false;
  }
}

const rows = () => [...document.querySelectorAll("[data-rows] > [data-id]")];

const listFor = ({ dataset }) => document.querySelector(`[data-rows="${CSS.escape(dataset.part)}"]`);

// `asked`: the steps that were asked for, null for all; what they have no row for is gone.
function show(fresh, asked) {
  const before = rows().length;
  const wanted = new Set(asked ?? rows().map(({ dataset }) => dataset.step));
  const mine = [...fresh.querySelectorAll("[data-part]")];
  const ids = new Set(mine.map(({ id }) => id));
  for (const row of rows()) if (wanted.has(row.dataset.step) && !ids.has(row.id)) remove(row);
  for (const row of mine) put(document.getElementById(row.id), row);
  replace(document.querySelector("[data-beside]"), fresh.querySelector("[data-beside]"));
  countAll();
  if (!asked) follow([...fresh.querySelectorAll("[data-epoch]")]);
  tell("rows");
  if (isNews && (mine.length || rows().length !== before)) say(text("rows_changed"));
  isNews = false;
}

function countAll() {
  for (const list of document.querySelectorAll("[data-rows]")) count(list);
  document.querySelector("[data-no-rows]").hidden = rows().some((row) => !row.hidden);
}

// A new plan is listened to from the rev its rows were read at; with one that is mine no longer there is no socket.
function follow(mine) {
  const left = allFeeds().filter(({ feed }) => !mine.some(({ dataset }) => dataset.feed === feed));
  for (const { root } of left) delete root.dataset.epoch;
  const most = MOST_FEEDS - allFeeds().length + left.length;
  const fresh = mine.filter(({ dataset }) => !feedOf(dataset.feed)).slice(0, most);
  if (!fresh.length && !left.length) return;
  document.querySelector("#main [data-view]").after(...fresh);
  openFeeds();
  connect();
}

function remove(row) {
  if (!row) return;
  passFocusOn(row);
  row.remove();
}

function put(old, row) {
  const held = document.activeElement;
  const hadFocus = old?.contains(held);
  const { selectionStart, selectionEnd } = held;
  if (old) keepTyped(old, row);
  if (old) old.replaceWith(row);
  else insert(row, listFor(row), null);
  settle(row, listFor(row));
  if (!hadFocus) return;
  uncover(row);
  // what somebody is typing in has come along
  const heir = row.contains(held) ? held : row.querySelector("a[href]");
  heir.focus({ preventScroll: true });
  if (selectionStart != null) heir.setSelectionRange?.(selectionStart, selectionEnd);
}

// Whoever stood on a row goes on standing on it, also where the list was empty or is folded.
function uncover(row) {
  row.closest("section").hidden = false;
  const fold = row.closest("details");
  if (fold) fold.open = true;
}

function count(list) {
  const section = list.closest("section");
  const n = [...list.children].filter((row) => !row.hidden).length;
  section.querySelector(".stage__count").textContent = n;
  section.hidden = !n;
}
