// Long work: what a form of an import, or a file made while it is fetched, is at; and a button that stops it. The
// form is sent and answered as without script, so whatever becomes of it is said by the page that comes then.

const SOON = 300; // ms; shorter work needs no sheet
const PAUSE = 300; // ms between two looks
const JSON_TYPE = "application/json";

let watched; // { name, seen, isFile } of the work that this page waits for

export function startWorks() {
  const sheet = document.querySelector("[data-work]");
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (!defaultPrevented && target.matches("[data-long]")) watch(sheet, target.elements._key.value, false);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-long]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const name = crypto.getRandomValues(new Uint32Array(4)).join("");
    location.assign(`${link.href}?work=${name}`);
    watch(sheet, name, true);
  });
  sheet.querySelector("button").addEventListener("click", () => stop(sheet));
  sheet.addEventListener("cancel", (event) => {
    event.preventDefault();
    stop(sheet);
  });
  // back from the next page this one may stand there as it was left
  addEventListener("pageshow", ({ persisted }) => persisted && close(sheet));
}

async function watch(sheet, name, isFile) {
  const mine = (watched = { name, isFile, seen: false, first: sheet.querySelector("h2").textContent });
  await pause(SOON);
  for (; watched === mine; await pause(PAUSE)) {
    const work = await look(name);
    if (watched !== mine) return;
    // short work has ended before the first look; a form's sheet stays until the next page is there
    if (isFile && work && (work.ended || (mine.seen && !work.part))) return close(sheet);
    mine.seen ||= Boolean(work?.part);
    if (!sheet.open) sheet.showModal();
    if (work?.part) draw(sheet, work);
  }
}

function draw(sheet, { sentence, count, n, of, may_stop: mayStop }) {
  const [said, bar, button] = ["h2", "progress", "button"].map((name) => sheet.querySelector(name));
  if (!watched.stopping && said.textContent !== sentence) said.textContent = sentence; // else it is read out again
  sheet.querySelector(".work__count").textContent = count;
  if (of) Object.assign(bar, { max: of, value: n });
  else bar.removeAttribute("value");
  button.disabled = !mayStop || Boolean(watched.stopping);
}

async function stop(sheet) {
  const mine = watched;
  const [said, button, trouble] = ["h2", "button", ".field__error"].map((name) => sheet.querySelector(name));
  if (!mine || mine.stopping || button.disabled) return;
  mine.stopping = button.disabled = trouble.hidden = true;
  said.textContent = button.dataset.stopping;
  const answer = await ask(mine.name, "/ending", "POST");
  // nothing of it has reached the server yet
  if (answer && !answer.found && !mine.seen) {
    window.stop();
    close(sheet);
  }
  if (answer?.stopped) return;
  trouble.hidden = Boolean(answer);
  mine.stopping = button.disabled = false;
}

function close(sheet) {
  if (watched) sheet.querySelector("h2").textContent = watched.first;
  watched = undefined;
  sheet.querySelector("button").disabled = false;
  sheet.close();
}

const look = (name) => ask(name, "", "GET");

// -> what the server says, undefined when it cannot be reached
async function ask(name, noun, method) {
  const headers = { Accept: JSON_TYPE, "X-Token": document.body.dataset.token };
  if (method === "POST") headers["Content-Type"] = JSON_TYPE;
  const body = method === "POST" ? "{}" : undefined;
  try {
    const answer = await fetch(`/works/${encodeURIComponent(name)}${noun}`, { method, headers, body });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
