"""Long work tells how far it is and ends when it is told to; nothing is left of it then."""

import asyncio

import httpx
import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from tests.waiting import until
from tests.web.making import Making
from tests.web.site import Browser, Site
from tests.web.test_imports import preview, seen, workbook
from tracker.commands.seen_imports import see
from tracker.commands.table_imports import Seen
from tracker.domain.import_preview import ImportPreview
from tracker.domain.work import Work

MANY = 4_000  # lines: seconds of work, to be met in the middle of it
HEADS: list[object] = ["Was", "Wer", "Bis wann", "Thema"]


@pytest.fixture(scope="module")
def large() -> bytes:
    rows = (
        [f"Schritt {n}", f"Kammer {n % 50}", f"{n % 28 + 1}.5.2027", f"Thema {n % 9}"] for n in range(MANY)
    )
    return workbook(HEADS, *map(list[object], rows))


async def test_reading_and_checking_tell_how_far_they_are(here: Making, bernd: Browser, large: bytes) -> None:
    sending = asyncio.create_task(send(bernd, here, large, "one"))
    parts = await watched(bernd, "one", sending)
    assert sending.result().status_code == 303
    assert list(dict.fromkeys(part for part, _ in parts)) == ["reading", "checking"]
    assert f"von {MANY:,}".replace(",", ".") in " ".join(count for _, count in parts)


async def test_work_that_is_over_says_so_to_whose_it_was(here: Making, bernd: Browser, site: Site) -> None:
    assert not (await bernd.get("/works/short")).json()["ended"]
    await send(bernd, here, workbook(HEADS, ["Ein Schritt", "", "", ""]), "short")
    assert (await bernd.get("/works/short")).json()["ended"]
    async with site.browser(site.cast.emil) as emil:
        assert not (await emil.get("/works/short")).json()["ended"]


async def test_a_table_is_checked_anew_only_when_something_has_changed(
    here: Making, bernd: Browser, site: Site
) -> None:
    address = await preview(bernd, f"/plans/{here.plan}")
    first = await looked_at(site, here, address)
    assert (await looked_at(site, here, address)).proposal is first.proposal
    await bernd.post(f"/plans/{here.plan}/stages", {"name": "Läuft"})
    again = await looked_at(site, here, address)
    assert again.proposal is not first.proposal
    assert again.proposal.lines[0].entry.stage == "Läuft"
    await bernd.post(address, {"line-2": "skip"})
    assert (await looked_at(site, here, address)).proposal.counts == {"add": 1, "skip": 1}


@pytest.mark.parametrize("part", ["reading", "checking"])
async def test_stopped_while_it_is_read_nothing_is_kept(
    here: Making, bernd: Browser, site: Site, large: bytes, part: str
) -> None:
    before = site.cast.database.read_now(previews)
    sending = asyncio.create_task(send(bernd, here, large, f"{part}-import"))
    await reached(site, f"{part}-import", part)
    said = (await bernd.post(f"/works/{part}-import/ending", {})).json()
    assert said == {"found": True, "stopped": True}
    answer = await sending
    assert answer.status_code == 422
    assert "Abgebrochen. Es wurde nichts übernommen." in answer.text
    assert find(site, f"{part}-import") is None
    assert site.cast.database.read_now(previews) == before


async def test_stopped_while_it_is_prepared_nothing_is_in_the_plan(
    here: Making, bernd: Browser, site: Site, large: bytes
) -> None:
    rev, address = here.rev, (await send(bernd, here, large, "four")).headers["location"]
    agreeing = asyncio.create_task(bernd.form(f"{address}/adoption", {"_key": "five-preview"}))
    await reached(site, "five-preview", "preparing")
    assert (await bernd.post("/works/five-preview/ending", {})).json()["stopped"]
    answer = await agreeing
    assert answer.status_code == 422
    assert "Es wurde nichts übernommen" in answer.text
    assert here.rev == rev
    assert len((await seen(bernd, address))["lines"]) == MANY  # and may still be agreed to


async def test_whoever_goes_away_has_stopped_it(
    here: Making, site: Site, bernd: Browser, large: bytes
) -> None:
    rev, address = here.rev, (await send(bernd, here, large, "six")).headers["location"]
    async with site.browser(site.cast.bernd) as other:
        await other.token()
        leaving = asyncio.create_task(other.form(f"{address}/adoption", {"_key": "seven-preview"}))
        work = await reached(site, "seven-preview", "preparing")
        leaving.cancel()
    await until(lambda: find(site, "seven-preview") is None, what="the work to end")
    assert work.is_stopped
    assert here.rev == rev


async def test_nobody_sees_or_stops_the_work_of_others(
    here: Making, bernd: Browser, anna: Browser, site: Site, large: bytes
) -> None:
    sending = asyncio.create_task(send(bernd, here, large, "eight"))
    await reached(site, "eight", "reading")
    assert (await anna.get("/works/eight")).json()["part"] == ""
    assert (await anna.post("/works/eight/ending", {})).json() == {"found": False, "stopped": False}
    assert (await sending).status_code == 303


async def send(who: Browser, here: Making, file: bytes, key: str) -> httpx.Response:
    """A file through the form of the page."""
    return await who.client.post(
        f"/plans/{here.plan}/imports",
        data={"_token": await who.token(), "_key": key},
        files={"file": ("plan.xlsx", file)},
        headers={"Origin": who.origin},
    )


async def watched(who: Browser, name: str, task: "asyncio.Task[httpx.Response]") -> list[tuple[str, str]]:
    """Part and count of the work each time it is asked for, until it is done."""
    told = []
    while not task.done():
        said = (await who.get(f"/works/{name}")).json()
        if said["part"]:
            told.append((said["part"], said["count"]))
    return told


async def reached(site: Site, name: str, part: str) -> Work:
    """Bernd's work of that name, as soon as it is at that part."""

    def there() -> bool:
        work = find(site, name)
        return work is not None and work.progress.part == part

    await until(there, what=f"{name} to be {part}")
    work = find(site, name)
    assert work
    return work


def find(site: Site, name: str) -> Work | None:
    work: Work | None = site.app.state.parts.under_way.find(site.cast.bernd.participant, name)
    return work


async def looked_at(site: Site, here: Making, address: str) -> Seen:
    parts, (now, today) = site.app.state.parts, site.cast.clock.both()
    place, preview_id = f"plan:{here.plan}", address.rpartition("/")[2]
    by = site.cast.bernd.participant
    found: Seen = await parts.database.read(see, by, place, preview_id, now, today)
    return found


def previews(session: Session) -> list[str]:
    return sorted(session.execute(select(col(ImportPreview.id))).scalars())
