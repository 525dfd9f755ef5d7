"""How somebody wants a page drawn, as their browser remembers it."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser


@pytest.mark.parametrize(
    ("cookie", "look"), [("look=dark", "dark"), ("look=light", "light"), ("look=neon", "auto"), ("", "auto")]
)
async def test_the_look_is_in_the_page_from_the_start(nobody: Browser, cookie: str, look: str) -> None:
    page = await nobody.get("/", Cookie=cookie)
    assert f'data-look="{look}"' in page.text


@pytest.mark.parametrize(
    ("folds", "is_open"),
    [("", True), ("{plan}-", False), ("other-.{plan}-", False), ("{plan}+.other-", True)],
)
async def test_what_was_folded_comes_folded(here: Making, anna: Browser, folds: str, is_open: bool) -> None:
    anna.client.cookies.set("folds", folds.format(plan=here.plan))
    page = (await anna.get(f"/plans/{here.plan}")).text
    assert (f'data-fold="{here.plan}" open>' in page) is is_open
