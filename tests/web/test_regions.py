"""Regions: their page, and new ones."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser
from tracker.language.texts import text


async def test_a_region_is_added_with_its_states(here: Making, emil: Browser) -> None:
    fields = {"name": "Sachsen/Thüringen", "kind": "region", "states": "Sachsen, Thüringen"}
    answer = await emil.form(f"/networks/{here.place.network}/regions", fields)
    assert answer.status_code == 303
    page = (await emil.get(answer.headers["location"])).text
    assert "Sachsen/Thüringen" in page
    assert "Sachsen, Thüringen" in page


async def test_htmx_is_led_to_what_was_made_and_stays_where_it_was_made(here: Making, emil: Browser) -> None:
    page = f"/networks/{here.place.network}"
    headers = {"HX-Request": "true", "HX-Request-Type": "full", "Referer": emil.origin + page}
    made = await emil.form(page + "/regions", {"name": "Küste West"}, **headers)
    assert (made.status_code, made.headers["hx-redirect"][:9]) == (204, "/regions/")
    added = await emil.form(page + "/memberships", {"email": "jo@example.org", "role": "reader"}, **headers)
    assert (added.status_code, added.headers["location"].partition("?")[0]) == (303, page)


async def test_sent_again_each_command_beside_plans_answers_as_the_first_time(
    here: Making, emil: Browser
) -> None:
    network, region = here.place.network, here.place.region
    for path, fields in (
        (f"/networks/{network}/regions", {"name": "Nur einmal"}),
        (f"/networks/{network}/memberships", {"email": "einmal@example.org", "role": "reader"}),
        (f"/regions/{region}/plans", {"title": "Nur ein Plan"}),
    ):
        key = {"Idempotency-Key": f"once-{path}"}
        first, again = [await emil.post(path, fields, **key) for _ in range(2)]
        assert first.json()["made"]
        assert again.json() == first.json()


async def test_a_script_is_told_the_id(here: Making, emil: Browser) -> None:
    made = (await emil.post(f"/networks/{here.place.network}/regions", {"name": "Küste Nord"})).json()["made"]
    assert (await emil.get(f"/regions/{made}")).status_code == 200


async def test_somebody_with_two_roles_stands_once_with_the_stronger(here: Making, emil: Browser) -> None:
    network, region = here.place.network, here.place.region
    for email, in_network, in_region, shown in (
        ("oben@example.org", "editor", "reader", "network"),
        ("unten@example.org", "reader", "editor", ""),
    ):
        await emil.post(f"/networks/{network}/memberships", {"email": email, "role": in_network})
        await emil.post(f"/regions/{region}/memberships", {"email": email, "role": in_region})
        page = (await emil.get(f"/regions/{region}")).text
        [row] = [line for line in page.splitlines() if email in line]
        assert text("de", "network.role_editor") in row
        assert (text("de", "network.by_network") in row) == bool(shown)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "Nord", "kind": "galaxy"}, "kind"),
        ({"name": "Nord", "states": ["x" * 81]}, "states"),
    ],
)
async def test_what_cannot_be_a_region_is_refused(
    here: Making, emil: Browser, fields: dict, field: str
) -> None:
    answer = await emil.post(f"/networks/{here.place.network}/regions", fields)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])


async def test_a_region_covers_no_more_than_twenty_states(here: Making, emil: Browser) -> None:
    fields = {"name": "Nord", "states": [f"Land {n}" for n in range(21)]}
    answer = await emil.post(f"/networks/{here.place.network}/regions", fields)
    assert (answer.status_code, answer.json()["code"]) == (422, "full")


async def test_addresses_are_for_those_who_moderate(here: Making, anna: Browser, bernd: Browser) -> None:
    page = f"/regions/{here.place.region}"
    assert "guel@example.org" in (await anna.get(page)).text
    for_bernd = (await bernd.get(page)).text
    assert "Gül" in for_bernd
    assert "@example.org" not in for_bernd


async def test_the_region_lists_its_plans_with_what_is_open(here: Making, guel: Browser) -> None:
    page = (await guel.get(f"/regions/{here.place.region}")).text
    assert f'href="/plans/{here.plan}"' in page
    assert "offen" in page
