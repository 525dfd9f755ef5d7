// A fold that serves as a menu closes by a press outside, by Escape, and when something in it was pressed.

let opened = null;

export function watch(menu) {
  if (opened && opened !== menu) opened.open = false;
  opened = menu;
}

document.addEventListener("pointerdown", ({ target }) => opened && !opened.contains(target) && close());
document.addEventListener("focusin", ({ target }) => opened && !opened.contains(target) && close());
document.addEventListener("click", onClick);
document.addEventListener("keydown", onKey, true);

function onClick({ target }) {
  const item = opened && target.closest(".menu__item");
  if (item && opened.contains(item)) close(true);
}

function onKey(event) {
  if (event.key !== "Escape" || !opened?.open) return;
  event.preventDefault();
  // the drawer and what else hears it stay
  event.stopPropagation();
  close(true);
}

function close(withFocus = false) {
  const hadFocus = opened.contains(document.activeElement);
  opened.open = false;
  if (withFocus && hadFocus) opened.querySelector("summary").focus();
  opened = null;
}
