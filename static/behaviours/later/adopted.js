// What was just taken over from a table is said, and can be taken back, as what is done on the board itself.
import { tell } from "../elements.js";

export function offer(said, feed) {
  const label = said.querySelector("[role=status]").textContent;
  tell("mine", { rev: Number(said.dataset.adopted), url: location.pathname, feed, label });
  said.remove();
  // once: not after a reload, nor where the address is passed on
  const { pathname, hash } = location;
  history.replaceState(history.state, "", pathname + hash);
}
