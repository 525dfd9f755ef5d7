// Where this page stands in each feed, and what a message does to that.
import { isOwn } from "./keys.js";
import { applyDelta, applySnapshot, startFrags } from "./apply.js";
import { pull } from "./pull.js";
import { count, show } from "./tally.js";
import { tell } from "../elements.js";

const feeds = new Map();

// Those the page has; asked again, those that came since, and without those that are marked no longer.
export function openFeeds() {
  for (const [feed, { root }] of feeds) if (!root.dataset.epoch) feeds.delete(feed);
  for (const root of document.querySelectorAll("[data-feed][data-epoch]")) {
    const { feed, epoch, rev, view, day } = root.dataset;
    if (feeds.has(feed)) continue;
    feeds.set(feed, { feed, epoch, rev: Number(rev), view, day, root });
    startFrags(root);
  }
  show(() => Object.fromEntries([...feeds].map(([feed, { rev, epoch }]) => [feed, { rev, epoch }])));
}

export const allFeeds = () => [...feeds.values()];

export const feedOf = (feed) => feeds.get(feed);

// own {rev, epoch} and a message: "apply", "drop" or "pull". A day's delta has frm = rev and brings no new rev.
export function verdict(own, message) {
  if (message.t === "snapshot") return message.epoch === own.epoch && message.rev < own.rev ? "drop" : "apply";
  if (message.epoch !== own.epoch || own.rev < message.frm) return "pull";
  return message.rev <= own.rev && message.frm !== message.rev ? "drop" : "apply";
}

// False when the message leaves a doubt that only a pull can settle; the pull is then under way.
export function receive(message) {
  const own = feeds.get(message.feed);
  if (!own) return true;
  const what = verdict(own, message);
  if (what === "drop") count("dropped", message.rev);
  if (what === "apply") take(own, message);
  if (what !== "pull") return true;
  count("gaps", `${own.rev} < ${message.frm}`);
  doubt(own);
  return false;
}

export const doubt = (own) => pull(own, receive);

export function doubtIfBehind(revs) {
  for (const [feed, rev] of Object.entries(revs)) {
    const own = feeds.get(feed);
    if (own && rev > own.rev) doubt(own);
  }
}

function take(own, message) {
  const whole = message.t === "snapshot";
  count(whole ? "snapshots" : "applied", message.rev);
  const ids = whole ? applySnapshot(message, own.root) : applyDelta(message, message.rev < own.rev);
  own.rev = whole ? message.rev : Math.max(own.rev, message.rev);
  own.epoch = message.epoch;
  if (message.day) own.day = own.root.dataset.day = message.day;
  own.root.dataset.rev = own.rev;
  own.root.dataset.epoch = own.epoch;
  const others = (message.by ?? []).filter((one) => !isOwn(one.key));
  const stages = whole || message.ops.some((op) => op.kind === "stage");
  tell("applied", { feed: own.feed, rev: own.rev, ids, others, whole, stages });
}
