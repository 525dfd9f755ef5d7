"""What one client may say and hold."""

import json
from typing import Any

import pytest

from tests.live.door import OWN_ORIGIN
from tests.live.world import World
from tests.waiting import until


@pytest.mark.parametrize(
    "said",
    [
        json.dumps({"t": "ping", "fill": "x" * 1024}),
        json.dumps({"t": "ping", "fill": "ä" * 600}, ensure_ascii=False),
        b'{"t":"ping"}',
        "",
        "ping",
        "[]",
        "null",
        "[" * 1000,
        '{"t":"subscribe"}',
        '{"t":"at"}',
        '{"t":"at","step":7}',
        '{"t":"at","step":"<script>"}',
        '{"t":["ping"]}',
    ],
    ids=lambda said: str(said)[:20],
)
async def test_a_message_we_do_not_know_is_a_breach(world: World, said: Any) -> None:
    client = await world.greeted()
    await client.connection.send(said)
    assert await client.closed() == 1008


async def test_a_message_of_a_kilobyte_is_heard(world: World) -> None:
    client = await world.greeted()
    room = 1024 - len(json.dumps({"t": "ping", "fill": ""}))
    await client.say(t="ping", fill="x" * room)
    assert (await client.hear())["t"] == "pong"


async def test_more_than_20_messages_at_once_are_a_breach(world: World) -> None:
    client = await world.greeted()
    for _ in range(30):
        await client.say(t="ping")
    assert await client.closed() == 1008
    assert sum('"pong"' in text for text in client.raw) == 20


async def test_a_browser_session_has_20_sockets(world: World) -> None:
    cookie: dict[str, Any] = {"headers": {"Cookie": "session=anna"}, "origin": OWN_ORIGIN}
    clients = [await world.greeted(**cookie) for _ in range(20)]
    assert await (await world.connect(**cookie)).closed() == 1008
    await clients[0].close()
    await until(lambda: world.socket.seats.taken["session of anna"] == 19, what="a seat")
    await world.greeted(**cookie)


async def test_a_token_has_more_than_20_sockets(world: World) -> None:
    for _ in range(25):
        await world.greeted("anna")
    assert world.socket.seats.taken == {"token of anna": 25}
