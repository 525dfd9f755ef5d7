// A need or an offer: a step of it alone, or together with one that meets it.
import { action, group } from "./items.js";
import { element } from "../elements.js";
import { text } from "../texts.js";

const LONGEST = 80; // characters of a note that tell it from the others

// takeUp(other): other is null or one of `fitting`
export function noteItems(fitting, takeUp) {
  const others = fitting.map((other) => action("two", firstWords(other), () => takeUp(other)));
  return [group(text("join_with"), others), action("plus", text("take_up_alone"), () => takeUp(null))];
}

function firstWords(note) {
  const words = note.querySelector("p");
  const [line] = words.textContent.trim().split("\n", 1);
  const short = line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line;
  return element("span", { lang: words.lang }, short);
}
