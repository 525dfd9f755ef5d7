"""The way out where the server has no push handle: a bounded queue and a task that empties it."""

import asyncio
from collections import deque
from contextlib import suppress

from starlette.websockets import WebSocket, WebSocketDisconnect

from tracker.live.frames import RESYNC, payload_of
from tracker.live.pool import Pool

MOST_WAITING = 64  # frames


class QueuedPush:
    """A Push over plain ASGI. Run `write_out()` beside the endpoint; it ends when the peer reads no more.

    A peer that lets the queue fill is set aside, and gets one `resync` when it has read the queue.
    """

    def __init__(self, websocket: WebSocket, patience: float = 10.0) -> None:
        self._websocket = websocket
        self._patience = patience
        self._waiting: deque[bytes] = deque()
        self._something_waits = asyncio.Event()
        self._pools: list[Pool] = []
        self._stalled = False
        self._parted = False

    @property
    def stalled(self) -> bool:
        """Whether the queue ran full and is not yet empty again."""
        return self._stalled

    def join(self, pool: Pool) -> None:
        """Into the pool, now or as soon as the queue is empty again."""
        pool.members.pop(self, None)
        if not self._parted:
            self._pools.append(pool)
            if not self._stalled:
                pool.members[self] = self.tell

    def leave(self, pool: Pool) -> None:
        """Out of the pool."""
        pool.members.pop(self, None)
        if pool in self._pools:
            self._pools.remove(pool)

    def tell(self, framed: bytes) -> None:
        """Queue for this peer alone; when the queue is full the frame is dropped."""
        if self._parted or self._stalled:
            return
        if len(self._waiting) >= MOST_WAITING:
            self._set_aside()
            return
        self._waiting.append(framed)
        self._something_waits.set()

    def part(self) -> None:
        """Out of all pools for good; what still waits is dropped."""
        for pool in self._pools:
            pool.members.pop(self, None)
        self._pools.clear()
        self._waiting.clear()
        self._parted = True
        self._something_waits.set()

    def abort(self) -> None:
        """There is no cutting a connection here: the server's own ping does that."""
        self.part()

    async def write_out(self) -> None:
        """Send what waits until parted, or until the peer has not taken one frame for `patience` seconds."""
        with suppress(TimeoutError, WebSocketDisconnect, RuntimeError):
            while not self._parted:
                await self._something_waits.wait()
                await self._empty()
        self.part()

    async def _empty(self) -> None:
        self._something_waits.clear()
        while self._waiting:
            framed = self._waiting.popleft()
            async with asyncio.timeout(self._patience):
                await self._websocket.send_text(payload_of(framed).decode())
        if self._stalled:
            self._come_back()

    def _set_aside(self) -> None:
        self._stalled = True
        for pool in self._pools:
            pool.members.pop(self, None)

    def _come_back(self) -> None:
        self._stalled = False
        self.tell(RESYNC)
        for pool in self._pools:
            pool.members[self] = self.tell
