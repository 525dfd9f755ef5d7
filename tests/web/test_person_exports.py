"""Everything that is known of me: made where nobody waits for it, told while it goes on, stopped when I want it."""

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import delete, insert

from tests.waiting import until
from tests.web.site import Browser, Site
from tracker.boards.person_files import person_zip
from tracker.domain.change import Change
from tracker.domain.ids import new_id
from tracker.domain.work import Progress, Stopped, Work
from tracker.store.history import table_of
from tracker.store.plans import feed_of

MANY = 60_000  # Changes: a second of work and more, to be met in the middle of it
ADDRESS = "/me/export.zip?work="


@pytest.fixture
def much(site: Site):
    """Bernd has done a lot in a plan that is not his any more."""
    by, feed, at = site.cast.bernd.participant.key, feed_of(new_id()), site.cast.clock.now()
    row = {
        "feed": feed,
        "at": at,
        "by": by,
        "verb": "step_edited",
        "key": "",
        "effects": '{"v":1,"effects":[]}',
    }
    rows = [row | {"rev": rev} for rev in range(1, MANY + 1)]
    changes, write = table_of(Change), site.cast.database.write_now
    write(lambda s: s.connection().execute(insert(changes), rows))
    yield
    write(lambda s: s.connection().execute(delete(changes).where(changes.c.feed == feed)))


def when_there(site: Site, name: str, then: Callable[[Work], bool]) -> Callable[[], bool]:
    """Whether Bernd's work of that name is there and `then` is true of it."""

    def look() -> bool:
        work = site.app.state.parts.under_way.find(site.cast.bernd.participant, name)
        return work is not None and then(work)

    return look


async def test_it_says_how_far_it_is_and_ends_when_it_is_told_to(
    site: Site, bernd: Browser, much: None
) -> None:
    await bernd.token()
    asking = asyncio.create_task(bernd.get(ADDRESS + "one"))
    await until(when_there(site, "one", lambda work: bool(work.progress.part)), what="the work to be told")
    told = (await bernd.get("/works/one")).json()
    assert (told["part"], told["may_stop"], told["of"] > 20) == ("person", True, True)
    assert (await bernd.post("/works/one/ending", {})).json() == {"found": True, "stopped": True}
    answer = await asking
    assert (answer.status_code, answer.content) == (204, b"")  # the page stays as it is
    assert not when_there(site, "one", lambda work: True)()


async def test_whoever_goes_away_has_stopped_it(site: Site, much: None) -> None:
    found: list[Work] = []
    async with site.browser(site.cast.bernd) as browser:
        leaving = asyncio.create_task(browser.get(ADDRESS + "two"))
        await until(when_there(site, "two", lambda work: found.append(work) is None), what="the work")
        leaving.cancel()
    await until(lambda: not when_there(site, "two", lambda work: True)(), what="the work to end")
    assert found[0].is_stopped


async def test_nobody_sees_or_stops_that_of_another(
    site: Site, bernd: Browser, anna: Browser, much: None
) -> None:
    await anna.token()
    asking = asyncio.create_task(bernd.get(ADDRESS + "three"))
    await until(when_there(site, "three", lambda work: True), what="the work")
    assert (await anna.post("/works/three/ending", {})).json() == {"found": False, "stopped": False}
    answer = await asking
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")


def test_it_can_be_stopped_between_any_two_of_its_parts(site: Site) -> None:
    told: list[Progress] = []

    def stop_at_third(progress: Progress) -> None:
        told.append(progress)
        if len(told) == 3:
            work.stop()

    work = Work(stop_at_third)
    me, today = site.cast.bernd.participant, site.cast.clock.day()
    with site.cast.database.reading() as session, pytest.raises(Stopped):
        person_zip(session, me, today, "de", work)
    assert [one.part for one in told] == ["person"] * 3
