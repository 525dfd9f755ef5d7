// A stage: one place to the left or right at once, its name where it stands; a new one and its end on the page for that.
import { action, way } from "./items.js";
import { allStages, stageName } from "../stage_counts.js";
import { unreached } from "../elements.js";
import { say } from "../live/announce.js";
import { send } from "../live/outbox.js";
import { text } from "../texts.js";

export function stageItems(stage, page) {
  const stages = allStages();
  const at = stages.indexOf(stage);
  const all = [];
  if (at > 0) all.push(action("left", text("stage_left"), () => place(stage, stages[at - 1])));
  if (at < stages.length - 1) all.push(action("right", text("stage_right"), () => place(stage, stages[at + 2])));
  all.push(action("pen", text("stage_rename"), () => rename(stage)), way("bin", text("stage_remove"), page));
  all.push(way("plus", text("stage_new"), page.replace(/#.*/, "#stages")));
  return all;
}

const rename = (stage) => import("../later/stage_naming.js").then(({ nameStage }) => nameStage(stage), unreached);

function place(stage, before) {
  const body = { before: before?.dataset.id ?? null };
  const url = `/plans/${stage.closest("[data-plan]").dataset.plan}/stages/${stage.dataset.id}/placement`;
  const label = text("stage_moved", { stage: stageName(stage) });
  send({ url, body, feed: stage.closest("[data-feed]").dataset.feed, label });
  say(label);
}
