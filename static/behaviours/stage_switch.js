// On a phone one stage is shown at a time; the row of names above chooses it. The stylesheet hides the others.
import { allStages, stageName } from "./stage_counts.js";
import { byId, element, isShown, on } from "./elements.js";
import { keepFocus } from "./live/place.js";

const SHOWN = "stage--shown";

export function startStageSwitch() {
  document.addEventListener("click", (event) => {
    const { target } = event;
    const link = target.closest("[data-to-stage]");
    if (link) show(byId("stage", link.dataset.toStage));
    if (target.closest("[data-stage-before]")) showBeside(-1);
    if (target.closest("[data-stage-after]")) showBeside(1);
    // the address stays as it is
    if (link) event.preventDefault();
  });
  on("applied", renew);
  show(allStages().find((stage) => `#${stage.id}` === location.hash) ?? current());
}

const current = () => allStages().find((stage) => stage.classList.contains(SHOWN)) ?? allStages()[0];

export const isStageAlone = () => allStages().filter(isShown).length === 1 && allStages().length > 1;

// The only stage in view, or undefined where all stand side by side.
export const shownStage = () => (isStageAlone() ? current() : undefined);

export function showBeside(distance) {
  const stages = allStages();
  show(stages[stages.indexOf(current()) + distance]);
}

function show(stage) {
  if (!stage) return;
  for (const other of allStages()) other.classList.toggle(SHOWN, other === stage);
  renew();
  centre(document.querySelector(".stage__switch [aria-current]"));
}

// In its row only: the page stays where it is.
function centre(link) {
  if (!link) return;
  const row = link.parentElement;
  row.scrollTo({ left: link.offsetLeft - (row.clientWidth - link.clientWidth) / 2 });
}

// Stages come, go and are renamed while the page is open.
function renew() {
  const stages = allStages();
  const shown = current();
  if (!shown?.classList.contains(SHOWN)) return show(shown);
  const row = document.querySelector(".stage__switch");
  if (row) renewRow(row, stages, shown);
  const at = stages.indexOf(shown);
  for (const button of document.querySelectorAll("[data-stage-before]")) button.disabled = at === 0;
  for (const button of document.querySelectorAll("[data-stage-after]")) button.disabled = at === stages.length - 1;
}

function renewRow(row, stages, shown) {
  const links = stages.map((stage) => row.querySelector(`[data-to-stage="${stage.dataset.id}"]`) ?? newLink(stage));
  links.forEach((link, n) => {
    link.querySelector("[data-name-of]").textContent = stageName(stages[n]);
    if (stages[n] === shown) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
  const isSame = links.length === row.children.length && links.every((link, n) => link === row.children[n]);
  if (!isSame) keepFocus(row, () => row.replaceChildren(...links));
}

function newLink({ id, dataset }) {
  const name = element("span", { "data-name-of": dataset.id });
  const count = element("span", { class: "stage__count", "data-count-of": dataset.id });
  return element("a", { href: `#${id}`, "data-to-stage": dataset.id }, name, " ", count);
}
