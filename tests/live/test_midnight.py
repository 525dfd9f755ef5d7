"""At midnight in Berlin cards become late without a rev."""

from datetime import date

import pytest

from tests.live.door import OTHER_PLAN, PLAN
from tests.live.world import World
from tests.waiting import until


async def test_each_feed_with_listeners_is_told_what_the_new_day_changed(world: World) -> None:
    world.change("due")
    world.change("other")
    world.boards.feeds[PLAN].due["due"] = date(2026, 6, 1)
    anna, bernd = await world.greeted("anna"), await world.greeted("bernd")
    world.clock.today = date(2026, 6, 1)
    for client in (anna, bernd):
        delta = await client.hear()
        assert (delta["t"], delta["frm"], delta["rev"]) == ("delta", 2, 2)
        assert [op["id"] for op in delta["ops"]] == ["due"]
    world.change("next")
    assert (await anna.hear())["frm"] == 2


async def test_a_feed_in_which_nothing_turned_hears_nothing(world: World) -> None:
    world.change("due", feed=OTHER_PLAN)
    world.boards.feeds[OTHER_PLAN].due["due"] = date(2026, 6, 1)
    anna = await world.greeted("anna", world.page(), world.page(OTHER_PLAN))
    world.clock.today = date(2026, 6, 1)
    assert (await anna.hear())["feed"] == OTHER_PLAN
    world.change()
    assert (await anna.hear())["feed"] == PLAN


async def test_a_change_committed_at_midnight_goes_before_the_day(world: World) -> None:
    world.change("due")
    world.boards.feeds[PLAN].due["due"] = date(2026, 6, 1)
    anna = await world.greeted()
    world.change()
    await anna.hear()
    rev = world.boards.change(PLAN, "unheard")  # committed, and nobody told yet
    world.clock.today = date(2026, 6, 1)
    change, day = await anna.hear(), await anna.hear()
    assert (change["frm"], change["rev"]) == (rev - 1, rev)
    assert (day["frm"], day["rev"]) == (rev, rev)


async def test_a_day_that_cannot_be_rendered_is_pulled(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    anna = await world.greeted()
    world.boards.fail = True
    world.clock.today = date(2026, 6, 1)
    assert await anna.hear() == {"t": "resync"}
    assert len(caplog.records) == 1


async def test_nobody_looks_at_the_calendar_when_nobody_listens(world: World) -> None:
    anna = await world.greeted()
    assert world.hub._watch is not None
    await anna.close()
    await until(lambda: world.hub._watch is None, what="the watch to end")
