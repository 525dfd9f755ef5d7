"""The web server: one process, one loop, set up for many open sockets."""

import ctypes
import gc
import resource
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress

from starlette.types import ASGIApp
from uvicorn import Config
from uvicorn import Server as UvicornServer

from tracker.live.hub import Hub
from tracker.live.wire import PatientHttp, PushProtocol

GRACE = 8  # seconds that answers under way have at shutdown; with the rest of it, done within 10
PAGE_BYTES = 4 * 1024 * 1024  # a board of 2,000 steps; what is larger goes back to the system at once
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # as malloc.h has them
MESSAGE_BYTES = 4 * 1024  # above it 1009 before the message is whole; the endpoint takes less


class Server(UvicornServer):
    """uvicorn's server, which says `bye` on the sockets before it closes them.

    `started` is called once when the port answers.
    """

    def __init__(self, config: Config, hub: Hub, started: Callable[[], None] = lambda: None) -> None:
        super().__init__(config)
        self._hub = hub
        self._on_start = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # not from the lifespan: by then all sockets are closed
        self._hub.farewell()
        await super().shutdown(sockets)


async def serve(
    app: ASGIApp,
    where: tuple[str, int] | socket.socket,
    hub: Hub,
    *,
    trusted_proxies: Sequence[str] = (),
    started: Callable[[], None] = lambda: None,
) -> None:
    """Serve until SIGTERM or SIGINT, on (host, port) or on a socket that is bound already."""

    def settle() -> None:
        tune_memory()
        started()

    raise_file_limit()
    host, port, sockets = ("", 0, [where]) if isinstance(where, socket.socket) else (*where, None)
    await Server(server_config(app, host, port, trusted_proxies), hub, settle).serve(sockets)


def server_config(
    app: ASGIApp,
    host: str = "127.0.0.1",
    port: int = 0,
    trusted_proxies: Sequence[str] = (),
    ws: type[PushProtocol] = PushProtocol,
    http: type[PatientHttp] = PatientHttp,
) -> Config:
    """How uvicorn is set. Forwarded addresses are believed from `trusted_proxies` only."""
    return Config(
        app,
        host=host,
        port=port,
        ws=ws,
        http=http,
        ws_max_size=MESSAGE_BYTES,
        ws_ping_interval=20,
        ws_ping_timeout=20,
        ws_per_message_deflate=False,  # five to nine times the work, and a door for bombs
        access_log=False,
        log_config=None,
        log_level="warning",
        backlog=2048,
        lifespan="on",
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=list(trusted_proxies),
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )


def tune_memory() -> None:
    """Keep the collector away from what lives as long as the process, and from each burst of connects; and keep the
    memory in which a page was put together for the next one: the system fills each piece it gives with zeros."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    with suppress(AttributeError):  # a C library without it
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(M_MMAP_THRESHOLD, PAGE_BYTES)
        mallopt(M_TRIM_THRESHOLD, 2 * PAGE_BYTES)


def raise_file_limit() -> None:
    """As many open sockets as the system lets us have."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
