// Every command waits here until the server has answered. What is not sent yet outlives a closed tab.
import { claim, newKey } from "./keys.js";
import { connectionIs } from "./connection.js";
import { post } from "./post.js";
import { renewToken } from "./token.js";
import { backoff, timing } from "./timing.js";
import { local, nameOf } from "../storage.js";
import { on, tell } from "../elements.js";
import { receive } from "./feeds.js";

const CAP = timing("resend", 30_000); // between two tries
const LATE = timing("late", 1_000); // without an answer so long, the page says that something is unsent

let shelf; // what this member has unsent in this plan: a name per command
let queue = []; // in the order it was done
let refused = [];
let sending = false;
let attempt = 0;
let late = false;
let tokenIsOld = false;
let timer;

export function startOutbox(feed) {
  shelf = `outbox:${document.body.dataset.me || "nobody"}:${feed}:`;
  const kept = local.names(shelf).map(local.read).filter(Boolean).sort((a, b) => a.at - b.at);
  for (const command of kept) claim(command.key);
  queue = kept.filter((command) => !command.refusal);
  refused = kept.filter((command) => command.refusal);
  addEventListener("storage", forgetWhereForgotten);
  addEventListener("online", flush);
  on("hello", flush);
  on("lost", ({ code }) => (tokenIsOld ||= code === 4401 || code === 4409));
  flush();
}

// Another tab has sent or discarded one of them, or somebody has signed out there.
function forgetWhereForgotten(event) {
  const name = nameOf(event);
  if (event.newValue === null && name?.startsWith(shelf)) drop(name.slice(shelf.length));
}

// {url, body, feed, label, title?: the one in the label, pressed?: the label is that of a button,
//  shown?: text of theirs in it, done?(answer), refused?(refusal) -> whether it is shown there}
// -> the key
export function send(command) {
  const waiting = { ...command, key: newKey(), at: Math.max(Date.now(), (queue.at(-1)?.at ?? 0) + 1) };
  keep(waiting);
  queue.push(waiting);
  flush();
  return waiting.key;
}

export const waitingCommands = () => ({ queue: late ? [...queue] : [], refused: [...refused] });

// Heard by `hear`, as in send: whoever did it at first is gone by now.
export function retry(key, hear = {}) {
  const command = refused.find((one) => one.key === key);
  drop(key);
  // a key that was taken for something else can never be used
  if (command.refusal.code === "key_reused") command.key = newKey();
  Object.assign(command, { refusal: undefined, renewed: false, done: hear.done, refused: hear.refused });
  keep(command);
  queue.push(command);
  flush();
}

export function drop(key) {
  local.forget(shelf + key);
  queue = queue.filter((command) => command.key !== key);
  refused = refused.filter((command) => command.key !== key);
  report();
}

const keep = (command) => local.write(shelf + command.key, command);

export async function flush() {
  if (sending) return;
  sending = true;
  clearTimeout(timer);
  const alarm = setTimeout(report, LATE, true);
  while (queue.length && (await sendFirst()));
  clearTimeout(alarm);
  sending = false;
  report(queue.length > 0);
}

// Whether to go on with the next one.
async function sendFirst() {
  const command = queue[0];
  const outcome = tokenIsOld && !(await freshen()) ? { later: 0 } : await post(command);
  if (outcome.signedOut) {
    tokenIsOld = true;
    connectionIs("signed_out");
    return false;
  }
  if ("later" in outcome) {
    timer = setTimeout(flush, Math.max(outcome.later, backoff(attempt++, CAP)));
    return false;
  }
  attempt = 0;
  // a new session has a new token: once more with that, before it counts as refused
  if (outcome.refusal?.code === "origin" && !command.renewed) return (command.renewed = tokenIsOld = true);
  if (outcome.refusal) refuse(command, outcome.refusal);
  else finish(command, outcome);
  return true;
}

async function freshen() {
  const state = await renewToken();
  tokenIsOld = state !== "renewed";
  if (["signed_out", "outdated"].includes(state)) connectionIs(state);
  return !tokenIsOld;
}

function finish(command, { answer, rev }) {
  drop(command.key);
  receive(answer);
  tell("settled", command.key);
  command.done?.(answer, rev);
  // what changed nothing, or was cut out of a long answer, is not among them
  const mine = answer.by?.find((one) => one.key === command.key);
  if (mine) tell("mine", { ...command, rev: mine.rev, made: answer.made, said: mine.say });
}

// Listed, unless the form it came from still stands there and says it itself.
function refuse(command, refusal) {
  drop(command.key);
  tell("settled", command.key);
  if (command.refused?.(refusal)) return;
  command.refusal = refusal;
  refused.push(command);
  keep(command);
  report();
}

function report(isLate = late) {
  late = isLate;
  tell("outbox", { late: late ? queue.length : 0, refused: refused.length });
}
