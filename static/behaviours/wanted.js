// What the board has beside its first paint: fetched when somebody wants it.
import { isShown, listOf, on, unreached } from "./elements.js";

const WIDE = "(width > 40rem)"; // elsewhere the stylesheet shows no strip of the year

export function startWanted(board) {
  board.addEventListener("click", (event) => {
    const link = event.target.closest("[data-stage-menu]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    import("./later/menus.js").then(({ openStageMenu }) => openStageMenu(link), unreached);
  });
  board.addEventListener("dblclick", ({ target }) => {
    const stage = target.closest(".stage__name")?.closest("section");
    // whoever sees its menu may rename it
    if (isShown(stage?.querySelector("[data-stage-menu]"))) import("./later/stage_naming.js").then(({ nameStage }) => nameStage(stage), unreached);
  });
  import("./later/news.js").then(({ startNews }) => startNews(board), unreached);
  const wide = matchMedia(WIDE);
  wide.addEventListener("change", drawYear);
  drawYear(wide);
  import("./later/stage_heads.js").then(({ alignHeads }) => alignHeads(listOf("stages")), unreached);
  const adopted = document.querySelector("[data-adopted]");
  if (adopted) import("./later/adopted.js").then(({ offer }) => offer(adopted, board.dataset.feed), unreached);
  on("mine", (done) => import("./later/undo.js").then(({ offerUndo }) => offerUndo(done), unreached));
}

function drawYear({ matches }) {
  if (matches) import("./later/year_strip.js").then(({ startYearStrip }) => startYearStrip(), unreached);
}
