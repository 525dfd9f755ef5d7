"""The way out where the server has no push handle: uvicorn as it comes."""

from collections.abc import AsyncIterator

import pytest
from uvicorn import Config

from tests.live.world import World
from tests.waiting import until
from tracker.live.queued import MOST_WAITING, QueuedPush

BIG = "x" * 4096


@pytest.fixture
async def plain_world() -> AsyncIterator[World]:
    made = World()
    config = Config(made.app, ws="websockets-sansio", ws_per_message_deflate=False, log_config=None)
    async with made.served(config) as served:
        yield served


async def test_all_works_without_the_push_handle(plain_world: World) -> None:
    page = plain_world.page()
    plain_world.change("a")
    clients = [await plain_world.greeted("anna", page) for _ in range(5)]
    plain_world.change("b")
    for client in clients:
        assert [(await client.hear())["rev"] for _ in range(2)] == [1, 2]
    await clients[0].say(t="ping")
    assert (await clients[0].hear())["t"] == "pong"
    plain_world.hub.rights_changed("m:anna")
    assert [await client.closed() for client in clients] == [4409] * 5


async def test_a_slow_client_gets_one_resync_and_disturbs_nobody(plain_world: World) -> None:
    slow = await plain_world.greeted("anna", small=True)
    (listener,) = plain_world.hub.listeners
    push = listener.push
    assert isinstance(push, QueuedPush)
    reader = await plain_world.greeted()
    rev = 0
    while not push.stalled:
        rev = plain_world.change(title=BIG)
        assert (await reader.hear())["rev"] == rev
    assert len(push._waiting) <= MOST_WAITING
    for _ in range(20):
        rev = plain_world.change(title=BIG)
        assert (await reader.hear())["rev"] == rev
    stale = 0
    while (message := await slow.hear())["t"] == "delta":
        assert message["frm"] == stale
        stale = message["rev"]
    assert message == {"t": "resync"}
    plain_world.change()
    assert (await slow.hear())["frm"] == rev


async def test_a_client_that_never_reads_is_left_alone_after_a_while(plain_world: World) -> None:
    await plain_world.greeted("anna", small=True)
    (listener,) = plain_world.hub.listeners
    push = listener.push
    assert isinstance(push, QueuedPush)
    push._patience = 0.3
    reader = await plain_world.greeted()
    while not push.stalled:
        plain_world.change(title=BIG)
        await reader.hear()
    await until(lambda: push._parted, what="it to be given up")
    assert not push._waiting
