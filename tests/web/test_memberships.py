"""Giving somebody a role, another one, or none any more."""

import asyncio
import json
import re

import pytest
from sqlmodel import select
from websockets.asyncio.client import connect

from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.domain.member import Member, Membership


async def test_a_new_address_becomes_a_member(here: Making, emil: Browser) -> None:
    fields = {"email": "Hanna@Example.org", "name": "Hanna", "role": "editor"}
    answer = await emil.form(f"/regions/{here.place.region}/memberships", fields)
    assert answer.status_code == 303
    page = (await emil.get(answer.headers["location"])).text
    assert "hanna@example.org" in page
    assert "Hanna ist dabei und erfährt es durch eine Mail." in page


async def test_without_a_name_the_address_says_one(here: Making, emil: Browser) -> None:
    fields = {"email": "ilse.ohne@example.org", "name": "", "role": "reader"}
    await emil.form(f"/networks/{here.place.network}/memberships", fields)
    assert "ilse.ohne" in (await emil.get(f"/networks/{here.place.network}")).text


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": "keine", "role": "reader"}, "email"),
        ({"email": "a@example.org\nBcc: b@example.org", "role": "reader"}, "email"),
        ({"email": "a@example.org", "role": "guest"}, "role"),
        ({"email": "a@example.org", "role": "king"}, "role"),
        ({"email": "a@example.org"}, "role"),
    ],
)
async def test_what_cannot_be_a_membership_is_refused(
    here: Making, emil: Browser, fields: dict, field: str
) -> None:
    answer = await emil.post(f"/regions/{here.place.region}/memberships", fields)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])


@pytest.mark.parametrize(
    ("before", "after", "status"), [("reader", "editor", 200), ("editor", "reader", 403)]
)
async def test_a_new_role_counts_at_once_and_sends_open_sockets_back(
    here: Making, emil: Browser, site: Site, before: str, after: str, status: int
) -> None:
    guel, region = site.cast.guel, f"/regions/{here.place.region}/memberships"
    url = f"{site.base_url.replace('http', 'ws')}/live?v=1&view=board&feed={here.place.feed}@0.x"
    headers = {"Cookie": f"session={guel.session}"}
    new = {"email": "guel@example.org", "name": "Gül", "change": True}
    await emil.post(region, {**new, "role": before})
    async with (
        site.browser(guel) as browser,
        connect(url, origin=site.base_url, additional_headers=headers, proxy=None) as socket,
    ):
        assert json.loads(await socket.recv())["feeds"][0]["role"] == before
        await emil.post(region, {**new, "role": after})
        async with asyncio.timeout(5):
            await socket.wait_closed()
        assert socket.close_code == 4409
        assert (await browser.post(here.step_address + "/trashing", {})).status_code == status
    await emil.post(region, {**new, "role": "reader"})


async def test_adding_who_is_here_already_changes_no_role_unless_it_is_said(
    here: Making, emil: Browser, site: Site
) -> None:
    region, step = f"/regions/{here.place.region}", f"{here.step_address}/trashing"
    typed = {"email": "guel@example.org", "name": "Gülsüm", "role": "editor"}
    answer = await emil.post(f"{region}/memberships", typed)
    said = "Gül ist schon als „Liest mit“ dabei. Rolle auf „Schreibt mit“ ändern?"
    assert (answer.status_code, answer.json()["code"]) == (409, "already_here")
    assert answer.json()["fields"] == {"change": said}
    page = await emil.form(f"{region}/memberships", {**typed, "_key": f"{'k' * 20}-membership"})
    assert page.status_code == 409
    assert said in page.text
    assert page.text.count('value="Gülsüm"') == 2  # where it was typed, and in the form that confirms
    async with site.browser(site.cast.guel) as guel:
        assert (await guel.post(step, {})).status_code == 403
        confirmed = await emil.form(f"{region}/memberships", {**typed, "change": "1"})
        assert (confirmed.status_code, confirmed.headers["location"].partition("?")[0]) == (303, region)
        assert (await guel.post(step, {})).status_code == 200
    again = await emil.post(f"{region}/memberships", typed)
    assert again.status_code == 200  # as it is already: nothing to ask
    await emil.post(f"{region}/memberships", {**typed, "role": "reader", "change": True})


async def test_nor_does_it_take_a_networks_last_coordinator(here: Making, emil: Browser) -> None:
    last = {"email": "emil@example.org", "role": "editor", "change": True}
    answer = await emil.post(f"/networks/{here.place.network}/memberships", last)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["role"])


def membership_of(site: Site, place: str, name: str) -> str:
    """Somebody's membership in a region or network, by id."""
    with site.cast.database.reading() as session:
        member = site.cast.people[name].participant.id
        held = session.exec(select(Membership).where(Membership.member_id == member)).all()
    return next(one.id for one in held if place in (one.region_id, one.network_id, one.plan_id))


async def test_a_role_is_changed_and_ended_where_it_is_held(here: Making, emil: Browser, site: Site) -> None:
    region = f"/regions/{here.place.region}"
    clara = {"email": "clara@example.org", "role": "reader"}
    await emil.form(f"{region}/memberships", clara)
    one = f"{region}/memberships/{membership_of(site, here.place.region, 'clara')}"
    async with site.browser(site.cast.clara) as browser:
        assert (await browser.post(here.step_address + "/trashing", {})).status_code == 403
        answer = await emil.form(one, {"role": "editor"})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{region}")
        assert (await browser.post(here.step_address + "/trashing", {})).status_code == 200
        assert (await emil.form(f"{one}/ending", {})).status_code == 303
        assert (await browser.get(f"/plans/{here.plan}")).status_code == 404
    assert (await emil.form(f"{one}/ending", {})).status_code == 404


async def test_who_is_taken_out_loses_the_open_board_within_a_second(
    here: Making, emil: Browser, site: Site
) -> None:
    clara, region = site.cast.clara, f"/regions/{here.place.region}"
    await emil.form(f"{region}/memberships", {"email": "clara@example.org", "role": "reader"})
    one = f"{region}/memberships/{membership_of(site, here.place.region, 'clara')}"
    url = f"{site.base_url.replace('http', 'ws')}/live?v=1&view=board&feed={here.place.feed}@0.x"
    headers = {"Cookie": f"session={clara.session}"}
    async with connect(url, origin=site.base_url, additional_headers=headers, proxy=None) as socket:
        assert json.loads(await socket.recv())["t"] == "hello"
        await emil.form(f"{one}/ending", {})
        async with asyncio.timeout(5):
            await socket.wait_closed()
        assert socket.close_code == 4409
    async with connect(url, origin=site.base_url, additional_headers=headers, proxy=None) as socket:
        async with asyncio.timeout(5):
            await socket.wait_closed()
        assert socket.close_code == 4404


@pytest.mark.parametrize("way", ["", "/ending"])
async def test_a_network_keeps_a_coordinator(here: Making, emil: Browser, site: Site, way: str) -> None:
    network = f"/networks/{here.place.network}"
    one = f"{network}/memberships/{membership_of(site, here.place.network, 'emil')}"
    sent = {} if way else {"role": "reader"}
    answer = await emil.post(f"{one}{way}", sent)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["role"])
    noun = one.rpartition("/")[2]
    key = f"{'k' * 20}-membership-{noun}{way.replace('/', '-')}"
    page = await emil.form(f"{one}{way}", {**sent, "_key": key})
    assert "Ein Netzwerk braucht immer eine Koordination." in page.text
    again = {"email": "emil@example.org", "role": "editor"}
    assert (await emil.post(f"{network}/memberships", again)).status_code == 422
    await emil.post(
        f"{network}/memberships", {"email": "jo@example.org", "name": "Jo", "role": "coordinator"}
    )
    assert (await emil.post(one, {"role": "coordinator"})).status_code == 200
    with site.cast.database.reading() as session:
        jo = session.exec(select(Member).where(Member.email == "jo@example.org")).one()
        held = session.exec(select(Membership).where(Membership.member_id == jo.id)).one()
    assert (await emil.post(f"{network}/memberships/{held.id}/ending", {})).status_code == 200


async def test_whoever_leaves_by_themselves_is_led_home(here: Making, emil: Browser, site: Site) -> None:
    region = f"/regions/{here.place.region}"
    await emil.form(f"{region}/memberships", {"email": "clara@example.org", "role": "coordinator"})
    one = f"{region}/memberships/{membership_of(site, here.place.region, 'clara')}"
    async with site.browser(site.cast.clara) as clara:
        answer = await clara.form(f"{one}/ending", {})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


async def test_a_membership_is_reached_through_its_own_place_only(
    here: Making, emil: Browser, site: Site
) -> None:
    elsewhere = membership_of(site, site.cast.hessen.region, "clara")
    for way in ("", "/ending", "/invitation"):
        sent = {} if way else {"role": "reader"}
        for place in (f"/regions/{here.place.region}", f"/networks/{here.place.network}"):
            answer = await emil.post(f"{place}/memberships/{elsewhere}{way}", sent)
            assert answer.status_code == 404


async def test_before_somebody_is_taken_out_it_says_what_that_leaves_to_them(
    here: Making, emil: Browser, site: Site
) -> None:
    network, region = f"/networks/{here.place.network}", f"/regions/{here.place.region}"
    for place, role in ((network, "reader"), (region, "editor")):
        await emil.form(f"{place}/memberships", {"email": "clara@example.org", "role": role})
    kept = {network: "Hessen, NRW", region: "Netzwerk Demografie"}  # not its sister Hessen
    for place, places in kept.items():
        page = (await emil.get(place)).text
        fold = page[page.index("Clara herausnehmen") - 1000 : page.index("Clara herausnehmen")]
        assert '<summary>Herausnehmen …<span class="unseen">: Clara</span></summary>' in fold
        assert re.findall("gehört weiter zu: (.*?)\\.", fold) == [places]
        ending = f"{place}/memberships/{membership_of(site, place.rpartition('/')[2], 'clara')}/ending"
        assert f'action="{ending}"' in fold
    assert "Emil gehört weiter" not in (await emil.get(network)).text
