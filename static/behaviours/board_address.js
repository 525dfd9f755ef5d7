// The address of the board page: an open step has its own, Back closes it. Nobody else changes the path.
import { byId, isShown, tell } from "./elements.js";
import { drawerAddress, drawerHasUnsaved, emptyDrawer, fillDrawer } from "./drawer.js";
import { forgetDrafts } from "./drafts.js";
import { text } from "./texts.js";

const STEP = /^\/plans\/[^/]+\/steps\/([^/]+)$/;

const title = document.title;
const GOING_BACK = 1_000; // ms, more than a browser needs

export function startBoardAddress() {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawerAddress() && !event.defaultPrevented) close();
  });
  addEventListener("popstate", follow);
}

function onClick(event) {
  const { target } = event;
  const link = target.closest("a[data-open-step]");
  if (link && isPlain(event)) {
    event.preventDefault();
    open(link.pathname);
  } else if (drawerAddress() && target.closest("[data-drawer-close], [data-drawer-veil]")) {
    event.preventDefault();
    close();
  }
}

const isPlain = (event) => !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

function open(url) {
  if (drawerAddress() && !mayLeave()) return;
  // one entry in the history, however many steps are looked at: Back leads to the board
  if (drawerAddress()) history.replaceState({ step: url }, "", url);
  else history.pushState({ step: url }, "", url);
  showAt(url);
}

function close() {
  if (!mayLeave()) return;
  hide();
  history.back();
}

// Back and Forward have changed the address already.
function follow() {
  const url = location.pathname;
  if (url === drawerAddress()) return;
  if (STEP.test(url)) showAt(url);
  else if (drawerAddress() && mayLeave()) hide();
  else if (drawerAddress()) history.forward();
}

function mayLeave() {
  if (!drawerHasUnsaved()) return true;
  if (!confirm(text("leave_unsaved"))) return false;
  forgetDrafts(document);
  return true;
}

async function showAt(url) {
  await fillDrawer(url);
  const heading = document.querySelector("#drawer h1");
  if (drawerAddress() === url && heading) document.title = `${heading.textContent.trim()} – ${title}`;
}

function hide() {
  const [, step] = STEP.exec(drawerAddress()) ?? [];
  emptyDrawer();
  document.title = title;
  const link = byId("step", step)?.querySelector("[data-open-step]");
  const target = isShown(link) ? link : document.querySelector("#board h1");
  if (target?.matches("h1")) target.tabIndex = -1;
  target?.focus({ preventScroll: true });
  // Chromium takes the focus away again a moment after it has gone back, and gives it to nothing
  const signal = AbortSignal.timeout(GOING_BACK);
  target?.addEventListener("blur", ({ relatedTarget }) => relatedTarget ?? target.focus({ preventScroll: true }), { once: true, signal });
}
