"""How somebody wants a page drawn, as their browser remembers it."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser
from tracker.boards.fitting import MOST


@pytest.mark.parametrize(
    ("cookie", "look"), [("look=dark", "dark"), ("look=light", "light"), ("look=neon", "auto"), ("", "auto")]
)
async def test_the_look_is_in_the_page_from_the_start(nobody: Browser, cookie: str, look: str) -> None:
    page = await nobody.get("/", Cookie=cookie)
    assert f'data-look="{look}"' in page.text


@pytest.mark.parametrize(
    ("folds", "is_open"),
    [("{plan}-", False), ("other-.{plan}-", False), ("{plan}+.other-", True)],
)
async def test_what_was_folded_comes_folded(here: Making, anna: Browser, folds: str, is_open: bool) -> None:
    anna.client.cookies.set("folds", folds.format(plan=here.plan))
    page = (await anna.get(f"/plans/{here.plan}")).text
    assert (f'data-fold="{here.plan}" open>' in page) is is_open


async def test_at_the_first_visit_it_is_open_where_it_leaves_room_for_steps(
    here: Making, anna: Browser
) -> None:
    made = await anna.post(f"/regions/{here.place.region}/plans", {"title": "Wenig zu sagen"})
    plan = made.json()["made"]
    assert f'data-fold="{plan}" open>' in (await anna.get(f"/plans/{plan}")).text
    for n in range(MOST):
        await anna.post(f"/plans/{plan}/notes", {"kind": "idea", "text": f"Idee {n}"})
    assert f'data-fold="{plan}">' in (await anna.get(f"/plans/{plan}")).text
