// While a new step is typed in one line: what it is understood as, and several pasted lines at once.
import { element, parse } from "../elements.js";
import { text } from "../texts.js";

const PAUSE = 150; // ms without a key
const MARKED = /(^|\s)[@#]\p{L}|\s\S/u; // one word alone is a title

// `add(lines, n)` sends pasted lines that are `n` steps.
export function startQuickLine(form, add) {
  const field = form.elements.lines;
  const place = form.querySelector("[data-quick-read]");
  const url = `${form.getAttribute("action").replace(/steps$/, "readings")}?lines=`;
  let timer, asking;

  field.addEventListener("input", () => {
    clearTimeout(timer);
    asking?.abort();
    if (MARKED.test(field.value.trim())) timer = setTimeout(() => show(field.value), PAUSE);
    else place.replaceChildren();
  });
  field.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    const lines = pasted.split(/[\r\n]+/).filter((line) => line.trim());
    if (lines.length < 2) return;
    event.preventDefault();
    offer([field.value, ...lines].filter((line) => line.trim()).join("\n"));
  });

  async function show(lines) {
    const html = await read(lines);
    // nothing to say about a plain title
    if (html !== null) place.replaceChildren(...(html.querySelector(".quick-read__more") ? [html] : []));
  }

  async function read(lines) {
    asking = new AbortController();
    try {
      const headers = { "HX-Request": "true", Accept: "text/html" };
      const response = await fetch(url + encodeURIComponent(lines), { headers, signal: asking.signal });
      return response.ok ? parse(await response.text()) : parse("");
    } catch {
      return null;
    }
  }

  // Nothing is made before somebody has seen what it would be.
  async function offer(lines) {
    const understood = (await read(lines)) ?? parse("");
    const n = understood.querySelectorAll("li").length || lines.split("\n").length;
    const yes = element("button", { type: "button", class: "button button--main" }, text("lines_add", { n }));
    const no = element("button", { type: "button", class: "button button--quiet" }, text("lines_drop"));
    const question = element("p", {}, element("strong", {}, text("lines_ask", { n })));
    place.replaceChildren(question, understood, element("p", { class: "row" }, yes, no));
    const end = () => {
      place.replaceChildren();
      field.focus();
    };
    yes.onclick = () => {
      field.value = "";
      end();
      add(lines, n);
    };
    no.onclick = end;
    yes.focus();
  }
}
