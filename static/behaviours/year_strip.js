// The small strip of the year above the board: each deadline drawn as exactly as it was said.
import { allStages, cardsOf } from "./stage_counts.js";
import { drawing, on } from "./elements.js";
import { barShape, laneOf, monthsBetween, today } from "./year_scale.js";
import { text } from "./texts.js";

const HEIGHT = 54; // px: four lanes, the axis, the names of the months
const AXIS = 38;
const LANES = [32, 22, 12, 4]; // the middle of each, from the axis up
const MONTH = 60; // px a month needs for its name

let place, waiting;

export function startYearStrip() {
  place = document.querySelector("[data-year]");
  if (!place) return;
  on("applied", drawSoon);
  // not drawn where the stylesheet shows no strip, and drawn when there is room again
  new ResizeObserver(drawSoon).observe(place.parentElement);
  draw();
}

// Many changes, one drawing.
function drawSoon() {
  waiting ??= requestAnimationFrame(() => {
    waiting = undefined;
    draw();
  });
}

function draw() {
  const spans = spansOf(allStages().flatMap(cardsOf));
  place.hidden = !spans.length;
  const width = place.clientWidth;
  if (!spans.length || !width) return;
  const now = today();
  const months = monthsBetween([now, ...spans.map((span) => span.first)], [now, ...spans.map((span) => span.last)]);
  const scale = (day) => ((Date.parse(day) - months.start) / (months.end - months.start)) * width;
  const svg = drawing("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, role: "img", "aria-label": label(months, now) });
  svg.append(...axis(months, width, scale), ...bars(spans, scale), ...mark(now, scale));
  place.replaceChildren(svg);
}

// Equal ones are drawn once: a plan of 500 steps has far fewer different spans.
function spansOf(cards) {
  const found = new Map();
  for (const { dataset } of cards) {
    const { first, last, shape, lateness, tentative, done } = dataset;
    if (first) found.set([first, last, shape, lateness, tentative, done].join(), { first, last, shape, lateness, tentative, done });
  }
  return [...found.values()].sort((a, b) => (a.first < b.first ? -1 : 1));
}

const format = (day, options) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: "UTC", ...options }).format(new Date(day));

function label({ start, names }, now) {
  const month = { month: "long", year: "numeric" };
  const from = format(start, month);
  const to = format(names.at(-1), month);
  return text("year", { from, to, today: format(now, { day: "numeric", ...month }) });
}

function axis({ names }, width, scale) {
  const every = Math.ceil((MONTH * names.length) / width);
  const marks = names.flatMap((month, n) => {
    const x = scale(month).toFixed(1);
    const tick = drawing("path", { class: "axis", d: `M${x} ${AXIS}v6` });
    if (n % every) return [tick];
    const name = drawing("text", { class: "axis__name", x: Number(x) + 6, y: HEIGHT - 4 });
    const withYear = n === 0 || month.slice(5, 7) === "01";
    name.textContent = format(month, withYear ? { month: "short", year: "numeric" } : { month: "short" });
    return [tick, name];
  });
  return [...marks, drawing("path", { class: "axis", d: `M0 ${AXIS}h${width}` })];
}

function bars(spans, scale) {
  const ends = LANES.map(() => -Infinity);
  return spans.flatMap((span) => {
    const from = scale(span.first);
    const to = scale(dayAfter(span.last));
    const lane = laneOf(from, to, ends);
    return barShape(span.shape, from, to, LANES[lane]).map(([name, attributes, isSolid]) => {
      const made = drawing(name, attributes);
      made.setAttribute("class", ["bar", ...kinds(span), ...(isSolid ? ["bar--solid"] : [])].join(" "));
      return made;
    });
  });
}

function kinds({ lateness, tentative, done }) {
  const kind = done !== undefined ? "bar--done" : lateness === "late" ? "bar--late" : "";
  return [kind, tentative !== undefined && "bar--tentative"].filter(Boolean);
}

const dayAfter = (day) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

function mark(now, scale) {
  const x = scale(now).toFixed(1);
  const name = drawing("text", { class: "axis__today-name", x, y: HEIGHT - 3, "text-anchor": "middle" });
  name.textContent = format(now, { day: "numeric", month: "long" });
  return [drawing("path", { class: "axis__today", d: `M${x} 0v${AXIS}` }), name];
}
