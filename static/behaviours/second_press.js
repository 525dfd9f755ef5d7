// The second press of a quick hand would meet what stands under it by then: another form, or the row below, moved up.
import { timing } from "./live/timing.js";

const TWICE = timing("twice", 700); // ms, in which a second press in the same place is not meant for another row
const NEAR = 12; // pixels

// Of these buttons. Where things move up when one of them goes, `thingOf` says which of them a button belongs to.
export function ignoreSecondPress(buttons, thingOf = () => null) {
  let before = null; // where one of them was last pressed, of which thing, and when
  let typed = false; // since the last press: whoever did means the next one
  document.addEventListener("input", () => (typed = true));
  document.addEventListener("click", (event) => {
    const button = event.target.closest(buttons);
    if (button && isSecond(event, thingOf(button)?.id)) event.preventDefault();
    typed = false;
  });

  function isSecond({ clientX, clientY, detail, timeStamp }, thing) {
    if (!detail) return false; // by key
    const last = before;
    before = { clientX, clientY, thing, timeStamp };
    if (detail > 1 || typed) return !typed;
    const isHere = Math.hypot(clientX - last?.clientX, clientY - last?.clientY) < NEAR;
    return isHere && last.thing !== thing && timeStamp - last.timeStamp < TWICE;
  }
}
