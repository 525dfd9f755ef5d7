"""Test 15: at midnight in Berlin an open board and a fresh one agree on what is late, without a reload."""

import re
from datetime import UTC, datetime

from playwright.async_api import expect

from tests.browser.test_four_boards import SHOWN, fresh


def today_is(day: str) -> re.Pattern[str]:
    """What the strip of the year says, by the server's clock: the browser's shows another year."""
    return re.compile(f"heute ist der {day.replace('.', '[.]')}$")


async def test_lateness_turns_at_midnight_without_a_reload(screen, site, board, bernd) -> None:
    clock = site.cast.clock
    today, clock.moment = clock.moment, datetime(2026, 4, 30, 21, 59, 50, tzinfo=UTC)
    try:
        step = await bernd.add("Wird überfällig", site.cast.nrw.stages["gathered"])
        rev = (await bernd.do(f"/steps/{step}/deadline", words="April 2026"))["rev"]
        anna = await screen(site.cast.anna, board)
        await anna.reaches(rev)
        card = f"#step-{step}"
        assert await anna.page.get_attribute(card, "data-lateness") == "now"
        strip = anna.page.locator("[data-year] svg[role=img]")
        await expect(strip).to_have_attribute("aria-label", today_is("30. April 2026"))
        before = await anna.counts()
        clock.moment = datetime(2026, 4, 30, 22, 0, 1, tzinfo=UTC)
        await anna.until("(s) => document.querySelector(s).dataset.lateness === 'late'", card)
        assert "überfällig" in await anna.page.inner_text(card)
        await expect(strip).to_have_attribute("aria-label", today_is("1. Mai 2026"))
        assert await anna.rev() == rev
        after = await anna.counts()
        assert after["messages"] > before["messages"]
        assert (after["pulls"], after["polls"]) == (before["pulls"], 0)
        assert await anna.page.evaluate(SHOWN) == await fresh(anna, board)
    finally:
        clock.moment = today


async def test_a_page_that_slept_over_midnight_is_told_when_it_comes_back(screen, site, board, bernd) -> None:
    clock = site.cast.clock
    today, clock.moment = clock.moment, datetime(2026, 5, 3, 10, tzinfo=UTC)
    try:
        step = await bernd.add("Schläft darüber ein", site.cast.nrw.stages["gathered"])
        rev = (await bernd.do(f"/steps/{step}/deadline", words="3. Mai 2026"))["rev"]
        anna = await screen(site.cast.anna, board)
        await anna.reaches(rev)
        card, late = f"#step-{step}", "(s) => document.querySelector(s).dataset.lateness === 'late'"
        awake = await screen(site.cast.guel, board)
        await anna.page.context.set_offline(True)
        await anna.connected("offline")
        before = await anna.counts()
        clock.moment = datetime(2026, 5, 5, 8, tzinfo=UTC)
        await awake.until(late, card)
        # the day has turned for all who were there: only the page itself can say from which day it is
        await anna.page.context.set_offline(False)
        await anna.until(late, card)
        after = await anna.counts()
        assert (after["pulls"], after["polls"]) == (before["pulls"], before["polls"])
        assert await anna.page.evaluate(SHOWN) == await fresh(anna, board)
    finally:
        clock.moment = today
