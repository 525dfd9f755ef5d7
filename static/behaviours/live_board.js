// Everything the board page has, started in the order in which one needs the other.
import { on } from "./elements.js";
import { openFeeds } from "./live/feeds.js";
import { startAnnouncing } from "./live/announce.js";
import { startBoardAddress } from "./board_address.js";
import { startConnection } from "./live/connection.js";
import { startDragging } from "./drag_steps.js";
import { startFacts } from "./card_facts.js";
import { startFilter } from "./filter.js";
import { startFreshening } from "./step_fresh.js";
import { startMoveKeys } from "./move_keys.js";
import { startMoveMenu } from "./move_menu.js";
import { startMoves } from "./optimistic.js";
import { startOutbox } from "./live/outbox.js";
import { startOutboxPanel } from "./live/outbox_panel.js";
import { startPresence } from "./live/presence.js";
import { startQuickAdd } from "./quick_add.js";
import { startTakingUp } from "./note_step.js";
import { startSocket } from "./live/socket.js";
import { startShortcuts } from "./shortcuts.js";
import { startStageCounts } from "./stage_counts.js";
import { startStageSwitch } from "./stage_switch.js";
import { startStepForms } from "./step_form.js";
import { startWanted } from "./wanted.js";

export function startBoard(board) {
  openFeeds();
  startConnection();
  startAnnouncing();
  startMoves();
  startOutboxPanel();
  startOutbox(board.dataset.feed);
  startStageSwitch();
  // after the switch: it may have made a place for a new stage's number
  startStageCounts();
  startDragging(board);
  startMoveMenu(board);
  startMoveKeys(board);
  startQuickAdd();
  startShortcuts();
  startTakingUp(board);
  startBoardAddress();
  startFreshening();
  startStepForms();
  // before those who ask for them
  startFacts();
  startFilter(board);
  startPresence();
  startWanted(board);
  // the role decides what the stylesheet shows; the server decides what is done
  on("hello", ({ feeds }) => {
    const { role } = feeds.find((one) => one.feed === board.dataset.feed);
    document.body.dataset.role = role === "visitor" ? "reader" : role; // they see the same controls
  });
  startSocket();
}
