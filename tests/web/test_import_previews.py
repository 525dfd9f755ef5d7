"""How long a preview of an import is kept."""

from datetime import timedelta

from tests.web.making import Making
from tests.web.site import Browser, Site
from tests.web.test_imports import preview


async def test_given_up_it_is_gone(here: Making, bernd: Browser) -> None:
    address = await preview(bernd, f"/plans/{here.plan}")
    assert (await bernd.form(f"{address}/ending", {})).headers["location"] == f"/plans/{here.plan}"
    assert (await bernd.get(address)).status_code == 404


async def test_only_the_five_newest_previews_of_one_person_are_kept(
    here: Making, bernd: Browser, site: Site
) -> None:
    addresses = []
    for n in range(6):
        site.cast.clock.moment += timedelta(seconds=1)
        addresses.append(await preview(bernd, f"/plans/{here.plan}", f"Was\tWer\nEins\t{n}\n"))
    assert [(await bernd.get(address)).status_code for address in addresses] == [404] + [200] * 5


async def test_a_preview_lasts_a_day(here: Making, bernd: Browser, site: Site) -> None:
    address = await preview(bernd, f"/plans/{here.plan}")
    site.cast.clock.moment += timedelta(hours=23)
    assert (await bernd.get(address)).status_code == 200
    site.cast.clock.moment += timedelta(hours=2)
    assert (await bernd.get(address)).status_code == 404
    site.cast.clock.moment -= timedelta(hours=25)


async def test_lines_about_one_step_say_so_and_only_the_first_is_taken(here: Making, bernd: Browser) -> None:
    await bernd.post(f"/plans/{here.plan}/steps", {"title": "Straße fegen"})
    address = await preview(
        bernd, f"/plans/{here.plan}", "Was\tBemerkung\nStraße fegen\tA\nstrasse fegen\tB\n"
    )
    page = (await bernd.get(address)).text
    assert "Den meint schon Zeile 2." in page
    await bernd.post(f"{address}/adoption", {})
    step = next(one for one in (await bernd.plan(here.plan))["steps"] if one["title"] == "Straße fegen")
    assert step["text"] == "A"


async def test_a_deadline_that_is_past_is_said(here: Making, bernd: Browser) -> None:
    address = await preview(
        bernd, f"/plans/{here.plan}", "Was\tBis wann\nFegen\t1.2.2020\nKehren\t1.2.2099\n"
    )
    page = (await bernd.get(address)).text
    assert page.count("liegt schon zurück: Der Schritt wäre gleich überfällig.") == 1
    assert "„1.2.2020“ liegt schon zurück" in page
