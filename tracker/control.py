"""Commands beside a running server: it takes requests at a Unix socket that only its own user may connect to.

One JSON line goes each way: {"name", "arguments"}, and then {"value"} or {"failed": one sentence}. Between them come
{"at": [part, n, of]} while it takes long; whoever sends {"stop": true}, or goes, has stopped it.
"""

import asyncio
import contextlib
import json
import logging
import os
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from tracker.domain.work import Progress, Work
from tracker.lock import Busy, Lock, address_for, forget, tries

LARGEST_LINE = 32 * 1024 * 1024  # bytes; four import files of the largest size, as base64
PATIENCE = 10.0  # seconds until a request has come
LONGEST_COMMAND = 300.0  # seconds until whoever asked gives up; the largest import takes six

LOCALE = "en"  # of the command line
LOOK = 0.2  # seconds between two looks at how far it is

Operate = Callable[[str, Mapping[str, Any], Work], Any]


class Failed(Exception):
    """One sentence for whoever typed the command."""


def carry_out(
    files: Sequence[Path],
    name: str,
    arguments: Mapping[str, Any],
    operate_here: Operate,
    work: Work | None = None,
) -> Any:
    """Let the running server operate, or do it here, under the lock, when none runs. `work` is told and stops either.

    Raises Failed.
    """
    work = work or Work()
    for _ in tries():
        try:
            with Lock(files):
                return operate_here(name, arguments, work)
        except Busy as busy:
            if not busy.address:
                continue
            with contextlib.suppress(FileNotFoundError, ConnectionRefusedError), _connected(busy) as there:
                return _answer_of(there, {"name": name, "arguments": arguments}, work)
    raise Failed(
        f"Another process uses {files[0].parent} and takes no requests; try again when it has ended."
    )


@asynccontextmanager
async def taking_requests(lock: Lock, operate: Operate) -> AsyncIterator[None]:
    """Answer requests while this lasts. `operate` runs in a thread and may raise Failed."""
    address = address_for(lock.folder)
    takers: set[asyncio.Task[None]] = set()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if task := asyncio.current_task():
            takers.add(task)
            task.add_done_callback(takers.discard)
        with contextlib.suppress(ConnectionError), contextlib.closing(writer):
            await _take(reader, writer, operate)

    server = await asyncio.start_unix_server(take, sock=_bound(address), limit=LARGEST_LINE)
    lock.tell(address)
    try:
        yield
    finally:
        lock.tell("")
        server.close()
        if takers:
            await asyncio.wait(takers, timeout=1)
        forget(address)


async def _take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, operate: Operate) -> None:
    try:
        line = await asyncio.wait_for(reader.readline(), PATIENCE)
    except (ValueError, TimeoutError):
        writer.write(_line({"failed": "The request is too large, or its end did not come."}))
        return await writer.drain()
    work, told = Work(), Progress()
    stopping = asyncio.create_task(_stop_when_told(reader, work))
    operating = asyncio.create_task(asyncio.to_thread(_operated, line, operate, work))
    try:
        while not (await asyncio.wait([operating], timeout=LOOK))[0]:
            if work.progress != told:
                told = work.progress
                writer.write(_line({"at": [told.part, told.n, told.of]}))
        writer.write(operating.result())
        await writer.drain()
    finally:
        stopping.cancel()


async def _stop_when_told(reader: asyncio.StreamReader, work: Work) -> None:
    with contextlib.suppress(ConnectionError, ValueError):
        await reader.readline()
    work.stop()


def _operated(line: bytes, operate: Operate, work: Work) -> bytes:
    try:
        request = json.loads(line)
        return _line({"value": operate(request["name"], request["arguments"], work)})
    except Failed as failed:
        return _line({"failed": str(failed)})
    except Exception:
        logging.getLogger("tracker").exception("a request through the control socket failed")
        return _line({"failed": "Something went wrong in the server; its log says what."})


def _answer_of(there: socket.socket, request: Mapping[str, Any], work: Work) -> Any:
    line = _line(request)
    if len(line) > LARGEST_LINE:
        raise Failed(f"This is too much at once: {LARGEST_LINE // 1024 // 1024} MiB at most.")
    try:
        there.sendall(line)
        with work.ended_by(lambda: there.sendall(_line({"stop": True}))), there.makefile("rb") as answers:
            while "at" in (answer := json.loads(answers.readline(LARGEST_LINE))):
                work.tell(Progress(*answer["at"]))
    except (OSError, ValueError):
        raise Failed("The server ended before it answered; look whether it was done.") from None
    if "failed" in answer:
        raise Failed(answer["failed"])
    return answer["value"]


@contextmanager
def _connected(busy: Busy) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX) as there:
        there.settimeout(LONGEST_COMMAND)
        there.connect(busy.address)
        yield there


def _line(message: Mapping[str, Any]) -> bytes:
    return json.dumps(message).encode() + b"\n"


def _bound(address: str) -> socket.socket:
    there = socket.socket(socket.AF_UNIX)
    before = os.umask(0o177)  # nobody else may connect, not even between bind and chmod
    try:
        there.bind(address)
    finally:
        os.umask(before)
    return there
