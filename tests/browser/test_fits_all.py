"""Every sight at 320 px, which is 1280 × 1024 at 400 % (P36): no scrolling sideways; nothing small, hidden, moving."""

import pytest
from playwright.async_api import Browser

from tests.browser.screens import Screen
from tests.browser.sights import Sight, as_it_opens
from tests.browser.walking import walk

NARROW = {"width": 320, "height": 256}
# what may be wider than the window, and scrolls on its own
WIDE = ".stages, .stage__switch, .filter, .paper__scroll, .progress__scroll"
SIDEWAYS = """(wide) => [...document.querySelectorAll("body, body *")]
  .filter((el) => el === document.body ? document.documentElement.scrollWidth > innerWidth
    : el.scrollWidth > el.clientWidth && /auto|scroll/.test(getComputedStyle(el).overflowX) && !el.matches(wide)
      && !/TEXTAREA|INPUT|SELECT/.test(el.tagName))
  .map((el) => `${el.tagName}.${el.className} ${el.scrollWidth}`)"""

# 2.5.8: an input inside its label is as large as that, a card's link as the card, a tick as what lies around it;
# links in a sentence may be small
SMALL = """() => [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [role=option]")]
  .filter((el) => el.checkVisibility({ visibilityProperty: true }) && el.type !== "hidden")
  .map((el) => el.closest(".step__title")?.closest(".step") ?? el.closest("label") ?? el)
  .filter((el) => getComputedStyle(el).display !== "inline"
    || el.parentNode.textContent.trim() === el.textContent.trim())
  .map((el) => [el, el.getBoundingClientRect(), getComputedStyle(el, "::after")])
  .map(([el, box, after]) => [el, box, after.position === "absolute" ? -2 * parseFloat(after.top) || 0 : 0])
  .filter(([el, box, more]) => Math.min(box.width, box.height) + more < 23.9 && !el.matches(".skip"))
  .map(([el, box]) => `${el.outerHTML.slice(0, 120)} ${box.width}×${box.height}`)"""

# 2.4.11: forth and back, some point of what has the focus can be seen
HIDDEN = """() => {
  const all = [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']")]
    .filter((el) => el.checkVisibility({ visibilityProperty: true }) && !el.disabled && el.tabIndex >= 0);
  const found = new Set();
  const reached = all.slice(0, 150);
  for (const el of [...reached, ...reached.toReversed()]) {
    el.focus();
    if (document.activeElement !== el) continue;
    const { left, top, width, height } = el.getBoundingClientRect();
    const seen = [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
      const at = document.elementFromPoint(left + width * x, top + height * y);
      return at && (el.contains(at) || at.contains(el));
    }));
    if (!seen) found.add(`${el.outerHTML.slice(0, 120)} at ${Math.round(left)}, ${Math.round(top)}`);
  }
  return [...found];
}"""
WATCH = """() => {
  window.moving = [];
  for (const kind of ["transitionrun", "animationstart"])
    addEventListener(kind, ({ target }) => window.moving.push(`${kind} ${target.className}`), true);
}"""


@pytest.mark.timeout(300)
async def test_nothing_is_wrong_with_any_sight(browser: Browser, site, furnished) -> None:
    wrong: list[str] = []

    async def look(screen: Screen, sight: Sight) -> None:
        page = screen.page
        told = {
            "sideways": await page.evaluate(SIDEWAYS, WIDE),
            "small": await page.evaluate(SMALL),
            "hidden": await page.evaluate(HIDDEN) if sight.reach is as_it_opens else [],
            "moving": await page.evaluate("() => window.moving"),
        }
        for kind, lines in told.items():
            wrong.extend(f"{kind}, {sight.name}: {line}" for line in lines)

    await walk(browser, site, furnished, look, start=WATCH, viewport=NARROW, reduced_motion="reduce")
    assert wrong == [], "\n".join(wrong)


async def test_whoever_has_not_asked_for_calm_sees_something_move(screen, site, board) -> None:
    """So the watch above is known to see it."""
    anna = await screen(site.cast.anna)
    await anna.page.add_init_script(f"({WATCH})()")
    await anna.open(board)
    await anna.page.hover(".step")
    await anna.until("() => window.moving.length > 0")
