"""Commitment through the front door: who answers for whom, what stays when they leave, who counts as nobody."""

import re

import pytest
from sqlmodel import select

from tests.web.making import Making
from tests.web.newcomers import a_newcomer
from tests.web.site import Browser, Site
from tracker.commands import memberships
from tracker.commands.memberships import Place
from tracker.domain.member import Membership


async def name_contact_person(anna: Browser, here: Making, who: str) -> None:
    address = f"/plans/{here.plan}/parties/{here.place.party}/contacts"
    assert (await anna.form(address, {"member": who})).status_code == 303


async def owners(browser: Browser, here: Making, step: str = "") -> dict[str, str]:
    """What each party at a step has said, by name."""
    plan = await browser.plan(here.plan)
    names = {party["id"]: party["name"] for party in plan["parties"]}
    return {names[one["party"]]: one["answer"] for one in plan["step"][step or here.step]["owners"]}


def asks_at_home(page: str, step: str) -> bool:
    """Whether somebody's own page has a row for the step."""
    return f'id="step-{step}"' in page


@pytest.mark.parametrize("way", ["taken out", "erased", "no contact person"])
async def test_the_step_stays_with_the_organisation_when_who_is_in_charge_leaves(
    site: Site, here: Making, anna: Browser, guel: Browser, way: str
) -> None:
    zoe = await a_newcomer(site, f"Zoe{way.replace(' ', '')}")
    who, address = zoe.participant.id, f"{zoe.name.lower()}@example.org"
    contacts = f"/plans/{here.plan}/parties/{here.place.party}/contacts"
    await name_contact_person(anna, here, who)
    await name_contact_person(anna, here, site.cast.guel.participant.id)
    answer = f"{here.step_address}/ownerships/{here.made.ownership}/answer"
    async with site.browser(zoe) as browser:
        assert (await browser.form(answer, {"answer": "accepted"})).status_code == 303
        assert f"zuständig: {zoe.name} Nurhier" in (await anna.get(here.step_address)).text
        assert not asks_at_home((await guel.get("/")).text, here.step)
        if way == "erased":
            assert (await browser.form("/me/erasure", {"address": address})).status_code == 303
    if way == "taken out":
        with site.cast.database.reading() as session:
            held = session.exec(select(Membership).where(Membership.member_id == who)).one()
        emil, at = site.cast.emil.participant, Place("", here.place.region)
        await site.cast.database.write(lambda s: memberships.end_membership(s, emil, at, held.id))
    elif way == "no contact person":
        assert (await anna.form(f"{contacts}/{who}/removal", {})).status_code == 303
    assert await owners(anna, here) == {"Handwerkskammer": "accepted"}
    assert "zuständig:" not in (await anna.get(here.step_address)).text
    assert asks_at_home((await guel.get("/")).text, here.step)  # the others see to it again
    assert (await guel.form(answer, {"answer": "declined"})).status_code == 303
    await anna.form(f"{contacts}/{site.cast.guel.participant.id}/removal", {})


async def test_one_partys_no_leaves_the_yes_of_others_and_taking_back_is_seen(
    here: Making, anna: Browser, bernd: Browser
) -> None:
    await bernd.form(here.step_address + "/ownerships", {"take": "1"})
    answer = f"{here.step_address}/ownerships/{here.made.ownership}/answer"
    assert (await anna.form(answer, {"answer": "declined", "how": "phone"})).status_code == 303
    assert await owners(anna, here) == {"Handwerkskammer": "declined", "Bernd": "accepted"}
    assert (await anna.form(answer, {"answer": "asked"})).status_code == 303
    assert await owners(anna, here) == {"Handwerkskammer": "asked", "Bernd": "accepted"}
    assert "eine Antwort zurückgenommen" in (await anna.get(f"/plans/{here.plan}/history")).text


async def test_who_is_asked_counts_as_nobody_until_somebody_sees_to_the_answer(
    here: Making, anna: Browser
) -> None:
    step, board = here.another_step(), f"/plans/{here.plan}"
    steps = f"{board}/steps/{step}"

    async def shown(query: str) -> bool:
        page = (await anna.get(f"{board}?{query}")).text
        card = re.search(rf'<li [^>]*id="step-{step}"', page)
        assert card
        return " hidden " not in card[0]

    async def counted() -> int:
        page = (await anna.get(f"/regions/{here.place.region}")).text
        found = re.search(rf'href="{board}">.*?(\d+)\s+ohne Verantwortliche', page, re.DOTALL)
        assert found
        return int(found[1])

    before = await counted()
    await anna.form(f"{steps}/ownerships", {"party": here.place.party, "role": "lead"})
    assert (await shown("unowned=1"), await shown("unaccepted=1"), await counted()) == (True, True, before)
    asker = await anna.post(f"{board}/parties", {"name": "Frau Nachfrage", "sort": "person"})
    agreed = {"party": here.place.party, "asker": asker.json()["made"]}
    assert (await anna.form(f"{steps}/followups", agreed)).status_code == 303
    assert (await shown("unowned=1"), await shown("unaccepted=1"), await counted()) == (
        False,
        True,
        before - 1,
    )
    [owner] = (await anna.plan(here.plan))["step"][step]["owners"]
    await anna.form(f"{steps}/ownerships/{owner['id']}/answer", {"answer": "accepted", "how": "room"})
    assert (await shown("unowned=1"), await shown("unaccepted=1")) == (False, False)


async def test_board_and_wall_draw_asked_and_accepted_apart_and_neither_as_trouble(
    here: Making, anna: Browser
) -> None:
    answer = f"{here.step_address}/ownerships/{here.made.ownership}/answer"
    for said in ("asked", "accepted"):
        if said == "accepted":
            await anna.form(answer, {"answer": said, "how": "room"})
        for view in ("", "/beamer"):
            page = (await anna.get(f"/plans/{here.plan}{view}")).text
            card = page[page.index(f'id="step-{here.step}"') :].partition("</li></ul>")[0]
            marks = re.findall(r'class="owner owner--organisation owner--(\w+)"', card[:3_000])
            assert marks[:1] == [said], view
