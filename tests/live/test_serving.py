"""How the server is set, how long it waits for a request, and how it says goodbye (tracker/serving.py)."""

import asyncio
import json
import os
import platform
import resource
import signal
import subprocess
import sys
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from tests.live.client import open_client
from tests.live.test_slow_clients import stall
from tests.live.world import ImpatientHttp, World
from tests.waiting import until
from tracker.live.wire import PatientHttp, PushProtocol
from tracker.serving import server_config

AGAIN = """
import resource, sys
from tracker.serving import tune_memory
if sys.argv[1] == "tuned":
    tune_memory()
def put_together():
    for _ in range(20):
        ("x" * 1_000_000 + "y").encode()
put_together()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
put_together()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
HEAD = b"GET /address HTTP/1.1\r\nHost: 127.0.0.1\r\n"


async def address(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.client.host if request.client else "")


@asynccontextmanager
async def raw_connection(world: World) -> AsyncIterator[tuple[StreamReader, StreamWriter]]:
    async with asyncio.timeout(5):
        reader, writer = await asyncio.open_connection("127.0.0.1", world.port)
        yield reader, writer
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def test_the_server_is_set_as_measured() -> None:
    config = server_config(World().app)
    assert (config.ws, config.http) == (PushProtocol, PatientHttp)
    assert (PushProtocol.patience, PatientHttp.patience) == (10, 10)
    assert (config.ws_ping_interval, config.ws_ping_timeout, config.ws_max_size) == (20, 20, 4096)
    assert config.ws_per_message_deflate is False
    assert (config.access_log, config.server_header, config.backlog) == (False, False, 2048)
    assert config.timeout_graceful_shutdown == 8


# A request head takes ten seconds at most (here half a second)


@pytest.mark.parametrize("sent", [b"", b"GET /add", HEAD], ids=["nothing", "half a line", "half a head"])
async def test_a_head_that_never_ends_is_hung_up_on(impatient_world: World, sent: bytes) -> None:
    async with raw_connection(impatient_world) as (reader, writer):
        writer.write(sent)
        assert await reader.read() == b""


async def test_a_head_that_trickles_is_hung_up_on(impatient_world: World) -> None:
    async with raw_connection(impatient_world) as (reader, writer):
        started = asyncio.get_running_loop().time()

        def trickle() -> bool:
            writer.write(b"x")
            return reader.at_eof() or bool(reader.exception())

        writer.write(b"GET /")
        await until(trickle, what="the line to go dead")
        assert asyncio.get_running_loop().time() - started < 8


async def test_the_second_head_of_a_connection_is_watched_too(impatient_world: World) -> None:
    impatient_world.app.add_route("/address", address)
    async with raw_connection(impatient_world) as (reader, writer):
        writer.write(HEAD + b"\r\n")
        assert b"200 OK" in await reader.readuntil(b"\r\n\r\n")
        assert await reader.readexactly(9) == b"127.0.0.1"
        writer.write(HEAD)
        assert await reader.read() == b""


async def test_a_request_that_takes_longer_than_its_head_may_is_answered(impatient_world: World) -> None:
    let_go = asyncio.Event()

    async def patient(request: Request) -> PlainTextResponse:
        await let_go.wait()
        return PlainTextResponse("done")

    impatient_world.app.add_route("/patient", patient)
    async with raw_connection(impatient_world) as (reader, writer):
        writer.write(b"GET /patient HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        asyncio.get_running_loop().call_later(2 * ImpatientHttp.patience, let_go.set)
        assert b"200 OK" in await reader.readuntil(b"\r\n\r\n")


async def test_a_socket_outlives_the_patience_for_its_head(impatient_world: World) -> None:
    client = await impatient_world.greeted()
    asyncio.get_running_loop().call_later(2 * ImpatientHttp.patience, impatient_world.change)
    assert (await client.hear())["rev"] == 1


# The client's address


@pytest.mark.parametrize(("trusted", "seen"), [((), b"127.0.0.1"), (("127.0.0.1",), b"203.0.113.9")])
async def test_a_forwarded_address_is_believed_from_our_proxy_only(
    trusted: tuple[str, ...], seen: bytes
) -> None:
    made = World()
    made.app.add_route("/address", address)
    config = server_config(made.app, trusted_proxies=trusted)
    async with made.served(config) as world, raw_connection(world) as (reader, writer):
        writer.write(HEAD + b"X-Forwarded-For: 203.0.113.9\r\nConnection: close\r\n\r\n")
        assert (await reader.read()).endswith(b"\r\n\r\n" + seen)


# Goodbye


async def test_everybody_hears_bye_before_the_socket_closes() -> None:
    async with World().served() as world:
        clients = [await world.greeted(who) for who in ("anna", "bernd", "anna")]
        world.server.should_exit = True
        for client in clients:
            assert await client.hear() == {"t": "bye", "in": 4500}
            assert await client.closed() == 1012
        await until(lambda: not world.hub.listeners, what="all to have left")


async def test_a_stalled_client_does_not_hold_the_server_up() -> None:
    async with World().served() as world:
        reader = await world.greeted()
        await world.connect("anna", small=True)
        await stall(world, reader)
        world.server.should_exit = True
        assert await reader.closed() == 1012
        await until(lambda: not world.server.server_state.connections, timeout=5, what="the end")


async def test_sigterm_ends_the_process_after_bye() -> None:
    root = Path(__file__).parents[2]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.live.served_alone", cwd=root, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(20):
            said = json.loads(await process.stdout.readline())
            client = await open_client(
                f"ws://127.0.0.1:{said['port']}/live?v=1&view=board", {"Authorization": "Bearer anna"}
            )
            assert (await client.receive())["t"] == "hello"
            process.send_signal(signal.SIGTERM)
            assert await client.hear() == {"t": "bye", "in": 4500}
            assert await client.closed() == 1012
            assert await process.wait() == -signal.SIGTERM
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert said["gc"] == [50_000, 20, 100]
    assert said["frozen"] > 1000
    assert said["files"] == [resource.getrlimit(resource.RLIMIT_NOFILE)[1]] * 2
    assert os.getpid() != process.pid


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library keeps memory in its own way")
def test_memory_in_which_a_page_was_put_together_is_kept_for_the_next() -> None:
    def pages_asked_for(how: str) -> int:
        done = subprocess.run([sys.executable, "-c", AGAIN, how], capture_output=True, check=True, text=True)
        return int(done.stdout)

    assert pages_asked_for("tuned") < 100 < pages_asked_for("as it is")
