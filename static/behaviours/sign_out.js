// Signing out takes everything private off this browser; what is not sent yet would be lost, so it asks.
import { forgetCookie } from "./cookies.js";
import { local, session } from "./storage.js";
import { text } from "./texts.js";

export function startSignOut() {
  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", (event) => {
      const n = local.names("outbox:").length;
      if (n && !confirm(text("sign_out_unsent", { n }))) return event.preventDefault();
      for (const shelf of [local, session]) forgetAll(shelf);
      forgetCookie("folds");
    });
  }
}

function forgetAll(shelf) {
  for (const name of shelf.names("")) shelf.forget(name);
}
