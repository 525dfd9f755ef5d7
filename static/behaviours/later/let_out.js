// Somebody without account whose access is over: what is there and what they typed can be read, and nothing be done.
import { element } from "../elements.js";
import { text } from "../texts.js";

const STILL = ".masthead *, [data-connection] *, [data-drawer-close], [data-look-switch]"; // what needs no access

export function letOut(wayOut) {
  document.body.dataset.role = "reader";
  for (const el of document.querySelectorAll("button, select, input, textarea")) if (!el.matches(STILL)) shut(el);
  const place = document.querySelector("#drawer [data-step]") ?? document.querySelector("main");
  place.prepend(element("p", { class: "notice", role: "alert", "data-let-out": "" }, text("let_out_notice"), " ", wayOut));
}

// words can still be copied
function shut(el) {
  if (el.matches("textarea, input:not([type=checkbox], [type=radio])")) el.readOnly = true;
  else el.disabled = true;
}
