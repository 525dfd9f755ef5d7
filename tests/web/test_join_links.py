"""Links to join by, as facilitators make, show and take them back; removing who came closes what they have open."""

import asyncio
import json
import re
from datetime import timedelta

import pytest
from sqlmodel import select
from websockets.asyncio.client import connect

from tests.cast import TODAY
from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.domain.join_link import code_of, secret_of
from tracker.domain.member import Guest
from tracker.store.guests import forget_guests

NEW = {"role": "guest", "until": "2026-04-20", "most": 5}


async def made(browser: Browser, plan: str, **changed: object) -> str:
    answer = await browser.post(f"/plans/{plan}/links", NEW | changed)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["made"])


async def came(site: Site, browser: Browser, link: str, name: str) -> str:
    """Come in by the link; the guest's id."""
    address = f"/join/{secret_of(site.settings.secret_key, link)}"
    assert (await browser.form(address, {"name": name})).status_code == 303
    browser.forget_token()
    me = re.search(r'data-me="g:(\w+)"', (await browser.get(f"/plans/{site.cast.nrw.plan}")).text)
    assert me
    return me[1]


async def test_a_facilitator_makes_a_link_and_sees_how_many_came_by_it(
    site: Site, anna: Browser, nobody: Browser, here: Making
) -> None:
    answer = await anna.form(f"/plans/{here.plan}/links", {name: str(value) for name, value in NEW.items()})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/plans/{here.plan}/links")
    link = await made(anna, here.plan)
    await came(site, nobody, link, "Kim")
    page = (await anna.get(f"/plans/{here.plan}/links")).text
    part = page[page.index(f'id="link-{link}"') :]
    assert "1 Person von höchstens 5 kam damit." in part
    assert "Kim (ohne Konto)" in part
    assert code_of(site.settings.secret_key, link) in part
    assert "Gilt bis 20. Apr. 2026." in part


async def test_one_link_is_shown_large_again_and_again(site: Site, anna: Browser, here: Making) -> None:
    link = await made(anna, here.plan)
    for _ in range(2):
        page = (await anna.get(f"/plans/{here.plan}/links/{link}")).text
        assert f"{site.base_url}/join/{secret_of(site.settings.secret_key, link)}" in page
        assert code_of(site.settings.secret_key, link) in page
        assert '<svg class="qr"' in page
        assert "http" not in re.sub(re.escape(site.base_url) + r"|http://www\.w3\.org", "", page)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"role": "editor"}, "role"),
        ({"role": "coordinator"}, "role"),
        ({"role": "king"}, "role"),
        ({"until": "2026-04-13"}, "until"),
        ({"until": "2026-07-14"}, "until"),
        ({"until": "bald"}, "until"),
        ({"until": "9999-12-31"}, "until"),
        ({"until": ""}, "until"),
        ({"most": 0}, "most"),
        ({"most": 1001}, "most"),
        ({"most": "viele"}, "most"),
        ({"since": "2026-04-21"}, "since"),
        ({"plan": "000000000000"}, ""),
        ({"hash": "x"}, ""),
    ],
)
async def test_what_cannot_be_a_link_is_refused(
    anna: Browser, here: Making, changed: dict, field: str
) -> None:
    answer = await anna.post(f"/plans/{here.plan}/links", NEW | changed)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [field] if field else [])


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"until": "2026-04-13"}, "Dieser Tag ist vorbei. Der letzte Tag ist heute oder später."),
        ({"until": "2026-07-14"}, "Das ist zu weit weg: Ein Link gilt von heute an höchstens 90 Tage."),
        ({"until": "9999-12-31"}, "Das ist zu weit weg: Ein Link gilt von heute an höchstens 90 Tage."),
        ({"until": "bald"}, "Das ist kein Tag."),
        ({"most": "-5"}, "Eine Zahl von 1 bis 1000."),
        ({"most": "viele"}, "Eine Zahl von 1 bis 1000."),
        ({"most": "1001"}, "Eine Zahl von 1 bis 1000."),
    ],
)
async def test_a_field_says_what_it_can_be_and_keeps_what_was_typed(
    anna: Browser, here: Making, changed: dict, sentence: str
) -> None:
    sent = NEW | {"most": "5", "_key": "k" * 20 + "-link"} | changed
    answer = await anna.form(f"/plans/{here.plan}/links", sent)
    assert answer.status_code == 422
    [field] = changed
    at_field = answer.text[answer.text.index(f'id="link-{field}"') :]
    assert sentence in at_field[: at_field.index("</div>")]
    assert f'value="{changed[field]}"' in at_field


async def test_who_was_taken_out_can_still_be_erased_and_others_stay(
    site: Site, anna: Browser, bernd: Browser, nobody: Browser, here: Making
) -> None:
    link = await made(anna, here.plan)
    guest = await came(site, nobody, link, "Momo Wanderin")
    taking = {"take": True, "consent": True}
    assert (await nobody.post(here.step_address + "/ownerships", taking)).status_code == 200
    assert (await anna.form(f"/plans/{here.plan}/guests/{guest}/ending", {})).status_code == 303
    page = (await anna.get(f"/plans/{here.plan}/links")).text
    assert "Momo Wanderin (ohne Konto)" in page[page.index(f'id="gone-{guest}"') :]
    erasure = f"/plans/{here.plan}/guests/{guest}/erasure"
    assert f'action="{erasure}"' in page
    assert (await bernd.post(erasure, {})).status_code == 403
    assert (await anna.form(erasure, {})).status_code == 303
    assert "Momo" not in (await anna.get(f"/plans/{here.plan}/links")).text
    assert "Momo" not in (await anna.get(here.step_address)).text


async def test_a_facilitator_erases_from_the_list_of_parties_who_came_without_account_and_nobody_else(
    site: Site, anna: Browser, bernd: Browser, nobody: Browser, here: Making
) -> None:
    link = await made(anna, here.plan)
    guest = await came(site, nobody, link, "Nora Nebel")
    taking = {"take": True, "consent": True}
    assert (await nobody.post(here.step_address + "/ownerships", taking)).status_code == 200
    other = (await bernd.post(f"/plans/{here.plan}/parties", {"name": "Otto Ohm", "sort": "person"})).json()[
        "made"
    ]
    state = await anna.plan(here.plan)
    [nora] = [one["id"] for one in state["parties"] if one["name"] == "Nora Nebel (ohne Konto)"]
    site.cast.database.write_now(lambda s: forget_guests(s, [guest], TODAY))
    page = (await anna.get(f"/plans/{here.plan}/edit")).text
    assert f"/parties/{nora}/erasure" in page
    assert f"/parties/{other}/erasure" not in page
    assert (await anna.post(f"/plans/{here.plan}/parties/{other}/erasure", {})).status_code == 403
    assert (await bernd.post(f"/plans/{here.plan}/parties/{nora}/erasure", {})).status_code == 403
    assert (await anna.post(f"/plans/{here.plan}/parties/{nora}/erasure", {})).status_code == 200
    assert "Nora" not in (await anna.get(here.step_address)).text


async def test_the_last_day_counts_whole_and_ninety_are_the_most(
    site: Site, anna: Browser, nobody: Browser, here: Making
) -> None:
    assert await made(anna, here.plan, until="2026-07-13")
    link = await made(anna, here.plan, until="2026-04-14")
    site.cast.clock.moment = TODAY.replace(hour=21, minute=59)  # in Berlin the day has a minute left
    try:
        address = f"/join/{secret_of(site.settings.secret_key, link)}"
        assert (await nobody.get(address)).status_code == 200
        site.cast.clock.moment += timedelta(minutes=1)
        assert (await nobody.get(address)).status_code == 404
    finally:
        site.cast.clock.moment = TODAY


@pytest.mark.parametrize("way", ["one", "all", "revoked"])
async def test_who_is_taken_out_loses_page_and_open_board_within_five_seconds(
    site: Site, anna: Browser, nobody: Browser, here: Making, way: str
) -> None:
    link = await made(anna, here.plan)
    guest = await came(site, nobody, link, "Kim")
    url = f"{site.base_url.replace('http', 'ws')}/live?v=1&view=board&feed={here.place.feed}@0.x"
    headers = {"Cookie": f"session={nobody.client.cookies['session']}"}
    paths = {
        "one": f"/plans/{here.plan}/guests/{guest}/ending",
        "all": f"/plans/{here.plan}/links/{link}/guests/ending",
        "revoked": f"/plans/{here.plan}/links/{link}/revocation",
    }
    async with connect(url, origin=site.base_url, additional_headers=headers, proxy=None) as socket:
        assert json.loads(await socket.recv())["feeds"][0]["role"] == "guest"
        assert (await anna.form(paths[way], {})).status_code == 303
        async with asyncio.timeout(5):
            await socket.wait_closed()
        assert socket.close_code == 4409
    assert (await nobody.get(f"/plans/{here.plan}")).status_code == 401
    assert (await nobody.post(f"/plans/{here.plan}/steps", {"title": "Einladen"})).status_code in (401, 403)
    async with connect(url, origin=site.base_url, additional_headers=headers, proxy=None) as socket:
        async with asyncio.timeout(5):
            await socket.wait_closed()
        assert socket.close_code == 4401
    again = await nobody.form(f"/join/{secret_of(site.settings.secret_key, link)}", {"name": "Kim"})
    assert again.status_code == (404 if way == "revoked" else 303)


async def test_a_link_taken_back_may_leave_those_in_who_came(
    site: Site, anna: Browser, nobody: Browser, here: Making
) -> None:
    link = await made(anna, here.plan)
    guest = await came(site, nobody, link, "Kim")
    await anna.form(f"/plans/{here.plan}/links/{link}/revocation", {"keep": "1"})
    assert (await nobody.get(f"/plans/{here.plan}")).status_code == 200
    page = (await anna.get(f"/plans/{here.plan}/links")).text
    assert "Zurückgezogen" in page[page.index(f'id="link-{link}"') :]
    assert (await anna.get(f"/plans/{here.plan}/links/{link}")).status_code == 404
    assert (await anna.form(f"/plans/{here.plan}/guests/{guest}/ending", {})).status_code == 303
    assert f'id="link-{link}"' not in (await anna.get(f"/plans/{here.plan}/links")).text


async def test_a_link_of_another_plan_is_not_there(site: Site, anna: Browser, here: Making) -> None:
    hessen = site.cast.hessen.plan
    async with site.browser(site.cast.clara) as clara:
        link = await made(clara, hessen)
    for path in (f"links/{link}", f"links/{link}/revocation", f"links/{link}/guests/ending"):
        for plan, expected in ((here.plan, 404), (hessen, 404)):
            answer = await (anna.get if path == f"links/{link}" else lambda p: anna.form(p, {}))(
                f"/plans/{plan}/{path}"
            )
            assert answer.status_code == expected
    async with site.browser(site.cast.nobody) as nobody:
        await nobody.form(f"/join/{secret_of(site.settings.secret_key, link)}", {"name": "Kim"})
        with site.cast.database.reading() as session:
            guest = [one for one in session.exec(select(Guest)).all() if one.link_id == link]
    assert (await anna.form(f"/plans/{here.plan}/guests/{guest[0].id}/ending", {})).status_code == 404


async def test_a_plan_has_only_so_many_links(site: Site) -> None:
    async with site.browser(site.cast.frida) as frida:
        plan = site.cast.foreign.plan
        for _ in range(30):
            await made(frida, plan)
        answer = await frida.post(f"/plans/{plan}/links", NEW)
        assert (answer.status_code, answer.json()["code"]) == (422, "full")


async def test_the_same_request_again_makes_one_link(anna: Browser, here: Making) -> None:
    key = {"Idempotency-Key": "k" * 20}
    first, second = [await anna.post(f"/plans/{here.plan}/links", NEW, **key) for _ in range(2)]
    assert first.json() == second.json()
