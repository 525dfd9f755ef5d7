// The thinking of the year strip: months, lanes, shapes. No elements here.

const BRACKET = 5; // px

// The day that the server has drawn the page for, also when that stands open over midnight: a phone's clock may be wrong.
export const today = () => document.querySelector("[data-feed][data-day]").dataset.day;

// Whole months around all days: {start, end: ms, names: the first day of each}
export function monthsOf(days) {
  const months = days.map((day) => day.slice(0, 7)).sort();
  const names = [`${months[0]}-01`];
  while (names.at(-1).slice(0, 7) < months.at(-1)) names.push(next(names.at(-1)));
  return { start: Date.parse(names[0]), end: Date.parse(next(names.at(-1))), names };
}

function next(month) {
  const [year, number] = month.split("-").map(Number);
  const [y, n] = number === 12 ? [year + 1, 1] : [year, number + 1];
  return `${y}-${String(n).padStart(2, "0")}-01`;
}

// The lowest lane that is free, or the one that is free soonest. `ends` is kept up to date.
export function laneOf(from, to, ends) {
  const free = ends.findIndex((end) => end + 3 <= from);
  const lane = free >= 0 ? free : ends.indexOf(Math.min(...ends));
  ends[lane] = Math.max(ends[lane], to);
  return lane;
}

// -> [[element, attributes, is it filled]]; the same shapes as the symbols on the cards
export function barShape(shape, from, to, y) {
  const box = { x: round(from + 1), y: y - 3, width: round(Math.max(to - from - 2, 6)), height: 6 };
  if (shape === "day") return [["circle", { cx: round((from + to) / 2), cy: y, r: 2.8 }, true]];
  if (["week", "early", "middle", "end"].includes(shape)) return [["rect", { ...box, rx: 2 }, true]];
  if (shape === "month") return [["rect", { ...box, rx: 3 }, false]];
  const [left, right] = [round(from + 1), round(to - 1)];
  const [inner, outer] = [left + BRACKET, right - BRACKET];
  const ends = `M${inner} ${y - 3}h-${BRACKET}v6h${BRACKET}M${outer} ${y - 3}h${BRACKET}v6h-${BRACKET}`;
  return [["path", { d: ends }, false], ["path", { d: `M${inner} ${y}H${outer}` }, false]];
}

const round = (number) => Math.round(number * 10) / 10;
