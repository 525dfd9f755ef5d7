// While a card is dragged: near an edge the stages and the page scroll, on a phone the stage beside comes into view.
import { isStageAlone, showBeside } from "./stage_switch.js";

const EDGE = 56; // px: a thumb is that wide
const FASTEST = 18; // px per frame
const RIM = 24; // px of a phone's screen: a grip lies further in
const LINGER = 600; // ms at the screen's edge before the next stage is shown: not in passing

// Calls `draw` once per frame until the returned function is called.
export function startScrolling(stages, at, draw) {
  // snapping would pull back every small step
  stages.style.scrollSnapType = "none";
  let since = null;
  let frame = requestAnimationFrame(function tick(now) {
    since = isStageAlone() ? linger(at().x, now, since) : scrollStages(stages, at().x);
    scrollPage(stages, at().y);
    draw();
    frame = requestAnimationFrame(tick);
  });
  return () => {
    cancelAnimationFrame(frame);
    stages.removeAttribute("style");
  };
}

// How far to scroll when `at` is near `low` or `high`; the nearer the faster.
export function push(at, low, high) {
  const depth = Math.min(EDGE, Math.max(low + EDGE - at, 0)) - Math.min(EDGE, Math.max(at - high + EDGE, 0));
  return -Math.round((depth / EDGE) * FASTEST);
}

function scrollStages(stages, x) {
  const { left, right } = stages.getBoundingClientRect();
  stages.scrollBy({ left: push(x, Math.max(left, 0), Math.min(right, innerWidth)), behavior: "instant" });
  return null;
}

function scrollPage(stages, y) {
  const own = stages.scrollHeight > stages.clientHeight + 1 && getComputedStyle(stages).overflowY !== "visible";
  const { top, bottom } = stages.getBoundingClientRect();
  const way = own ? push(y, Math.max(top, 0), Math.min(bottom, innerHeight)) : push(y, 0, innerHeight);
  (own ? stages : document.scrollingElement).scrollBy({ top: way, behavior: "instant" });
}

function linger(x, now, since) {
  const way = (x > innerWidth - RIM) - (x < RIM);
  if (!way) return null;
  if (since === null || now - since < LINGER) return since ?? now;
  showBeside(way);
  return now;
}
