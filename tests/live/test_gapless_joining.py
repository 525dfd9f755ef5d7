"""Whoever joins while others change things misses nothing and hears nothing twice."""

import asyncio
import random
from typing import Any

import pytest

from tests.live.door import PLAN
from tests.live.world import World
from tests.waiting import until


class Page:
    """A page by the client's rule, which never pulls: a gap is an error."""

    def __init__(self, rev: int, steps: dict[str, int]) -> None:
        self.rev = rev
        self.steps = steps

    def apply(self, delta: dict[str, Any]) -> None:
        assert delta["t"] == "delta", delta
        assert delta["frm"] <= self.rev, f"a gap between {self.rev} and {delta['frm']}"
        assert delta["rev"] > self.rev, "told twice"
        for op in delta["ops"]:
            self.steps[op["id"]] = max(op["rev"], self.steps.get(op["id"], 0))
        self.rev = delta["rev"]


async def follow(world: World, pages: random.Random, last: int) -> tuple[Page, int]:
    """Join somewhere in the middle with a page that may be a little old; follow to the end."""
    feed = world.boards.feeds[PLAN]
    rev = max(0, feed.rev - pages.choice([0, 0, 1, 5]))
    page = Page(rev, {})
    client = await world.connect("anna", f"{PLAN}@{rev}.{feed.epoch}")
    hello = await client.hear("hello")
    assert hello["feeds"][0]["rev"] >= rev
    heard = 0
    while page.rev < last:
        page.apply(await client.hear())
        heard += 1
    await client.close()
    return page, heard


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("interval", [0, 0.002])
async def test_joining_under_changes_leaves_no_gap(seed: int, interval: float) -> None:
    chance = random.Random(seed)  # noqa: S311
    async with World(interval=interval).served() as world:
        last = 120
        following: list[asyncio.Task[tuple[Page, int]]] = []
        while world.boards.feeds[PLAN].rev < last:
            if chance.random() < 0.15:
                following.append(asyncio.create_task(follow(world, chance, last)))
            await change_as_the_database_does(world, chance, last)
        for page, _ in await asyncio.gather(*following):
            truth = {step: rev for step, (rev, _) in world.boards.feeds[PLAN].steps.items()}
            assert page.rev == last
            assert all(truth[step] == rev for step, rev in page.steps.items())


async def change_as_the_database_does(world: World, chance: random.Random, last: int) -> None:
    """Commit in a thread, then tell in the loop: in between, others read what nobody has heard of yet."""
    room = last - world.boards.feeds[PLAN].rev
    count = min(room, chance.choice([1, 1, 1, 3]))
    revs = await asyncio.to_thread(
        lambda: [world.boards.change(PLAN, f"s{chance.randrange(8)}") for _ in range(count)]
    )
    for rev in revs:
        world.hub.publish(PLAN, rev)


async def test_nothing_is_told_twice_to_one_that_joins_between_commit_and_telling(world: World) -> None:
    world.boards.gate.clear()
    client = await world.connect()
    world.change("a")  # while its backlog is being read
    world.boards.gate.set()
    await client.hear("hello")
    world.change("b")
    assert [(await client.hear())["rev"] for _ in range(2)] == [1, 2]


async def test_a_change_told_while_the_first_backlog_is_on_its_way_is_not_lost(world: World) -> None:
    world.boards.way_back.clear()
    client = await world.connect()
    await until(lambda: world.boards.reads, what="the backlog to be read")
    world.change()
    await until(lambda: world.hub.audiences[PLAN]._pulse._task is None, what="the hub to be idle")
    world.boards.way_back.set()
    assert (await client.hear("hello"))["feeds"][0]["rev"] == 0
    assert (await client.hear())["rev"] == 1
