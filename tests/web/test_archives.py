"""An archived plan stands in no list and is only read, until it is taken back; its history ends as was said (P40)."""

import json
from collections.abc import Iterator

import pytest
from websockets.asyncio.client import connect

from tests.web.making import Making
from tests.web.signing_up import opened, rows
from tests.web.site import Browser, Site
from tracker.commands import archives
from tracker.domain.plan import Plan


@pytest.fixture(autouse=True)
def as_before(site: Site) -> Iterator[None]:
    yield
    by, plan = site.cast.anna.participant, site.cast.nrw.plan

    def take_back(session) -> None:
        archives.archive(session, by, plan, None)
        archives.keep_for(session, by, plan, "0")

    site.cast.database.write_now(take_back)


async def archive(here: Making, who: Browser) -> None:
    answer = await who.form(f"/plans/{here.plan}/archive", {"archived": "1"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/plans/{here.plan}/archive")


async def test_it_is_read_and_not_changed_by_anybody(
    site: Site, here: Making, anna: Browser, emil: Browser, deniz: Browser, guel: Browser
) -> None:
    meeting, rev = opened(here), here.rev
    await archive(here, anna)
    for who in (anna, emil, deniz):
        page = await who.get(f"/plans/{here.plan}")
        assert (page.status_code, "Archiviert seit 14. Apr. 2026" in page.text) == (200, True)
        assert 'data-role="reader"' in page.text
        answer = await who.post(here.step_address, {"title": "Anders", "base": rev})
        assert (answer.status_code, answer.json()["code"]) == (403, "archived")
    reader = await guel.post(here.step_address, {"title": "Anders", "base": rev})
    assert (reader.status_code, reader.json()["code"]) == (403, "forbidden")
    async with site.browser(site.cast.nobody) as somebody:
        answer = await somebody.form(f"/meetings/{meeting}/sign-ups", {"name": "Kim"})
        assert (answer.status_code, rows(site, meeting)) == (401, [])
    async with site.script(site.cast.anna) as script:
        refused = await script.post(f"{here.step_address}/trashing", json={})
    assert (refused.status_code, here.rev) == (403, rev)


async def test_its_guests_take_no_file_with_them_but_its_readers_do(
    here: Making, anna: Browser, guel: Browser, deniz: Browser
) -> None:
    await archive(here, anna)
    got = [(await who.get(f"/plans/{here.plan}.json")).status_code for who in (anna, guel, deniz)]
    assert got == [200, 200, 403]


async def test_it_stands_in_no_list_and_is_found_in_its_region(here: Making, anna: Browser) -> None:
    region, link = f"/regions/{here.place.region}", f'href="/plans/{here.plan}"'
    before = (await anna.get(region)).text
    assert (link in before, "Archivierte Pläne" in before) == (True, False)
    await archive(here, anna)
    assert link not in (await anna.get("/")).text
    assert link in (await anna.get(region)).text.partition("Archivierte Pläne")[2]
    assert link not in (await anna.get("/search", **{"Accept-Language": "de"})).text


async def test_it_is_taken_back_with_one_button(here: Making, anna: Browser) -> None:
    await archive(here, anna)
    page = (await anna.get(f"/plans/{here.plan}/archive")).text
    assert ("Plan zurückholen" in page, 'name="archived"' in page) == (True, False)
    assert (await anna.form(f"/plans/{here.plan}/archive", {})).status_code == 303
    assert (await anna.post(f"{here.step_address}/trashing", {})).status_code == 200
    assert "Archiviert seit" not in (await anna.get(f"/plans/{here.plan}")).text


async def test_open_boards_come_back_and_only_read(site: Site, here: Making, anna: Browser) -> None:
    url = f"{site.base_url.replace('http', 'ws')}/live?v=1&view=board&feed={here.place.feed}@0.x"
    headers = {"Cookie": f"session={site.cast.bernd.session}"}
    roles = []
    for turn in range(2):
        async with connect(url, origin=site.base_url, additional_headers=headers, proxy=None) as socket:
            roles.append(json.loads(await socket.recv())["feeds"][0]["role"])
            if turn == 0:
                await archive(here, anna)
                await socket.wait_closed()
                assert socket.close_code == 4409
    assert roles == ["editor", "reader"]


async def test_the_page_says_what_will_be_gone_when(here: Making, anna: Browser, guel: Browser) -> None:
    address = f"/plans/{here.plan}/archive"
    page = (await anna.get(address)).text
    assert "Der Verlauf bleibt, solange der Plan läuft." in page
    kept = {"years": "5"}
    assert (await anna.form(f"/plans/{here.plan}/retention", kept)).status_code == 303
    assert "heute alles vor dem 14. Apr. 2021" in (await anna.get(address)).text
    await archive(here, anna)
    assert "Am 14. Apr. 2031 ist der ganze Verlauf weg" in (await anna.get(address)).text
    assert (await anna.form(f"/plans/{here.plan}/retention", {"years": "0"})).status_code == 303
    page = (await guel.get(address)).text
    assert "Am 14. Apr. 2028 ist der ganze Verlauf weg" in page
    assert "<button" not in page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("years", ["3", "-1", "", "x", "1000000"])
async def test_other_spans_are_refused_at_their_field(
    site: Site, here: Making, anna: Browser, years: str
) -> None:
    answer = await anna.post(f"/plans/{here.plan}/retention", {"years": years})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["years"])
    assert site.cast.database.read_now(lambda s: s.get_one(Plan, here.plan)).retention == 0
