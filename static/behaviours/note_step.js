// One tap makes a step of a note.
import { mayWrite } from "./elements.js";
import { send } from "./live/outbox.js";
import { text } from "./texts.js";

export function startTakingUp(board) {
  board.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-take-up]");
    if (!button || !mayWrite()) return;
    const note = button.closest("[data-id]");
    // a second tap would be refused
    button.disabled = true;
    send({
      url: `/plans/${board.dataset.plan}/notes/${note.dataset.id}/step`,
      body: {},
      feed: board.dataset.feed,
      label: text("taking_up", { title: note.querySelector("p").textContent }),
      refused: () => (button.disabled = false),
    });
  });
}
