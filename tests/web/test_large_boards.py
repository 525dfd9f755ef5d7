"""Boards of thousands of steps through the front door: sent while they are drawn, narrowed, kept."""

import re

import pytest

from tests.cast import TODAY
from tests.sample_large import a_large_plan
from tests.web.site import Browser, Site
from tracker.boards.whole import LARGE, PIECE

STEPS = LARGE + PIECE // 2
CARD = '<li class="step" id='


@pytest.fixture
def large(site: Site) -> str:
    """The address of a large plan whose board nobody has seen."""
    place = site.cast.nrw
    return "/plans/" + a_large_plan(site.cast.database, place.region, STEPS, TODAY, TODAY.date())


def without_keys(html: str) -> str:
    return re.sub(r'"[0-9a-z]{20}-', '"', html)


async def test_it_is_the_same_whether_sent_while_it_is_drawn_or_kept_packed_or_plain(
    large: str, anna: Browser
) -> None:
    packed = await anna.get(large)
    plain = await anna.get(large + "?", **{"Accept-Encoding": "identity", "Accept-Language": "en"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-length" not in packed.headers
    kept = await anna.get(large)
    assert int(kept.headers["content-length"])
    assert without_keys(packed.text) == without_keys(kept.text) == without_keys(plain.text)
    assert packed.text.count(CARD) == STEPS
    assert packed.text.endswith("</html>")
    for name in ("link", "vary", "content-type", "cache-control", "content-security-policy"):
        assert packed.headers[name] == kept.headers[name]


async def test_plain_it_is_sent_while_it_is_drawn_too(large: str, anna: Browser) -> None:
    plain = await anna.get(large, **{"Accept-Encoding": "identity"})
    assert not {"content-length", "content-encoding"} & plain.headers.keys()
    assert plain.text.count(CARD) == STEPS


async def test_narrowed_by_its_address_it_is_drawn_whole_before(large: str, anna: Browser) -> None:
    narrowed = (await anna.get(large + "?words=nr17x+%26")).text
    assert narrowed.count('<li class="step" hidden id=') == STEPS - 1
