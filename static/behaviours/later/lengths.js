// A text that is too long stands as it was typed or pasted, and its field says so; what a field says about a text goes
// when the text is changed. The server counts again when it is sent.
import { say } from "../live/announce.js";
import { showAt } from "../form_fields.js";
import { text } from "../texts.js";

const { lang } = document.documentElement;

// `at`: when it was changed, in ms since the page began; what was said of it since stands.
export function checkLength(field, at) {
  const place = field.form && [...field.form.querySelectorAll("[data-error-for]")].find((one) => one.dataset.errorFor === field.name);
  const sentence = place && tooLong(field);
  if (!place || (!sentence && place.saidAt > at)) return;
  const isNew = Boolean(sentence) && place.hidden;
  showAt(field.form, place, sentence);
  if (isNew) say(sentence);
}

// Code points of what would be kept.
function tooLong({ dataset, value, type }) {
  const most = Number(dataset.most);
  // most texts are short: only those that may be too long are taken apart
  if (!most || value.length <= most) return "";
  const kept = type === "textarea" ? value.trim() : value.trim().replace(/\s+/g, " ");
  const length = [...kept.normalize()].length;
  return length > most ? text("too_long", { limit: most.toLocaleString(lang), length: length.toLocaleString(lang) }) : "";
}
