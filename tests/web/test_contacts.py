"""Contact and deputy through the front door: named on three pages, and recognised when they sign in."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser, Site
from tests.web.test_sign_ins import new_link
from tracker.domain.plan import Plan


@pytest.mark.parametrize("place", ["plans", "regions", "networks"])
async def test_they_are_chosen_on_the_page_and_stand_there(here: Making, emil: Browser, place: str) -> None:
    id = {"plans": here.place.plan, "regions": here.place.region, "networks": here.place.network}[place]
    address, page = f"/{place}/{id}", f"/{place}/{id}/edit" if place == "plans" else f"/{place}/{id}"
    who = here.cast.emil.participant
    assert f'<option value="{who.id}">Emil</option>' in (await emil.get(page)).text
    answer = await emil.form(f"{address}/contacts", {"contact": who.id, "deputy": "", "next": page})
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    assert f'<option value="{who.id}" selected>Emil</option>' in (await emil.get(page)).text
    assert "Kontakt: Emil" in (await emil.get(address)).text


async def test_somebody_from_elsewhere_is_refused_at_the_field(here: Making, anna: Browser) -> None:
    sent = {"contact": here.cast.frida.participant.id}
    answer = await anna.post(f"/plans/{here.place.plan}/contacts", sent)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["contact"])


async def test_whoever_signs_in_with_the_address_of_a_plan_file_becomes_its_contact(
    site: Site, here: Making, nobody: Browser, guel: Browser
) -> None:
    def given(session) -> None:
        session.get_one(Plan, here.place.plan).deputy = "Bernd@example.org"

    site.cast.database.write_now(given)
    address = f"/plans/{here.place.plan}"
    before = (await guel.get(f"{address}.json")).json()
    assert before["deputy"] == ""
    assert (await nobody.form(f"/sign-in/{new_link(site)}", {})).status_code == 303
    after = (await guel.get(f"{address}.json")).json()
    assert (after["deputy"], after["rev"]) == ("Bernd", before["rev"] + 1)
    assert "Vertretung: Bernd" in (await guel.get(address)).text
