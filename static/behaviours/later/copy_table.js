// The plan as a table on the clipboard, as Word, Outlook and Excel take it: nothing in it but a table.
import { parse } from "../elements.js";
import { warn } from "../live/announce.js";
import { text } from "../texts.js";

// mail knows no stylesheets, and our pages allow no styles in elements: attributes do, as they always did
const TABLE = 'border="1" cellspacing="0" cellpadding="4"';
const CELL = 'align="left" valign="top"';

export async function copyTable(button) {
  const rows = fetch(button.dataset.copyTable, { headers: { Accept: "text/html" } }).then(readRows);
  // the promise goes in unread: some browsers let only what was pressed write, not what comes of it later
  const parts = {
    "text/html": rows.then((all) => blob("text/html", asTable(all))),
    "text/plain": rows.then((all) => blob("text/plain", asLines(all))),
  };
  try {
    await navigator.clipboard.write([new ClipboardItem(parts)]);
    warn(text("table_copied"));
  } catch {
    warn(text("table_not_copied"));
  }
}

async function readRows(response) {
  if (!response.ok) throw new Error(response.status);
  const table = parse(await response.text()).querySelector(".paper__table");
  const rows = [...table.querySelectorAll("thead tr:last-child, tbody tr")];
  return rows.map((row) => [...row.children].map(words));
}

// What a cell says, each part of it on a line of its own.
function words(cell) {
  const parts = [...cell.childNodes].map((part) => part.textContent.replace(/\s+/g, " ").trim());
  return parts.filter(Boolean).join("\n");
}

function asTable(rows) {
  const lines = rows.map((row, at) => `<tr>${row.map((cell) => asCell(at ? "td" : "th", cell)).join("")}</tr>`);
  return `<table ${TABLE}>${lines.join("")}</table>`;
}

function asCell(tag, cell) {
  return `<${tag} ${CELL}>${escaped(cell).replace(/\n/g, "<br>")}</${tag}>`;
}

function escaped(words) {
  return words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const asLines = (rows) => rows.map((row) => row.map((cell) => cell.replace(/\s+/g, " ")).join("\t")).join("\n");

const blob = (type, content) => new Blob([content], { type });
