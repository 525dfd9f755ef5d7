"""Large answers are worked out beside the loop: in no turn does it work as long as that takes in one piece.

Counted is the processor time of the loop's own thread, so that a busy machine changes nothing.
"""

import asyncio
import gc
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from tests.cast import TODAY
from tests.sample_large import a_large_plan
from tests.web.site import Browser, Site
from tracker.boards.drawing import Drawing
from tracker.boards.whole import whole_board
from tracker.rendering import Rendering
from tracker.static_files import StaticFiles

STEPS = 3_000


@pytest.fixture(scope="module")
def large(site: Site) -> str:
    """The id of a large plan."""
    return a_large_plan(site.cast.database, site.cast.nrw.region, STEPS, TODAY, TODAY.date())


@dataclass
class Turns:
    """Seconds of processor time."""

    longest: float = 0.0
    count: int = 0


@contextmanager
def watched_turns() -> Iterator[Turns]:
    """What the turns of this loop cost meanwhile, in which server and client work."""
    loop, turns = asyncio.get_running_loop(), Turns()
    before, over = 0.0, False

    def look() -> None:
        nonlocal before
        now = time.thread_time()
        turns.longest, turns.count, before = max(turns.longest, now - before), turns.count + 1, now
        if not over:
            loop.call_soon(look)

    gc.collect()
    gc.disable()  # it would look at all that this process holds, in some turn or other
    before = time.thread_time()
    loop.call_soon(look)
    try:
        yield turns
    finally:
        over = True
        gc.enable()


async def answered(who: Browser, path: str) -> tuple[bytes, Turns]:
    """The body as it comes, and what the loop did meanwhile."""
    with watched_turns() as turns:
        async with who.client.stream("GET", path, headers={"Accept-Encoding": "identity"}) as answer:
            assert answer.status_code == 200
            pieces = [piece async for piece in answer.aiter_raw(65_536)]
    return b"".join(pieces), turns


def cost(work: Callable[[], object]) -> float:
    """Seconds of processor time in one piece, at best."""
    times = []
    for _ in range(3):
        start = time.thread_time()
        work()
        times.append(time.thread_time() - start)
    return min(times)


async def test_a_plan_as_json_is_encoded_beside_the_loop(large: str, anna: Browser) -> None:
    await anna.plan(large)  # the process apart is there
    body, turns = await answered(anna, f"/plans/{large}.json")
    plan = json.loads(body)
    assert len(plan["steps"]) == STEPS
    limit = cost(lambda: json.dumps(plan, ensure_ascii=False, separators=(",", ":")).encode())
    assert turns.longest < limit / 2


async def test_a_board_is_drawn_beside_the_loop(large: str, anna: Browser, site: Site) -> None:
    await anna.get(f"/plans/{site.cast.nrw.plan}")  # templates are read
    body, turns = await answered(anna, f"/plans/{large}")
    assert body.count(b'<li class="step" id=') == STEPS
    database, rendering = site.cast.database, Rendering(StaticFiles())
    given = (large, "de", TODAY.date())
    limit = cost(lambda: database.read_now(whole_board, Drawing(rendering), *given))
    assert turns.longest < limit / 4
