// What the board has beside its first paint: fetched when somebody wants it.
import { on, unreached } from "./elements.js";

export function startWanted(board) {
  board.addEventListener("click", (event) => {
    const link = event.target.closest("[data-stage-menu]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    import("./later/menus.js").then(({ openStageMenu }) => openStageMenu(link), unreached);
  });
  import("./later/news.js").then(({ startNews }) => startNews(board), unreached);
  on("mine", (done) => import("./later/undo.js").then(({ offerUndo }) => offerUndo(done), unreached));
}
