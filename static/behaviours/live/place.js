// Moving elements without taking away focus, caret or selection.

export function insert(el, list, before) {
  if (el.parentNode === list && el.nextElementSibling === before) return;
  if (list.moveBefore && el.isConnected) list.moveBefore(el, before);
  else keepFocus(el, () => list.insertBefore(el, before));
}

const byHand = ({ pos, id }) => [pos, id];
const byDeadline = ({ last = "~", first = "~", pos, id }) => [last, first, pos, id];

let rank = byHand;

export const isSorted = () => rank === byDeadline;

// One viewer may want the cards by deadline; nobody else sees that.
export function sortByDeadline(wanted, lists) {
  if (wanted === isSorted()) return;
  rank = wanted ? byDeadline : byHand;
  for (const list of lists) {
    const ranked = [...list.children].filter(isSettled).map((el) => [rank(el.dataset), el]);
    let next = null;
    for (const [, el] of ranked.sort(([a], [b]) => (isAfter(b, a) ? 1 : -1))) {
      insert(el, list, next);
      next = el;
    }
  }
}

// To its own place in the list: by order key, then id, both compared bytewise, as the server and every client do.
export function settle(el, list) {
  if (el.parentNode === list && isInPlace(el)) return;
  insert(el, list, [...list.children].find((other) => other !== el && isSettled(other) && follows(other, el)) ?? null);
}

function isInPlace(el) {
  const [before, after] = [beside(el, "previousElementSibling"), beside(el, "nextElementSibling")];
  return (!before || follows(el, before)) && (!after || follows(after, el));
}

function beside(el, way) {
  let other = el[way];
  while (other && !isSettled(other)) other = other[way];
  return other;
}

const follows = (other, el) => isAfter(rank(other.dataset), rank(el.dataset));

function isAfter(theirs, own) {
  const nth = theirs.findIndex((one, n) => one !== own[n]);
  return theirs[nth] > own[nth];
}

// An element with a home waits elsewhere for the server's answer; the marker of a drag has no id.
const isSettled = (el) => el.dataset.id !== undefined && el.dataset.home === undefined;

// Does `change` below `root`; what had the focus has it again, or what stands in its place.
export function keepFocus(root, change) {
  const held = document.activeElement;
  if (!root.contains(held)) return change();
  const { selectionStart, selectionEnd } = held;
  const alike = () => [...root.querySelectorAll(held.localName)];
  const nth = alike().indexOf(held);
  change();
  if (document.activeElement === held) return;
  const same = held.id && root.querySelector(`#${CSS.escape(held.id)}`);
  const again = held.isConnected ? held : same || (alike()[nth] ?? root.querySelector("a[href], button"));
  again?.focus({ preventScroll: true });
  if (selectionStart != null) again?.setSelectionRange?.(selectionStart, selectionEnd);
}

export function replace(old, fresh) {
  if (!old || !fresh || old.isEqualNode(fresh)) return;
  keepFocus(old.parentNode, () => old.replaceWith(fresh));
}

// Before an element goes: whoever stood on it stands on its neighbour then.
export function passFocusOn(el) {
  if (!el.contains(document.activeElement)) return;
  const neighbour = el.nextElementSibling ?? el.previousElementSibling ?? el.closest("section");
  const target = neighbour?.querySelector("a[href], button:not([tabindex='-1'])");
  target?.focus({ preventScroll: true });
}
