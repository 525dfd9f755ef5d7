"""One open socket, as the hub knows it."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from starlette.websockets import WebSocket, WebSocketDisconnect

from tracker.domain.participant import Participant
from tracker.live.audience import ViewPool
from tracker.live.goodbyes import Code
from tracker.live.pool import Push


class Viewer(Protocol):
    """Whoever knocked, as the doorkeeper saw them."""

    @property
    def participant(self) -> Participant: ...

    @property
    def locale(self) -> str: ...

    @property
    def session(self) -> str:
        """Names the sign-in session or access token, without giving it away; '' for nobody."""
        ...

    @property
    def by_token(self) -> bool: ...

    @property
    def origin_ok(self) -> bool:
        """False: a cookie without our exact Origin, or a Host that is not ours."""
        ...


@dataclass(eq=False, slots=True)
class Listener:
    """Who is told, in which view, and over what."""

    viewer: Viewer
    view: str
    websocket: WebSocket
    push: Push
    pools: dict[str, ViewPool] = field(default_factory=dict)  # by feed
    greeted: bool = False
    _closing: asyncio.Task[None] | None = None

    def is_over(self, now: datetime) -> bool:
        """Whether the sign-in has run out; a viewer that names no `expires_at` may stay."""
        expires_at: datetime | None = getattr(self.viewer, "expires_at", None)
        return expires_at is not None and expires_at <= now

    def dismiss(self, code: Code) -> None:
        """Tell it nothing more from this moment on, and close."""
        self.push.part()
        if self.push.stalled:
            self.push.abort()  # it would not read the close frame either
        elif self._closing is None:
            self._closing = asyncio.create_task(close(self.websocket, code))


async def close(websocket: WebSocket, code: Code) -> None:
    """Close, unless the peer or somebody here has done so."""
    with suppress(WebSocketDisconnect, RuntimeError):
        await websocket.close(code)
