"""The page of a network."""

from tests.web.making import Making
from tests.web.site import Browser


async def test_a_coordinator_sees_regions_and_members(here: Making, emil: Browser) -> None:
    page = (await emil.get(f"/networks/{here.place.network}")).text
    assert f'href="/regions/{here.place.region}"' in page
    assert "emil@example.org" in page
    assert f'action="/networks/{here.place.network}/memberships"' in page


async def test_members_of_a_region_do_not_see_the_network_as_a_whole(here: Making, anna: Browser) -> None:
    assert (await anna.get(f"/networks/{here.place.network}")).status_code == 404
