// What is done in one tap on the start page: sent through the outbox, so that it is kept and can be undone; the socket
// says what became of it, and the row goes where it belongs then.
import { bodyOf, isDirty, isUnderway, showErrors, textFields } from "./form_fields.js";
import { on, unreached } from "./elements.js";
import { say, warn } from "./live/announce.js";
import { feedOf } from "./live/feeds.js";
import { send } from "./live/outbox.js";
import { ignoreSecondPress } from "./second_press.js";
import { startMore } from "./home_panel.js";
import { text } from "./texts.js";

export function startTaps() {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-tap]")) return;
    event.preventDefault();
    submit(event.target, event.submitter);
  });
  ignoreSecondPress("[data-rows] button", (button) => button.closest("[data-rows] > *"));
  startMore();
  on("mine", (done) => import("./later/undo.js").then(({ offerUndo }) => offerUndo(done), unreached));
}

// Several rows share the form of what needs no words; it is under way for one of them, not for all.
function submit(form, submitter) {
  const row = (submitter ?? form).closest("[data-rows] > *");
  const busy = form.contains(submitter) ? form : submitter;
  if (isUnderway(busy)) return say(text("still_sending"));
  const { _key, ...body } = bodyOf(form, submitter);
  if (form.dataset.tap === "deadline" || "result" in body) body.base = feedOf(feedNameOf(row)).rev;
  const title = row.querySelector("h3").textContent.trim();
  showErrors(form, {});
  busy.ariaBusy = "true";
  send({
    url: `${submitter?.getAttribute("formaction") ?? form.getAttribute("action")}?view=row`,
    body,
    feed: feedNameOf(row),
    label: `${title}: ${submitter?.textContent.trim() ?? ""}`,
    title,
    pressed: true,
    shown: textFields(form).map(({ value }) => value).filter(Boolean).join(" · "),
    done: () => finish(form, busy),
    refused: (refusal) => refuse(form, busy, refusal),
  });
}

const feedNameOf = ({ dataset }) => `plan:${dataset.plan}`;

function finish(form, busy) {
  busy.ariaBusy = null;
  say(text("saved"));
  leave(form.closest(".step__panel"));
  if (form.isConnected) form.reset();
}

// Whoever stood in the panel stands on its row then.
function leave(panel) {
  if (!panel) return;
  if (panel.contains(document.activeElement)) panel.closest("[data-rows] > *")?.querySelector("h3 a").focus({ preventScroll: true });
  panel.remove();
}

// -> whether it is shown here, so that the outbox need not list it
function refuse(form, busy, { status, sentence, fields }) {
  busy.ariaBusy = null;
  const isShown = form.isConnected && status === 422 && Object.keys(fields).length > 0 && showErrors(form, fields);
  if (!isShown) warn(sentence);
  return isShown || !textFields(form).some(isDirty);
}

// A row that others change comes anew; what somebody is typing in it stays.
export function keepTyped(old, row) {
  const panel = old.querySelector(".step__panel");
  if (panel) row.append(panel);
  const typed = old.querySelector("textarea[name=word]");
  const fresh = row.querySelector("textarea[name=word]");
  const fold = typed?.closest("details");
  if (!fresh || !fold?.open) return;
  fresh.closest("details").replaceWith(fold);
}
