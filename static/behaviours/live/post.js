// One command to the server, once.
import { feedOf } from "./feeds.js";
import { text } from "../texts.js";
import { timing } from "./timing.js";

const PATIENCE = timing("request", 20_000); // then it is sent again, with the same key
const LATER = [408, 425, 429]; // as good as not heard; so is every 5xx

// -> {answer} | {refusal} | {later: ms or 0} | {signedOut: true}
export async function post({ url, body, feed, key }) {
  let response, said;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: headersOf(feed, key),
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    });
    said = await content(response);
  } catch {
    return { later: 0 };
  }
  if (response.status === 401) return { signedOut: true };
  const { headers, ok, status } = response;
  if (status >= 500 || LATER.includes(status)) return { later: 1000 * Number(headers.get("Retry-After")) || 0 };
  if (!ok) return { refusal: { sentence: text("refused"), fields: {}, ...said, status } };
  // a page of some network that answers in our server's place is no yes
  return said ? { answer: said, rev: Number(headers.get("Feed-Rev")) || said.rev } : { later: 0 };
}

function headersOf(feed, key) {
  return {
    "Content-Type": "application/json",
    Accept: "application/json",
    "Idempotency-Key": key,
    "X-Token": document.body.dataset.token,
    "Feed-Rev": feedOf(feed)?.rev ?? 0,
  };
}

async function content(response) {
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  return isJson ? response.json() : null;
}
