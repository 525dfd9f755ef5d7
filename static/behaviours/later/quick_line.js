// While a new step is typed in one line: what it is understood as, and several pasted lines at once.
import { element, isShown, parse } from "../elements.js";
import { newKey } from "../live/keys.js";
import { showErrors } from "../form_fields.js";
import { text } from "../texts.js";

const PAUSE = 150; // ms without a key
const BULLET = /^\s*(?:[-*•–·‣▪◦\uf0a7\uf0b7]|o(?=\t)|\d{1,3}[.)])\s+/;
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
    const table = isTable(lines) ? pasted : "";
    if (lines.length < 2 && !table) return;
    event.preventDefault();
    offer([field.value, ...lines].filter((line) => line.trim()).join("\n"), table);
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

  // Nothing is made before somebody has seen what it would be. `table` is what was copied out of one, else empty.
  async function offer(lines, table) {
    showErrors(form, {}); // they were about something else
    const understood = (await read(lines)) ?? parse("");
    const n = understood.querySelectorAll("li").length || lines.split("\n").length;
    const isRead = table && isEditor();
    const buttons = [
      button(isRead ? "" : "button--main", text("lines_add", { n }), () => {
        field.value = "";
        end();
        add(lines, n);
      }),
      button("button--quiet", text("lines_drop"), end),
    ];
    if (isRead) buttons.unshift(button("button--main", text("table_read"), () => readTable(table)));
    const question = element("p", {}, element("strong", {}, text(isRead ? "table_ask" : "lines_ask", { n })));
    place.replaceChildren(question, understood, element("p", { class: "row" }, ...buttons));
    buttons[0].focus();
  }

  function end() {
    place.replaceChildren();
    field.focus();
  }

  // On to the preview of an import, as its own page sends what was pasted there.
  function readTable(table) {
    const sent = { _token: document.body.dataset.token, _key: `${newKey()}-paste`, text: table };
    const action = form.getAttribute("action").replace(/steps$/, "imports");
    const fields = Object.entries(sent).map(([name, value]) => Object.assign(element("textarea", { name }), { value }));
    const page = element("form", { method: "post", action, hidden: "" }, ...fields);
    document.body.append(page);
    page.submit();
    page.remove();
  }
}

// A list copied out of a document has a tab behind its bullets, and is no table.
const isTable = (lines) => 2 * lines.filter((line) => line.trim().replace(BULLET, "").includes("\t")).length > lines.length;

const isEditor = () => !["reader", "guest"].includes(document.body.dataset.role);

function button(kind, label, press) {
  const made = element("button", { type: "button", class: `button ${kind}`.trim() }, label);
  made.onclick = press;
  return made;
}
