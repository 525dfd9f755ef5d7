// The button that prints; without script the browser's own menu does.
export function startPrinting(button) {
  button.addEventListener("click", () => print());
}
