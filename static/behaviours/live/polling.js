// Without a socket (some networks let none through) the page asks every few seconds; hidden pages do not.
import { allFeeds, receive } from "./feeds.js";
import { connectionIs } from "./connection.js";
import { count } from "./tally.js";
import { pullOnce } from "./pull.js";
import { timing } from "./timing.js";

const PACE = timing("poll", 4_000); // slow enough for 200 phones in one network, fast enough to work

let timer;

export function startPolling() {
  timer ??= setInterval(poll, PACE);
}

export function stopPolling() {
  clearInterval(timer);
  timer = undefined;
}

async function poll() {
  if (document.hidden) return;
  count("polls");
  const outcomes = await Promise.all(allFeeds().map((own) => pullOnce(own, receive)));
  // the socket may have got through meanwhile
  if (!timer || outcomes.includes("over")) return;
  connectionIs(outcomes.includes("failed") ? "reconnecting" : "polling");
}
