"""What is not mine takes as long as what is not there (P2)."""

import statistics
import time

import pytest

from tests.web.making import Making
from tests.web.site import Browser, Site


@pytest.mark.long
@pytest.mark.timeout(600)  # six hundred answers on a busy machine
@pytest.mark.parametrize("noun", ["", ".json", "/changes?since=0&epoch=x", "/notes"])
async def test_nobody_can_tell_by_the_time(site: Site, here: Making, noun: str) -> None:
    nowhere = here.nowhere()
    async with site.browser(site.cast.clara) as clara:
        ratios = [
            await ratio(clara, f"/plans/{here.plan}{noun}", f"/plans/{nowhere.plan}{noun}") for _ in range(3)
        ]
    assert min(abs(ratio - 1) for ratio in ratios) < 0.1, ratios


async def ratio(browser: Browser, one: str, other: str) -> float:
    """How the medians of 100 alternating requests each compare."""
    took: dict[str, list[float]] = {one: [], other: []}
    for _ in range(100):
        for path in (one, other):
            start = time.perf_counter()
            if path.endswith("/notes"):
                answer = await browser.post(path, {"kind": "idea", "text": "Eine Idee"})
            else:
                answer = await browser.get(path)
            took[path].append(time.perf_counter() - start)
            assert answer.status_code == 404
    return statistics.median(took[one]) / statistics.median(took[other])
