"""Addresses of calendars: for how long one is good, and what nobody learns from it (P1, P2, P10)."""

import logging
import re

import httpx
import pytest
from sqlmodel import Session, delete, select

from tests.calendars.subscribing import ADDRESS, feed, new_address
from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.commands import meetings
from tracker.domain.calendar_address import MOST_ADDRESSES, CalendarAddress
from tracker.domain.member import Membership
from tracker.domain.sign_in import hash_of


@pytest.fixture(autouse=True)
def afresh(site: Site) -> None:
    """No address is left from the test before."""
    site.cast.database.write_now(lambda s: s.exec(delete(CalendarAddress)))


async def test_unknown_renewed_ended_and_foreign_addresses_look_the_same(
    site: Site, here: Making, guel: Browser, bernd: Browser
) -> None:
    own, plan = await new_address(guel, "/me"), await new_address(bernd, f"/plans/{here.plan}")
    secret = plan.rpartition("/")[2]
    id = (await guel.post("/me/calendars", {})).json()["made"]
    ended = await guel.post(f"/me/calendars/{id}/renewal", {})
    assert (await guel.form(f"/me/calendars/{ended.json()['made']}/ending", {})).status_code == 303
    elsewhere = f"/plans/{site.cast.hessen.plan}/calendar/{secret}"
    tried = (
        f"/me/calendar/{'a' * 22}.ics",
        f"/me/calendar/{secret}",
        elsewhere,
        f"/plans/{here.plan}/calendar/{own.rpartition('/')[2]}",
        httpx.URL(ended.json()["address"]).path,
    )
    answers = [await feed(site, path) for path in tried]
    assert {answer.status_code for answer in answers} == {404}
    kept = [{name: value for name, value in one.headers.items() if name != "date"} for one in answers]
    assert all(headers == kept[0] for headers in kept)
    assert len({answer.content for answer in answers}) == 1
    assert [(await feed(site, path)).status_code for path in (own, plan)] == [200, 200]


async def test_an_address_is_renewed_with_one_button(site: Site, guel: Browser) -> None:
    old = await new_address(guel, "/me")
    page = (await guel.get("/me")).text
    assert old.rpartition("/")[2] not in page
    id = re.search(r'action="/me/calendars/(\w{12})/renewal"', page)[1]
    new = httpx.URL(re.search(ADDRESS, (await guel.form(f"/me/calendars/{id}/renewal", {})).text)[1]).path
    assert [(await feed(site, path)).status_code for path in (old, new)] == [404, 200]


async def test_an_address_ends_with_the_rights_of_whoever_made_it(site: Site, here: Making) -> None:
    database, clara = site.cast.database, site.cast.clara
    region = here.place.region
    who = clara.participant.id

    def let_in(session: Session) -> None:
        session.add(Membership(member_id=who, region_id=region, role="reader"))

    def take_out(session: Session) -> None:
        session.exec(delete(Membership).where(Membership.member_id == who, Membership.region_id == region))

    database.write_now(let_in)
    async with site.browser(clara) as browser:
        paths = await new_address(browser, f"/plans/{here.plan}"), await new_address(browser, "/me")
    here._do(meetings.add, "12.5.2026", {"title": f"Vertraulich {here.step}"})
    shown = [(await feed(site, path)).text for path in paths]
    assert all(f"Vertraulich {here.step}" in text for text in shown)
    database.write_now(take_out)
    answers = [await feed(site, path) for path in paths]
    assert [answer.status_code for answer in answers] == [404, 200]
    assert b"Vertraulich" not in answers[1].content


async def test_nobody_renews_or_ends_the_address_of_another(
    site: Site, here: Making, guel: Browser, bernd: Browser
) -> None:
    for place in ("/me", f"/plans/{here.plan}"):
        made = (await guel.post(f"{place}/calendars", {})).json()
        for act in ("renewal", "ending"):
            assert (await bernd.form(f"{place}/calendars/{made['made']}/{act}", {})).status_code == 404
        assert (await feed(site, httpx.URL(made["address"]).path)).status_code == 200


async def test_an_address_is_kept_as_a_hash_and_shown_once(site: Site, guel: Browser) -> None:
    sent = {"_key": "c" * 20 + "-calendar"}
    first, second = [await guel.form("/me/calendars", sent) for _ in range(2)]
    secret = re.search(ADDRESS, first.text)[1].rpartition("/")[2].removesuffix(".ics")
    assert len(secret) == 22
    assert secret not in second.text
    assert "schon angelegt" in second.text
    rows = site.cast.database.read_now(lambda s: s.exec(select(CalendarAddress)).all())
    assert [row.hash for row in rows] == [hash_of(secret)]


async def test_a_secret_is_in_no_title_and_no_log_and_nothing_leads_away_from_it(
    site: Site, guel: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        page = await guel.form("/me/calendars", {})
        path = httpx.URL(re.search(ADDRESS, page.text)[1]).path
        secret = path.rpartition("/")[2]
        await feed(site, path)
        await feed(site, f"/me/calendar/{secret[:-5]}x.ics")
    ours = "\n".join(
        one.getMessage() for one in caplog.records if not one.name.startswith(("httpx", "httpcore"))
    )
    assert secret.removesuffix(".ics") not in ours
    assert secret not in re.search(r"<title>(.*?)</title>", page.text)[1]
    links = re.findall(r'href="([^"]*)"', page.text)
    assert [link for link in links if secret in link] == [f"webcal:{site.base_url.partition(':')[2]}{path}"]
    assert page.headers["referrer-policy"] == "same-origin"


async def test_an_address_of_mine_stands_with_its_device_and_there_is_room_for_ten(site: Site) -> None:
    async with site.browser(site.cast.frida, **{"User-Agent": "Mozilla Firefox Android"}) as frida:
        for _ in range(MOST_ADDRESSES):
            assert (await frida.post("/me/calendars", {})).status_code == 200
        answer = await frida.form("/me/calendars", {})
        assert answer.status_code == 422
        assert f"Mehr als {MOST_ADDRESSES}" in answer.text
        assert (await frida.get("/me")).text.count("/renewal") == 2 * MOST_ADDRESSES
        assert "Firefox, Android" in answer.text
