// What the menu of a card holds beside its moves: what the open step offers whoever looks, in the words it has there.
import { bodyOf } from "../form_fields.js";
import { fetchFragment } from "../drawer.js";
import { parse } from "../elements.js";
import { say } from "../live/announce.js";
import { send } from "../live/outbox.js";
import { titleOf } from "../stage_counts.js";

// -> [{sign, words, choose(card)}]: what is marked with data-on-card="sign" in the step; its data-words, or its own
export async function cardActions(card) {
  const link = card.querySelector("[data-open-step]");
  const { html } = await fetchFragment(link.pathname);
  return [...parse(html ?? "").querySelectorAll("[data-on-card]")].map((one) => ({
    sign: one.dataset.onCard,
    words: one.dataset.words ?? one.textContent.trim(),
    choose: one.matches("button") ? () => submit(card, one) : () => openAt(link, one.id),
  }));
}

function submit(card, button) {
  const { form } = button;
  const label = `${titleOf(card)}: ${button.textContent.trim()}`;
  send({ url: form.getAttribute("action"), body: bodyOf(form, button), feed: form.dataset.feed, label, title: titleOf(card), pressed: true });
  say(label);
}

// What wants a word: the step itself, with the focus where the word belongs.
function openAt(link, id) {
  document.addEventListener("tracker:drawer", () => focusOn(document.getElementById(id)), { once: true });
  link.click();
}

function focusOn(place) {
  if (!place) return;
  if (place.matches("details")) place.open = true;
  const field = place.matches("details") ? place.querySelector("textarea, input:not([type=hidden])") : place;
  field.focus();
  field.select();
  field.scrollIntoView({ block: "center" });
}
