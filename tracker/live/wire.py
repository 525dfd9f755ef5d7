"""The only file that knows uvicorn's insides: one prebuilt frame to many sockets, and the time a request head may take.

Private methods are overridden here, so the minor version is pinned; tests/live/test_wire.py notices when they move.
"""

import asyncio
import socket
from asyncio import BaseTransport, TimerHandle, Transport
from typing import Any, cast

import h11
from uvicorn._types import ASGISendEvent
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import Frame
from websockets.http11 import Request

from tracker.allowance import Allowance
from tracker.live.frames import RESYNC
from tracker.live.pool import Pool

EXTENSION = "tracker.push"
BUFFER = 64 * 1024  # bytes, in the kernel (Linux doubles it) and above it: what a stalled peer can cost us
LOW_WATER = 16 * 1024
CONTROL_FRAMES_A_SECOND, CONTROL_FRAMES_AT_ONCE = (
    10,
    100,
)  # pings, pongs and fragments never reach the endpoint


class PushProtocol(WebSocketsSansIOProtocol):
    """uvicorn's websocket, and the Push handle to it: itself, in `scope["extensions"]`.

    A peer that does not read is out of its pools at once, gets one `resync` when it reads again, and is cut off after
    `patience` seconds. Whatever closes the socket, it has left its pools before the close frame is written.
    """

    patience = 10.0

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._pools: list[Pool] = []
        self._cut_off: TimerHandle | None = None
        self._parted = False
        self._control_frames = Allowance(CONTROL_FRAMES_A_SECOND, CONTROL_FRAMES_AT_ONCE)

    # The Push handle

    @property
    def stalled(self) -> bool:
        """Whether the peer has stopped reading what we write."""
        return not self.writable.is_set()

    def join(self, pool: Pool) -> None:
        """Into the pool, now or as soon as the peer reads again."""
        pool.members.pop(self, None)
        if not self._parted:
            self._pools.append(pool)
            if not self.stalled:
                pool.members[self] = self.transport.write

    def leave(self, pool: Pool) -> None:
        """Out of the pool."""
        pool.members.pop(self, None)
        if pool in self._pools:
            self._pools.remove(pool)

    def tell(self, framed: bytes) -> None:
        """Write to this peer alone."""
        if not self._parted:
            self.transport.write(framed)

    def part(self) -> None:
        """Out of all pools for good: nothing may follow a close frame. The peer has `patience` seconds to go."""
        if self._parted:
            return
        self._parted = True
        self._set_aside()
        self._pools.clear()
        self._start_patience()

    def abort(self) -> None:
        """Cut the connection; what is still in our buffer is dropped."""
        self.part()
        self.transport.abort()

    # A peer that stops reading, and reads again

    def pause_writing(self) -> None:
        super().pause_writing()
        self._set_aside()
        self._start_patience()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._parted:
            return
        self._end_patience()
        if self._pools:
            self.transport.write(RESYNC)
        # writing may have stalled it again
        if not self.stalled:
            for pool in self._pools:
                pool.members[self] = self.transport.write

    def _set_aside(self) -> None:
        for pool in self._pools:
            pool.members.pop(self, None)

    def _start_patience(self) -> None:
        if self._cut_off is None:
            self._cut_off = self.loop.call_later(self.patience, self.abort)

    def _end_patience(self) -> None:
        if self._cut_off is not None:
            self._cut_off.cancel()
            self._cut_off = None

    # From the handshake to the end

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.close_sent:
            return  # the handshake was refused
        cast(dict[str, object], self.scope["extensions"])[EXTENSION] = self
        if (sock := self.transport.get_extra_info("socket")) is not None:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
        self.transport.set_write_buffer_limits(high=BUFFER, low=LOW_WATER)

    async def send(self, message: ASGISendEvent) -> None:
        if message["type"] == "websocket.close":
            self.part()
        await super().send(message)

    def handle_close(self, event: Frame) -> None:
        self.part()
        super().handle_close(event)

    def handle_parser_exception(self) -> None:
        self.part()
        super().handle_parser_exception()

    def keepalive_timeout(self) -> None:
        self.part()
        super().keepalive_timeout()

    def shutdown(self) -> None:
        self.part()
        super().shutdown()
        if self.stalled:
            self.transport.abort()  # it would keep the process waiting for its buffer to drain

    def connection_lost(self, exc: Exception | None) -> None:
        self.part()
        self._end_patience()
        super().connection_lost(exc)

    # Frames that never reach the endpoint and its limits: a flood of pings is a flood of pongs

    def handle_ping(self) -> None:
        if self._may_go_on():
            super().handle_ping()

    def handle_pong(self, event: Frame) -> None:
        if self._may_go_on():
            super().handle_pong(event)

    def handle_cont(self, event: Frame) -> None:
        if self._may_go_on():
            super().handle_cont(event)

    def _may_go_on(self) -> bool:
        if not self._control_frames.take():
            self.abort()
        return not self.transport.is_closing()


class PatientHttp(H11Protocol):
    """uvicorn's HTTP, but a request head that is begun must be complete within `patience` seconds."""

    patience = 10.0
    _head_timer: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(cast(Transport, transport))
        self._expect_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        # between two requests the keep-alive timer of uvicorn runs, but ends with the first byte
        if self.conn.their_state is h11.IDLE and self.timeout_keep_alive_task is None:
            self._expect_head()
        else:
            self._head_has_come()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_has_come()
        super().connection_lost(exc)

    def _expect_head(self) -> None:
        if self._head_timer is None:
            self._head_timer = self.loop.call_later(self.patience, self.transport.close)

    def _head_has_come(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None
