"""What is committed is told: to all, once, in order."""

import asyncio
import json

import pytest

from tests.live.client import Client
from tests.live.door import OTHER_PLAN, PLAN
from tests.live.world import World
from tests.waiting import until


def deltas(client: Client) -> list[str]:
    return [text for text in client.raw if '"delta"' in text]


async def test_all_get_identical_bytes_in_order(world: World) -> None:
    clients = [await world.greeted() for _ in range(60)]
    for _ in range(20):
        world.change()
        await clients[0].hear("delta")
    for client in clients[1:]:
        while (await client.hear("delta"))["rev"] < 20:
            pass
    chain = [(delta["frm"], delta["rev"]) for delta in map(json.loads, deltas(clients[0]))]
    assert chain == [(rev - 1, rev) for rev in range(1, 21)]
    assert all(deltas(client) == deltas(clients[0]) for client in clients)


async def test_each_view_and_locale_is_rendered_once(world: World) -> None:
    for who, view in [("anna", "board"), ("guel", "board"), ("bernd", "board"), ("anna", "row")] * 3:
        await world.greeted(who, view=view)
    world.boards.renders = 0
    world.change()
    await until(lambda: world.boards.renders == 3, what="three renders")
    await until(lambda: world.hub.audiences[PLAN]._pulse._task is None, what="the hub to be idle")
    assert world.boards.renders == 3


async def test_another_feed_hears_nothing(world: World) -> None:
    clara = await world.greeted("clara", world.page(OTHER_PLAN))
    anna = await world.greeted("anna")
    world.change()
    await anna.hear("delta")
    world.change(feed=OTHER_PLAN)
    assert (await clara.hear())["feed"] == OTHER_PLAN


async def test_a_burst_is_merged_and_the_first_change_goes_at_once() -> None:
    async with World(interval=1.0).served() as world:
        client = await world.greeted()
        started = asyncio.get_running_loop().time()
        world.change("first")
        assert (await client.hear())["rev"] == 1
        assert asyncio.get_running_loop().time() - started < 0.9
        for number in range(50):
            world.change(f"s{number % 5}")
        merged = await client.hear()
        assert (merged["frm"], merged["rev"], len(merged["ops"])) == (1, 51, 5)
        assert asyncio.get_running_loop().time() - started >= 1.0


async def test_without_an_interval_each_publish_goes_as_soon_as_the_former_is_out(world: World) -> None:
    client = await world.greeted()
    for rev in range(1, 6):
        world.change()
        assert (await client.hear())["rev"] == rev


async def test_a_broken_template_silences_nobody(world: World, caplog: pytest.LogCaptureFixture) -> None:
    client = await world.greeted()
    world.boards.fail = True
    world.change()
    assert await client.hear() == {"t": "resync"}
    assert "the template is broken" in caplog.text
    assert len(caplog.records) == 1
    world.boards.fail = False
    world.change()
    delta = await client.hear()
    assert (delta["frm"], delta["rev"]) == (1, 2)


async def test_more_than_a_delta_can_say_is_told_as_resync(world: World) -> None:
    client = await world.greeted()
    for number in range(201):
        world.boards.change(PLAN, f"s{number}")
    world.hub.publish(PLAN, 201)
    assert await client.hear() == {"t": "resync"}
    world.change()
    delta = await client.hear()
    assert (delta["frm"], delta["rev"]) == (201, 202)


async def test_lost_hints_leave_no_gap(world: World) -> None:
    client = await world.greeted()
    for _ in range(3):
        world.boards.change(PLAN)
    world.change()
    delta = await client.hear()
    assert (delta["frm"], delta["rev"]) == (0, 4)
