"""Parties of a plan."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.domain.ids import new_id


@pytest.mark.parametrize("sort", ["person", "organisation", "group"])
async def test_a_plan_shows_a_new_party(here: Making, bernd: Browser, sort: str) -> None:
    answer = await bernd.form(f"/plans/{here.plan}/parties", {"name": f"Neue {sort}", "sort": sort})
    assert answer.status_code == 303
    parties = (await bernd.plan(here.plan))["parties"]
    assert (f"Neue {sort}", sort) in [(party["name"], party["sort"]) for party in parties]


async def test_another_sort_is_said_at_its_field(here: Making, bernd: Browser) -> None:
    fields = {"name": "Robert", "sort": "robot", "_key": "k" * 20 + "-party"}
    answer = await bernd.form(f"/plans/{here.plan}/parties", fields)
    assert answer.status_code == 422
    assert 'data-error-for="sort">Das steht hier nicht zur Wahl.' in answer.text
    assert 'value="Robert"' in answer.text


async def test_no_address_of_a_member_stands_on_the_board_or_in_the_data(here: Making, anna: Browser) -> None:
    await anna.post(here.step_address + "/ownerships", {"take": True})
    for path in (f"/plans/{here.plan}", f"/plans/{here.plan}.json", here.step_address):
        assert "@" not in (await anna.get(path)).text


async def test_a_party_is_renamed_in_every_plan_that_shows_it(
    here: Making, emil: Browser, site: Site
) -> None:
    nrw, hessen = site.cast.nrw.plan, site.cast.hessen.plan
    name = f"Kreishandwerkerschaft {new_id()}"
    made = [
        (await emil.post(f"/plans/{plan}/parties", {"name": name})).json()["made"] for plan in (nrw, hessen)
    ]
    assert made[0] == made[1]
    before = (await emil.plan(hessen))["rev"]
    page = {"Referer": f"{emil.origin}/plans/{nrw}/edit"}
    answer = await emil.form(f"/plans/{nrw}/parties/{made[0]}", {"name": f"{name} Süd"}, **page)
    assert answer.status_code == 303
    for plan in (nrw, hessen):
        assert f"{name} Süd" in (await emil.get(f"/plans/{plan}")).text
    assert (await emil.plan(hessen))["rev"] == before + 1


async def test_a_name_that_stands_in_a_plan_of_others_is_refused_at_its_field(
    here: Making, emil: Browser, bernd: Browser, site: Site
) -> None:
    nrw, hessen = site.cast.nrw.plan, site.cast.hessen.plan
    name = f"Kreishandwerkerschaft {new_id()}"
    made = [
        (await emil.post(f"/plans/{plan}/parties", {"name": name})).json()["made"] for plan in (nrw, hessen)
    ]
    fields = {"name": "Anders", "_key": f"{'k' * 20}-party-{made[0]}"}
    page = await bernd.form(f"/plans/{nrw}/parties/{made[0]}", fields)
    assert page.status_code == 422
    assert "Dieser Name steht auch in Plänen, die Sie nicht bearbeiten dürfen." in page.text
    assert 'value="Anders"' in page.text


async def test_what_steps_name_cannot_be_removed_and_the_page_says_how_many(
    here: Making, bernd: Browser
) -> None:
    party = here.made.party
    await bernd.post(here.step_address + "/ownerships", {"party": party, "role": "with"})
    page = await bernd.form(f"/plans/{here.plan}/parties/{party}/removal", {"_key": f"{'k' * 20}-x"})
    assert page.status_code == 422
    assert "steht noch an 1 Schritt, Papierkorb und Entfallenes mitgezählt." in page.text
    answer = await bernd.form(f"/plans/{here.plan}/themes/{here.made.theme}/removal", {})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/plans/{here.plan}")
    assert here.made.theme not in (await bernd.get(f"/plans/{here.plan}/edit")).text
