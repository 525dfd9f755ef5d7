"""The ways to look at a plan: the same on each of its pages, and where one is stands out."""

import re

import pytest

from tests.web.making import Making
from tests.web.site import Browser

PAGES = (
    *("", "/timeline", "/meetings", "/history", "/edit", "/progress", "/print", "/calendar", "/links"),
    "/trash",
)
NAV = re.compile(r'<nav class="views".*?</nav>', re.DOTALL)


def nav_of(page: str) -> str:
    found = NAV.search(page)
    assert found is not None
    return found[0]


@pytest.mark.parametrize("way", PAGES)
async def test_each_page_leads_to_all_others_and_marks_itself(anna: Browser, here: Making, way: str) -> None:
    page = (await anna.get(f"/plans/{here.plan}{way}")).text
    nav = nav_of(page)
    ways = re.findall(r'href="/plans/[a-z0-9]+(/[a-z]+)?"', nav)
    assert set(ways) == {*PAGES, "/beamer", "/imports"}
    current = re.findall(r'<a[^>]*href="/plans/[a-z0-9]+(/[a-z]+)?" aria-current="page"', nav)
    assert current == [way]


async def test_a_meeting_stands_under_meetings(anna: Browser, here: Making) -> None:
    meeting = (await anna.post(f"/plans/{here.plan}/meetings", {"words": "4. Mai 2027"})).json()["made"]
    nav = nav_of((await anna.get(f"/plans/{here.plan}/meetings/{meeting}")).text)
    assert f'href="/plans/{here.plan}/meetings" aria-current="page"' in nav
