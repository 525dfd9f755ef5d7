// While a deadline is typed, the server says what it understands: <input id="x" data-understand>, shown in #x-read.
import { parse } from "./elements.js";
import { timing } from "./live/timing.js";

const PAUSE = timing("typing", 150); // ms: nobody reads faster than that

let timer, asking;

export function startDeadlineReader() {
  document.addEventListener("input", ({ target }) => {
    if (!target.matches("input[data-understand]")) return;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE, target);
  });
}

async function ask(field) {
  asking?.abort();
  asking = new AbortController();
  const words = field.value.trim();
  const place = document.getElementById(`${field.id}-read`);
  if (!words) return place.replaceChildren();
  const plan = field.form.dataset.feed?.split(":")[1];
  try {
    const response = await fetch(`/deadlines?${new URLSearchParams({ words, plan })}`, {
      headers: { Accept: "application/json" },
      signal: asking.signal,
    });
    if (response.ok && field.value.trim() === words) place.replaceChildren(await said(response));
  } catch {
    // without a connection the words are simply kept
  }
}

async function said(response) {
  if (!response.headers.get("Content-Type").startsWith("application/json")) return parse(await response.text());
  const { html, text } = await response.json();
  return html ? parse(html) : text;
}
