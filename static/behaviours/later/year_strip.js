// The small strip of the year above the board: each deadline drawn as exactly as it was said.
import { allFacts } from "../card_facts.js";
import { barShape, laneOf, monthsOf, today } from "../year_scale.js";
import { drawing, on } from "../elements.js";
import { text } from "../texts.js";

const HEIGHT = 54; // px: four lanes, the axis, the names of the months
const AXIS = 38;
const LANES = [32, 22, 12, 4]; // the middle of each, from the axis up
const MONTH = 60; // px a month needs for its name
const LETTER = 7.5; // px, in the middle of narrow and wide ones

let place, waiting;

export function startYearStrip() {
  const found = document.querySelector("[data-year]");
  if (!found || place) return;
  place = found;
  on("applied", drawSoon);
  let width;
  // also the first drawing; none where the stylesheet shows no strip, as on a phone
  new ResizeObserver(([main]) => {
    if (main.contentRect.width !== width) drawSoon();
    width = main.contentRect.width;
  }).observe(place.parentElement);
}

// Many changes, one drawing.
function drawSoon() {
  waiting ??= requestAnimationFrame(() => {
    waiting = undefined;
    draw();
  });
}

function draw() {
  const spans = spansOf(allFacts());
  place.hidden = !spans.length;
  const width = place.clientWidth;
  if (!spans.length || !width) return;
  const now = today();
  const months = monthsOf([now, ...spans.flatMap(({ first, last }) => [first, last])]);
  const scale = (day) => ((Date.parse(day) - months.start) / (months.end - months.start)) * width;
  const size = { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT };
  const svg = drawing("svg", { ...size, role: "img", "aria-label": label(months, now) });
  const said = todayName(now, scale, width);
  svg.append(...axis(months, width, scale, said), ...bars(spans, scale), ...mark(now, scale, said));
  place.replaceChildren(svg);
}

// Equal ones are drawn once: a plan of 500 steps has far fewer different spans.
function spansOf(facts) {
  const found = new Map();
  for (const { span } of facts) if (span) found.set(Object.values(span).join(), span);
  return [...found.values()].sort((a, b) => (a.first < b.first ? -1 : 1));
}

// As the server writes dates: day before month, in English too.
const LANGUAGES = { de: "de-DE", en: "en-GB" };

const formatter = (options) =>
  new Intl.DateTimeFormat(LANGUAGES[document.documentElement.lang], { timeZone: "UTC", ...options });

const format = (day, options) => formatter(options).format(new Date(day));

// Shortened as in a date ("Nov."), which a month by itself is not everywhere.
function shortMonth(day) {
  const parts = formatter({ day: "numeric", month: "short" }).formatToParts(new Date(day));
  return parts.find((part) => part.type === "month").value;
}

function label({ start, names }, now) {
  const month = { month: "long", year: "numeric" };
  const from = format(start, month);
  const to = format(names.at(-1), month);
  return text("year", { from, to, today: format(now, { day: "numeric", ...month }) });
}

function axis({ names }, width, scale, said) {
  const every = Math.ceil((MONTH * names.length) / width);
  const marks = names.flatMap((month, n) => {
    const x = scale(month).toFixed(1);
    const tick = drawing("path", { class: "axis", d: `M${x} ${AXIS}v6` });
    const isFirst = n === 0 || month.slice(5, 7) === "01";
    const words = isFirst ? `${shortMonth(month)} ${month.slice(0, 4)}` : shortMonth(month);
    const start = Number(x) + 6;
    // today's name stands there
    if (n % every || (start < said.end && start + words.length * LETTER > said.start)) return [tick];
    const name = drawing("text", { class: "axis__name", x: start, y: HEIGHT - 4 });
    name.textContent = words;
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
  if (done) return ["bar--done"];
  return [lateness === "late" && "bar--late", tentative && "bar--tentative"].filter(Boolean);
}

const dayAfter = (day) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

// Below its mark, and not beyond the ends of the strip.
function todayName(now, scale, width) {
  const words = format(now, { day: "numeric", month: "long" });
  const half = (words.length * LETTER) / 2;
  const middle = Math.min(Math.max(scale(now), half), width - half);
  return { words, middle, start: middle - half - LETTER, end: middle + half + LETTER };
}

function mark(now, scale, { words, middle }) {
  const x = scale(now).toFixed(1);
  const place = { x: middle.toFixed(1), y: HEIGHT - 3, "text-anchor": "middle" };
  const name = drawing("text", { class: "axis__today-name", ...place });
  name.textContent = words;
  return [drawing("path", { class: "axis__today", d: `M${x} 0v${AXIS}` }), name];
}
