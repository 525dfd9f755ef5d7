"""One installation from start to end: its database, application, control socket and server."""

import asyncio
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from tracker.app import make_app
from tracker.clock import Clock
from tracker.commands.erased_again import settle
from tracker.control import Failed, taking_requests
from tracker.lock import Busy, Lock, lock_files, lock_to_serve
from tracker.operations import Installation, sentences
from tracker.serving import serve
from tracker.settings import Settings
from tracker.store.database import Database
from tracker.store.engines import is_sqlite
from tracker.store.migrating import upgrade

BACKLOG = 2048  # connections that may wait: everybody comes back at once after a restart


def listen(host: str, port: int) -> socket.socket:
    """A socket on host and port (0: any free one). Raises Failed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=BACKLOG)
        # inherited by every connection; asyncio sets it only where it made the socket itself. Without it a short
        # answer on a connection that is kept waits for the client's delayed ACK: 44 ms instead of 1, measured.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except (OSError, OverflowError) as error:
        raise Failed(f"Port {port} of {host} cannot be used: {error}.") from None


@contextmanager
def alone(settings: Settings) -> Iterator[Lock]:
    """The lock of the installation's folder, its database up to date. Raises Failed."""
    try:
        lock = lock_to_serve(lock_files(settings))
    except Busy as busy:
        raise Failed(_busy_sentence(settings, busy)) from None
    with lock:
        with sentences():
            upgrade(settings.database_url)
        yield lock


def run(
    settings: Settings, lock: Lock, listening: socket.socket, started: Callable[[], None] = lambda: None
) -> None:
    """Serve until SIGTERM or SIGINT, then raise SystemExit(0) when all is put away.

    `started` is called when the port answers.
    """
    end_on_signals()
    clock = Clock()
    database = Database(settings.database_url, clock.both)
    try:
        settle(database, settings.data_dir, clock.now())
        asyncio.run(_serve(Installation(settings, database, clock), lock, listening, started))
    finally:
        database.close()


def end_on_signals() -> None:
    """From now on SIGTERM and SIGINT raise SystemExit(0), so that everything is put away."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)


async def _serve(
    here: Installation, lock: Lock, listening: socket.socket, started: Callable[[], None]
) -> None:
    app = make_app(here.settings, here.database, here.clock)
    proxies = [str(network) for network in here.settings.trusted_proxies]
    async with taking_requests(lock, here.operate):
        await serve(app, listening, app.state.hub, trusted_proxies=proxies, started=started)


def _end(number: int, frame: FrameType | None) -> None:
    # uvicorn ends first and then raises the signal again for whoever was there before it
    raise SystemExit(0)


def _busy_sentence(settings: Settings, busy: Busy) -> str:
    who = f"Process {busy.pid} already serves {settings.data_dir}."
    if not is_sqlite(settings.database_url):
        return f"{who} Give this one a TRACKER_DATA_DIR of its own."
    return f"{who} With SQLite there can be only one; PostgreSQL (TRACKER_DATABASE_URL) takes several."
