"""Parties of a plan."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser


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
