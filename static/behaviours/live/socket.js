// The one socket: opened, watched, opened again.
import { allFeeds, doubt, doubtIfBehind, receive } from "./feeds.js";
import { backoff, timing } from "./timing.js";
import { connectionIs, connectionState } from "./connection.js";
import { startPolling, stopPolling } from "./pull.js";
import { count } from "./tally.js";
import { tell } from "../elements.js";

const PING = timing("ping", 15_000); // proxies cut sockets that are silent for 60 s
const ANSWER = timing("answer", 10_000); // after a ping; so a dead socket is noticed 25 s after its last message
const WAKE = timing("wake", 3_000); // after waking up somebody is looking
const CAP = timing("reconnect", 15_000); // between two tries
const ENOUGH = 3; // failed tries before polling takes over
const ENDS = { 4401: "signed_out", 4404: "gone", 4426: "outdated" };

let socket, pinging, dying, trying;
let attempt = 0;
let greeted = false; // whether this socket brought its hello
let farewell = null; // ms, from a bye
let step = null; // which step this page has open

export function startSocket() {
  connect();
  addEventListener("online", wake);
  // a dead line would be noticed by the next ping only
  addEventListener("offline", () => lost());
  document.addEventListener("visibilitychange", wake);
  // an open socket keeps a page out of the back-forward cache
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => event.persisted && wake());
}

export function sayOpenStep(id) {
  step = id;
  send({ t: "at", step });
}

// Also to go on with more feeds.
export function connect() {
  leave();
  const mine = new WebSocket(address());
  socket = mine;
  expectAnswer(ANSWER);
  mine.onopen = () => (pinging = setInterval(ping, PING));
  mine.onmessage = (event) => {
    dying = clearTimeout(dying);
    count("messages");
    hear(JSON.parse(event.data));
  };
  mine.onclose = (event) => mine === socket && lost(event.code);
}

function address() {
  // somebody without a plan listens for the first one
  const { view, day } = allFeeds()[0] ?? document.querySelector("[data-view]").dataset;
  const query = new URLSearchParams({ v: 1, view, day });
  for (const { feed, rev, epoch } of allFeeds()) query.append("feed", `${feed}@${rev}.${epoch}`);
  return `${location.origin.replace(/^http/, "ws")}/live?${query}`;
}

function leave() {
  clearInterval(pinging);
  dying = clearTimeout(dying);
  clearTimeout(trying);
  const old = socket;
  socket = undefined;
  old?.close();
}

const HEARD = {
  hello: greet,
  delta: receive,
  pong: ({ revs }) => doubtIfBehind(revs),
  resync: () => allFeeds().forEach(doubt),
  bye: (message) => (farewell = Math.random() * message.in),
  who: (message) => tell("who", message),
};

const hear = (message) => HEARD[message.t]?.(message);

function greet(hello) {
  attempt = 0;
  greeted = true;
  stopPolling();
  connectionIs(isOutdated(hello.build) ? "outdated" : "connected");
  if (step) send({ t: "at", step });
  tell("hello", hello);
}

const isOutdated = (build) => build !== undefined && allFeeds().some(({ root }) => root.dataset.build !== build);

function ping() {
  send({ t: "ping" });
  if (!dying) expectAnswer(ANSWER);
}

function send(message) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function expectAnswer(time) {
  clearTimeout(dying);
  dying = setTimeout(lost, time);
}

function lost(code) {
  leave();
  tell("lost", { code });
  if (ENDS[code]) {
    stopPolling();
    return connectionIs(ENDS[code]);
  }
  connectionIs(navigator.onLine ? "reconnecting" : "offline");
  trying = setTimeout(connect, waitAfter(code));
  if (attempt++ >= ENOUGH - 1) startPolling(allFeeds(), receive);
  greeted = false;
  farewell = null;
}

function waitAfter(code) {
  // rights have changed: at once through the whole check, unless that is what keeps failing
  if (code === 4409 && greeted) return 0;
  return farewell ?? backoff(attempt, CAP);
}

function wake() {
  const isOver = !socket && ["gone", "outdated"].includes(connectionState());
  if (document.hidden || isOver) return;
  if (!socket) {
    attempt = 0;
    return connect();
  }
  send({ t: "ping" });
  expectAnswer(WAKE);
}
