"""A plan with very many parties and themes is edited some at a time, without script."""

import pytest

from tests.cast import TODAY
from tests.markup import Markup
from tests.sample_large import a_large_plan
from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.web.edit_names import AT_ONCE

NAMES = 2 * AT_ONCE + 7


@pytest.fixture(scope="module")
def large(site: Site) -> str:
    """The address of a plan with many names, as they came: first those of its owners."""
    place = site.cast.nrw
    made = a_large_plan(site.cast.database, place.region, 2, TODAY, TODAY.date(), names=NAMES)
    return f"/plans/{made}"


def inside(html: str, kind: str, tag: str) -> list[dict[str, str]]:
    """The attributes of these elements in the part of the page for names of that kind."""
    part = "edit-parties" if kind == "party" else "edit-themes"
    return [
        one.attributes
        for one in Markup(html).tagged(tag)
        if any(outer.attributes.get("aria-labelledby") == part for outer in one.within)
    ]


def fields(html: str, kind: str) -> list[str]:
    """The names in the fields of the page."""
    inputs = inside(html, kind, "input")
    return [one["value"] for one in inputs if one["name"] == "name" and one["id"] != f"{kind}-name"]


def way(html: str, rel: str, kind: str) -> str:
    """The address of more, empty when there is none."""
    found = [one["href"] for one in inside(html, kind, "a") if one.get("rel") == rel]
    return found[0].partition("#")[0] if found else ""


@pytest.mark.parametrize(("kind", "first"), [("party", 2), ("theme", 1)])
async def test_all_of_them_are_reached_page_by_page_and_back(
    large: str, anna: Browser, kind: str, first: int
) -> None:
    addresses, seen = [f"{large}/edit"], []
    while addresses[-1]:
        page = (await anna.get(addresses[-1])).text
        shown = fields(page, kind)
        assert 0 < len(shown) <= AT_ONCE
        seen += shown
        addresses.append(way(page, "next", kind))
    assert len(seen) == len(set(seen)) == NAMES + first
    assert len(addresses) == 4
    back = way((await anna.get(addresses[2])).text, "prev", kind)
    assert fields((await anna.get(back)).text, kind) == seen[AT_ONCE : 2 * AT_ONCE]


@pytest.mark.parametrize("typed", ["baeckerei+nr77x", "bäcker+77", "NR77X"])
async def test_one_is_found_by_words_in_any_spelling(large: str, anna: Browser, typed: str) -> None:
    page = (await anna.get(f"{large}/edit?party={typed}")).text
    assert fields(page, "party") == ["Bäckerei nr77x"]
    assert len(fields(page, "theme")) == AT_ONCE
    nothing = (await anna.get(f"{large}/edit?party=gibtesnicht&party_from=9999999")).text
    assert fields(nothing, "party") == []
    assert "Kein Name passt zu „gibtesnicht“." in nothing


async def test_whoever_renames_one_comes_back_to_where_it_stood_and_a_refused_one_stands_there(
    large: str, anna: Browser
) -> None:
    place = f"{large}/edit?theme=nr99x"
    page = (await anna.get(place)).text
    [form, _] = [one["action"] for one in inside(page, "theme", "form") if "/themes/" in one["action"]]
    theme = form.rpartition("/")[2]
    backs = {one["value"] for one in inside(page, "theme", "input") if one["name"] == "next"}
    assert backs == {place}
    kept = {"name": "Handel nr99x", "next": place}
    answer = await anna.form(form, kept)
    assert (answer.status_code, answer.headers["location"]) == (303, place)
    refused = await anna.form(form, {"name": " ", "_key": f"{'k' * 20}-theme-{theme}"})
    assert refused.status_code == 422
    assert len(fields(refused.text, "theme")) == AT_ONCE + 1
    assert 'aria-invalid="true"' in refused.text


async def test_few_names_stand_there_without_a_way_to_look_for_them(here: Making, anna: Browser) -> None:
    page = (await anna.get(f"/plans/{here.plan}/edit")).text
    assert 'id="party-words"' not in page
    assert "party_from" not in page
    assert len(fields(page, "party")) == len((await anna.plan(here.plan))["parties"])
