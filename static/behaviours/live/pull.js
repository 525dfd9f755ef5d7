// Asking for what this page may have missed: after a gap, after sleep, and every few seconds without a socket.
import { backoff, pause, timing } from "./timing.js";
import { connectionIs } from "./connection.js";
import { count } from "./tally.js";

const PATIENCE = timing("request", 20_000); // an answer that takes longer will not come
const CAP = timing("retry", 5_000); // between two tries: somebody looks at a board that may be stale
const PACE = timing("poll", 4_000); // slow enough for 200 phones in one network, fast enough to work
const AT_ONCE = 4; // feeds asked for at that pace

let polling;

// One at a time per feed. Doubts that arise meanwhile are settled by one more.
export async function pull(own, receive) {
  if (own.pulling) {
    own.again = true;
    return;
  }
  own.pulling = true;
  for (let tries = 0; ; tries++) {
    own.again = false;
    const outcome = await pullOnce(own, receive);
    if (outcome === "over" || (outcome === "fine" && !own.again)) break;
    if (outcome === "failed") await pause(backoff(tries, CAP));
  }
  own.pulling = false;
}

// "fine", "failed", or "over": there is nothing to come any more.
async function pullOnce(own, receive) {
  count("pulls", own.rev);
  const { rev: since, epoch, view } = own;
  try {
    const response = await fetch(`${address(own.feed)}?${new URLSearchParams({ since, epoch, view })}`, {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.status === 401 || response.status === 404) return end(response.status);
    if (response.status === 204) return "fine";
    // an answer that would only raise the same doubt again is no answer
    return response.ok && receive(await response.json(), own) ? "fine" : "failed";
  } catch {
    return "failed";
  }
}

function address(feed) {
  const [kind, id] = feed.split(":");
  return `/${kind}s/${id}/changes`;
}

function end(status) {
  connectionIs(status === 401 ? "signed_out" : "gone");
  return "over";
}

export function startPolling(feeds, receive) {
  // each feed is a request: somebody with many plans asks for them less often
  polling ??= setInterval(poll, PACE * Math.ceil(feeds.length / AT_ONCE), feeds, receive);
}

export function stopPolling() {
  polling = clearInterval(polling);
}

async function poll(feeds, receive) {
  // a hidden page is told when it wakes up
  if (document.hidden) return;
  count("polls");
  const outcomes = await Promise.all(feeds.map((own) => pullOnce(own, receive)));
  // the socket may have got through meanwhile
  if (!polling || outcomes.includes("over")) return;
  connectionIs(outcomes.includes("failed") ? "reconnecting" : "polling");
}
