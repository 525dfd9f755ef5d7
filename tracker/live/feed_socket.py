"""The websocket `/live`, from hello to goodbye."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

from starlette.requests import HTTPConnection
from starlette.websockets import WebSocket

from tracker.allowance import Allowance
from tracker.domain.permissions import Role
from tracker.live.address import VERSION, Address, read_address
from tracker.live.client_messages import At, Ping, read_message
from tracker.live.frames import message
from tracker.live.goodbyes import Code, Goodbye
from tracker.live.hub import Backlog, Hub
from tracker.live.limits import (
    MESSAGES_A_SECOND,
    MESSAGES_AT_ONCE,
    SOCKETS_OF_A_SESSION,
    SOCKETS_OF_A_TOKEN,
    Seats,
)
from tracker.live.listener import Listener, Viewer, close
from tracker.live.pool import Push
from tracker.live.presence import Presence
from tracker.live.queued import QueuedPush
from tracker.live.wire import EXTENSION

HEARTBEAT = 15  # seconds between two pings of a client; many proxies cut what is silent for 60
PEOPLE_VIEWS = frozenset({"board"})  # a row on somebody's start page is nobody at the board

log = logging.getLogger(__name__)


class Doorkeeper(Protocol):
    """What the live part needs to know about whoever knocks."""

    async def enter(self, connection: HTTPConnection) -> Viewer | None:
        """Who this is by cookie or Bearer token; None: signed out, and nothing is open to such."""
        ...

    async def role(self, viewer: Viewer, feed: str) -> Role | None:
        """The present role, looked up in the database; None: no such feed, or not theirs."""
        ...


class FeedSocket:
    """The endpoint. `build` names the release, so that a page can see that it is older than the server."""

    def __init__(
        self, hub: Hub, doorkeeper: Doorkeeper, build: str, presence: Presence | None = None
    ) -> None:
        self.presence = presence or Presence()
        self.seats = Seats()
        self._hub = hub
        self._doorkeeper = doorkeeper
        self._build = build

    async def open(self, websocket: WebSocket) -> None:
        """`WebSocketRoute("/live", feed_socket.open)`."""
        moves, viewer = self._hub.rights_moves, await self._doorkeeper.enter(websocket)
        if viewer is not None and not viewer.origin_ok:
            await websocket.close()  # the only refusal before accept: a browser cannot read its code
            return
        await websocket.accept()
        while moves != self._hub.rights_moves:
            moves, viewer = self._hub.rights_moves, await self._doorkeeper.enter(websocket)
        try:
            await self._admit(websocket, viewer)
        except Goodbye as goodbye:
            await close(websocket, goodbye.code)
        except Exception as error:
            log.error("live: a socket was given up: %s", repr(error))
            await close(websocket, Code.TROUBLE)

    async def _admit(self, websocket: WebSocket, viewer: Viewer | None) -> None:
        # no await before the hub knows the listener: a change of rights would miss it
        asked = read_address(websocket.scope["query_string"].decode("latin-1"))
        if viewer is None:
            raise Goodbye(Code.SIGN_IN)
        most = SOCKETS_OF_A_SESSION if viewer.session and not viewer.by_token else SOCKETS_OF_A_TOKEN
        with self.seats.one_for(viewer.session, most):
            async with _push_to(websocket) as push:
                listener = Listener(viewer, asked.view, websocket, push)
                with self._hub.attended_by(listener):
                    await self._attend(listener, asked)

    async def _attend(self, listener: Listener, asked: Address) -> None:
        roles = {wanted.feed: await self._role(listener.viewer, wanted.feed) for wanted in asked.feeds}
        backlogs = await self._hub.subscribe(listener, asked)
        listener.push.tell(self._hello(listener.viewer, roles, backlogs))
        self._hub.go_live(listener, backlogs)
        try:
            self._show(listener, roles)
            await self._listen(listener)
        finally:
            self.presence.depart(listener)

    async def _role(self, viewer: Viewer, feed: str) -> Role:
        if role := await self._doorkeeper.role(viewer, feed):
            return role
        raise Goodbye(Code.SIGN_IN if viewer.participant.kind == "nobody" else Code.NOT_FOUND)

    def _hello(self, viewer: Viewer, roles: dict[str, Role], backlogs: list[Backlog]) -> bytes:
        feeds = [
            {"feed": now.feed, "epoch": now.epoch, "rev": now.rev, "role": roles[now.feed]}
            for now in (backlog.missed for backlog in backlogs)
        ]
        return message(
            "hello", v=VERSION, hb=HEARTBEAT, build=self._build, me=viewer.participant.key, feeds=feeds
        )

    def _show(self, listener: Listener, roles: dict[str, Role]) -> None:
        if listener.view in PEOPLE_VIEWS:
            for feed, role in roles.items():
                self.presence.arrive(listener, feed, role)

    async def _listen(self, listener: Listener) -> None:
        allowance = Allowance(MESSAGES_A_SECOND, MESSAGES_AT_ONCE)
        while (received := await listener.websocket.receive())["type"] != "websocket.disconnect":
            if not allowance.take():
                raise Goodbye(Code.BREACH)
            match read_message(received.get("text")):
                case Ping():
                    revs = {feed: pool.rev for feed, pool in listener.pools.items()}
                    listener.push.tell(message("pong", revs=revs))
                case At(step):
                    self.presence.edit(listener, step)


@asynccontextmanager
async def _push_to(websocket: WebSocket) -> AsyncIterator[Push]:
    if push := websocket.scope.get("extensions", {}).get(EXTENSION):
        yield push
        return
    queued = QueuedPush(websocket)
    writer = asyncio.create_task(queued.write_out())
    try:
        yield queued
    finally:
        writer.cancel()
