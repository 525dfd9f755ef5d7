// What an open step has beyond its forms: ticks that show at once, lines that move by keys.

const KEYS = { ArrowUp: "up", ArrowDown: "down" };

export function startStepEditor() {
  document.addEventListener("submit", ({ target }) => target.matches(".check__tick") && tickAtOnce(target));
  document.addEventListener("keydown", moveByKeys);
}

// The list is drawn anew when the server has answered, whatever it said.
function tickAtOnce(form) {
  const box = form.querySelector(".check__box");
  if (box.dataset.sent !== undefined) return;
  box.dataset.sent = "";
  box.ariaChecked = String(box.ariaChecked !== "true");
}

// Alt and an arrow on a line of a checklist, as on a card.
function moveByKeys(event) {
  const way = event.altKey && KEYS[event.key];
  const line = way && event.target.closest(".check");
  if (!line) return;
  event.preventDefault();
  const button = line.querySelector(`[id^="${way}-"]`);
  if (!button.disabled) button.form.requestSubmit(button);
}
