"""The contract with the pinned uvicorn: the fast path is active, and what it overrides is still there."""

import asyncio
import socket
from collections.abc import AsyncIterator
from importlib.metadata import version
from types import FunctionType
from typing import ClassVar

import pytest
from uvicorn._types import ASGISendEvent
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

from tests.live.client import Client
from tests.live.door import PLAN
from tests.live.world import World
from tests.waiting import until
from tracker.live.goodbyes import Code
from tracker.live.wire import BUFFER, LOW_WATER, PatientHttp, PushProtocol
from tracker.serving import server_config

OVERRIDDEN = {
    "handle_connect",
    "send",
    "handle_close",
    "handle_parser_exception",
    "keepalive_timeout",
    "shutdown",
    "connection_lost",
    "pause_writing",
    "resume_writing",
    "handle_ping",
    "handle_pong",
    "handle_cont",
}
ADDED = {"stalled", "join", "leave", "tell", "part", "abort"}


def methods(of: type) -> set[str]:
    return {name for name, found in vars(of).items() if isinstance(found, FunctionType | property)}


def only_push(world: World) -> PushProtocol:
    (listener,) = world.hub.listeners
    assert isinstance(listener.push, PushProtocol)
    return listener.push


async def member(world: World) -> Client:
    """A client that has had its first change: from then on it is written to directly."""
    client = await world.greeted()
    world.change()
    await client.hear("delta")
    return client


def test_uvicorn_is_the_minor_version_this_was_written_for() -> None:
    assert version("uvicorn").startswith("0.54.")


def test_every_method_we_override_exists_in_uvicorn() -> None:
    ours = {name for name in methods(PushProtocol) if not name.startswith("_")}
    assert ours == OVERRIDDEN | ADDED
    assert methods(WebSocketsSansIOProtocol) >= OVERRIDDEN
    assert not methods(WebSocketsSansIOProtocol) & ADDED
    assert methods(H11Protocol) >= {"connection_made", "data_received", "connection_lost"}


async def test_what_we_read_of_uvicorn_is_there(world: World) -> None:
    await world.greeted()
    push = only_push(world)
    assert push.writable.is_set()
    assert (push.close_sent, push.handshake_complete) == (False, True)
    http = PatientHttp(push.config, world.server.server_state, {}, push.loop)
    assert http.timeout_keep_alive_task is None
    assert http.conn.their_state is not None


async def test_the_fast_path_is_active(world: World) -> None:
    await member(world)
    push = only_push(world)
    (pool,) = world.hub.audiences[PLAN].pools.values()
    assert pool.members == {push: push.transport.write}


async def test_buffers_are_bounded_in_the_kernel_and_above_it(world: World) -> None:
    await world.greeted()
    transport = only_push(world).transport
    kernel = transport.get_extra_info("socket").getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)
    assert kernel == 2 * BUFFER  # Linux doubles what it is given
    assert transport.get_write_buffer_limits() == (LOW_WATER, BUFFER)


async def test_compression_is_declined(world: World) -> None:
    client = await world.greeted(compression="deflate")
    assert client.connection.protocol.extensions == []
    assert client.connection.response is not None
    assert "Sec-WebSocket-Extensions" not in client.connection.response.headers


async def test_a_message_over_4_kib_is_not_even_read(world: World) -> None:
    client = await world.greeted()
    await client.connection.send("x" * 5000)
    assert await client.closed() == 1009
    await until(lambda: not world.hub.listeners, what="it to be gone")


async def test_a_flood_of_pings_is_cut_off(world: World) -> None:
    client, other = await world.greeted(), await world.greeted()
    for _ in range(200):
        await client.connection.ping()
    await until(lambda: len(world.hub.listeners) == 1, what="it to be gone")
    assert await client.closed() == 1006
    world.change()
    assert (await other.hear())["rev"] == 1


async def test_ordinary_pings_are_answered(world: World) -> None:
    client = await world.greeted()
    for _ in range(20):
        await asyncio.wait_for(await client.connection.ping(), 5)


async def test_an_endless_message_of_tiny_fragments_is_cut_off(world: World) -> None:
    client = await world.greeted()
    await client.connection.send("" for _ in range(200))
    await until(lambda: not world.hub.listeners, what="it to be gone")
    assert await client.closed() == 1006


async def test_it_leaves_its_pools_before_our_close_frame(world: World) -> None:
    client = await member(world)
    push = only_push(world)
    (pool,) = world.hub.audiences[PLAN].pools.values()
    (listener,) = world.hub.listeners
    listener.dismiss(Code.RIGHTS_CHANGED)
    assert not pool.members
    push.join(pool)
    push.tell(b"never written")
    assert not pool.members
    assert await client.closed() == 4409


async def test_it_leaves_its_pools_when_the_ping_is_not_answered(world: World) -> None:
    client = await member(world)
    (pool,) = world.hub.audiences[PLAN].pools.values()
    only_push(world).keepalive_timeout()
    assert not pool.members
    assert await client.closed() == 1011


class Watched(PushProtocol):
    """Notes, after each way to an end, whether it was still in a pool then."""

    ends: ClassVar[list[tuple[str, bool]]] = []

    def handle_close(self, event: Frame) -> None:
        super().handle_close(event)
        self.note("peer")

    def handle_parser_exception(self) -> None:
        super().handle_parser_exception()
        self.note("breach")

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.note("cut")

    def shutdown(self) -> None:
        super().shutdown()
        self.note("shutdown")

    async def send(self, message: ASGISendEvent) -> None:
        await super().send(message)
        if message["type"] == "websocket.close":
            self.note("ours")

    def note(self, end: str) -> None:
        self.ends.append((end, bool(self._pools)))


@pytest.fixture
async def watched_world() -> AsyncIterator[World]:
    Watched.ends = []
    made = World()
    async with made.served(server_config(made.app, ws=Watched)) as served:
        yield served


async def test_it_has_left_its_pools_when_the_peer_closes(watched_world: World) -> None:
    client = await member(watched_world)
    await client.close()
    await until(lambda: len(Watched.ends) == 2, what="both ends")
    assert Watched.ends == [("peer", False), ("cut", False)]


async def test_it_has_left_its_pools_when_the_peer_breaks_the_protocol(watched_world: World) -> None:
    client = await member(watched_world)
    await client.connection.send("x" * 5000)
    assert await client.closed() == 1009
    assert Watched.ends[0] == ("breach", False)


async def test_it_has_left_its_pools_when_the_line_is_cut(watched_world: World) -> None:
    client = await member(watched_world)
    client.connection.transport.abort()
    await until(lambda: Watched.ends, what="the end")
    assert Watched.ends == [("cut", False)]


async def test_it_has_left_its_pools_at_shutdown(watched_world: World) -> None:
    client = await member(watched_world)
    watched_world.server.should_exit = True
    assert await client.closed() == 1012
    assert Watched.ends[0] == ("shutdown", False)


async def test_it_leaves_its_pools_when_the_app_closes_without_asking(watched_world: World) -> None:
    client = await member(watched_world)
    (listener,) = watched_world.hub.listeners
    await listener.websocket.close(4000)
    assert Watched.ends == [("ours", False)]
    assert await client.closed() == 4000
