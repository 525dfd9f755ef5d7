// A form that did not arrive or was not taken: said at the form, and what is typed stays where it is.
import { element, parse } from "./elements.js";
import { connectionIs, wayOut } from "./live/connection.js";
import { renewToken } from "./live/token.js";
import { text } from "./texts.js";

const SHOWN_IN_PLACE = [409, 422]; // the answer is the page, with the sentence at the field
const LONGEST = 300; // characters of a sentence of ours; a page of some network is longer

export function startFormTrouble() {
  document.addEventListener("htmx:before:request", ({ detail }) => placeIn(detail.ctx.sourceElement)?.remove());
  document.addEventListener("htmx:error", ({ detail }) => detail.ctx && tell(detail.ctx, text("form_not_sent")));
  document.addEventListener("htmx:response:error", ({ detail }) => hear(detail.ctx));
  document.addEventListener("htmx:before:swap", (event) => refuseForeign(event));
}

async function hear(ctx) {
  const { status } = ctx.response;
  if (SHOWN_IN_PLACE.includes(status) || !isForm(ctx)) return;
  if (status === 403 && (await takeNewToken())) return ctx.sourceElement.requestSubmit(ctx.request.submitter);
  const isGuest = document.body.dataset.me?.startsWith("g:");
  if (status === 401 && isGuest) connectionIs("signed_out");
  const way = isGuest ? wayOut() : element("a", { href: "/sign-in", target: "_blank" }, text("signed_out_way_out"));
  tell(ctx, sentenceOf(ctx.text) ?? text("form_not_sent"), ...(status === 401 ? [" ", way] : []));
}

const isForm = ({ sourceElement }) => sourceElement.matches("form");

// Signed in again in another tab: the forms here carry the token of the session before.
async function takeNewToken() {
  const before = document.body.dataset.token;
  if ((await renewToken()) !== "renewed" || document.body.dataset.token === before) return false;
  for (const field of document.querySelectorAll("[name=_token]")) field.value = document.body.dataset.token;
  return true;
}

// What answers in our server's place, and pages elsewhere that ours led to, never come over what is typed.
function refuseForeign(event) {
  const { ctx, tasks } = event.detail;
  if (!isForm(ctx) || ctx.swap === "none") return;
  const { redirected, url } = ctx.response.raw;
  const isHere = !redirected || new URL(url).pathname === location.pathname;
  if (isHere && tasks.some(({ fragment }) => fragment.querySelector("#main"))) return;
  event.preventDefault();
  if (isHere) tell(ctx, sentenceOf(ctx.text) ?? text("form_not_sent"));
  else location.assign(url);
}

// Ours come as a sentence alone, pages of others as markup.
function sentenceOf(html) {
  const content = parse(html);
  const said = content.textContent.trim();
  return content.firstElementChild || !said || said.length > LONGEST ? undefined : said;
}

const placeIn = (form) => form.querySelector("[data-trouble]");

function tell(ctx, ...words) {
  if (!isForm(ctx)) return;
  const form = ctx.sourceElement;
  const place = placeIn(form) ?? element("p", { class: "form__trouble", role: "alert", "data-trouble": "" });
  form.append(place);
  place.replaceChildren(...words);
}
