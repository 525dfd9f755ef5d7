// One tap makes a step of a note; with a need or an offer a second one says what meets it.
import { listOf, mayWrite } from "./elements.js";
import { send } from "./live/outbox.js";
import { text } from "./texts.js";

const MET_BY = { need: "offer", offer: "need" };

export function startTakingUp(board) {
  board.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-take-up]");
    if (!button || button.ariaDisabled || !mayWrite()) return;
    const note = button.closest("[data-id]");
    const choose = (other) => takeUp(board, note, other);
    const fitting = notesMeeting(note);
    if (!fitting.length) return choose(null);
    import("./later/menus.js").then(
      ({ openNoteMenu }) => openNoteMenu(button, fitting, choose),
      () => choose(null),
    );
  });
}

const buttonOf = (note) => note.querySelector("[data-take-up]");

function notesMeeting({ dataset }) {
  const list = listOf(`notes-${MET_BY[dataset.kind]}`);
  return [...(list?.children ?? [])].filter(buttonOf);
}

// The step gets its title from the need.
function takeUp({ dataset }, note, other) {
  const [first, second] = note.dataset.kind === "offer" && other ? [other, note] : [note, other];
  const notes = [first, second].filter(Boolean);
  // a second tap would be refused; disabled it would lose the focus
  const buttons = notes.map(buttonOf).filter(Boolean);
  for (const button of buttons) button.ariaDisabled = "true";
  const title = notes.map((one) => one.querySelector("p").textContent).join(" + ");
  send({
    url: `/plans/${dataset.plan}/notes/${first.dataset.id}/step`,
    body: second ? { offer: second.dataset.id } : {},
    feed: dataset.feed,
    label: text("taking_up", { title }),
    title,
    refused: () => buttons.forEach((button) => (button.ariaDisabled = null)),
  });
}
