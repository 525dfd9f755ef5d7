// The script of every page: it starts what the page has.
import { startDrafts } from "./drafts.js";
import { unreached } from "./elements.js";
import { startFolds } from "./fold.js";
import { startLookSwitch } from "./look_switch.js";
import { startEditing } from "./step_editing.js";
import { startSearchFields } from "./search_field.js";
import { startSignOut } from "./sign_out.js";

// what needs a script is shown from here on
document.documentElement.classList.add("script");

startLookSwitch();
startFolds();
startSignOut();
startSearchFields();
startDrafts();
document.addEventListener("input", ({ target, timeStamp }) => import("./later/lengths.js").then(({ checkLength }) => checkLength(target, timeStamp), unreached));
if (document.querySelector("[data-step]")) startEditing();

const printer = document.querySelector("[data-print]");
if (printer) import("./later/print.js").then(({ startPrinting }) => startPrinting(printer));

// a menu that is a fold closes as menus do
addEventListener(
  "toggle",
  ({ target }) => target.open && target.matches("details.menu") && import("./later/open_menus.js").then(({ watch }) => watch(target), unreached),
  true,
);

const board = document.getElementById("board");
if (board) import("./live_board.js").then(({ startBoard }) => startBoard(board));
if (document.body.dataset.page === "home") import("./later/home_rows.js").then(({ startHome }) => startHome());
if (document.querySelector("[data-live-page]")) import("./later/live_page.js").then(({ startLivePage }) => startLivePage());
if (document.querySelector("[data-watched]")) import("./later/watched.js").then(({ startWatching }) => startWatching());
const wall = document.getElementById("wall");
if (wall) import("./later/wall.js").then(({ startWall }) => startWall(wall));

const copier = document.querySelector("[data-copy-table]");
copier?.addEventListener("click", () => import("./later/copy_table.js").then(({ copyTable }) => copyTable(copier)));
