"""Boards, hub, door and a real server on a free port with the live socket and nothing else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, date, datetime
from typing import Any

from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from uvicorn import Config

from tests.live.boards_in_memory import BoardsInMemory
from tests.live.client import Client, open_client
from tests.live.door import OTHER_PLAN, PLAN, Door
from tests.waiting import until
from tracker.live.feed_socket import FeedSocket
from tracker.live.hub import Hub
from tracker.live.presence import Presence
from tracker.live.wire import PatientHttp, PushProtocol
from tracker.running import listen
from tracker.serving import Server, server_config


class HandClock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.today = date(2026, 5, 31)

    def now(self) -> datetime:
        return datetime.combine(self.today, datetime.min.time(), UTC)

    def day(self) -> date:
        return self.today


class Impatient(PushProtocol):
    patience = 0.5


class ImpatientHttp(PatientHttp):
    patience = 0.5


class World:
    """Boards, hub, door and server, and a way to connect."""

    def __init__(self, *, interval: float = 0.0, presence: float = 0.05) -> None:
        self.clock = HandClock()
        self.boards = BoardsInMemory()
        self.boards.add(PLAN)
        self.boards.add(OTHER_PLAN)
        self.door = Door()
        self.hub = Hub(self.boards, self.clock, interval=interval, tick=0.02)
        self.socket = FeedSocket(self.hub, self.door, "build-1", Presence(presence))
        self.app = Starlette(routes=[WebSocketRoute("/live", self.socket.open)])
        self.clients = AsyncExitStack()
        self.server: Server
        self.port = 0

    @asynccontextmanager
    async def served(self, config: Config | None = None) -> AsyncIterator["World"]:
        with listen("127.0.0.1", 0) as sock:
            self.port = sock.getsockname()[1]
            self.server = Server(config or server_config(self.app), self.hub)
            serving = asyncio.create_task(self.server.serve([sock]))
            await until(lambda: self.server.started, what="the server")
            async with self.clients:
                yield self
            self.server.should_exit = True
            async with asyncio.timeout(10):
                await serving

    def change(self, step: str = "s1", title: str = "", feed: str = PLAN) -> int:
        """Change and tell, as the database does after a commit."""
        rev = self.boards.change(feed, step, title)
        self.hub.publish(feed, rev)
        return rev

    def page(self, feed: str = PLAN) -> str:
        """The feed as a page just loaded asks for it."""
        kept = self.boards.feeds[feed]
        return f"{feed}@{kept.rev}.{kept.epoch}"

    async def connect(
        self, who: str = "anna", *feeds: str, query: str | None = None, **options: Any
    ) -> Client:
        """A client that has not read anything yet; '' is nobody."""
        asked = "".join(f"&feed={feed}" for feed in feeds or (self.page(),))
        path = query if query is not None else f"v=1&view={options.pop('view', 'board')}{asked}"
        headers = options.pop("headers", {"Authorization": f"Bearer {who}"} if who else {})
        client = await open_client(f"ws://127.0.0.1:{self.port}/live?{path}", headers, **options)
        self.clients.push_async_callback(client.drop)
        return client

    async def greeted(self, who: str = "anna", *feeds: str, **options: Any) -> Client:
        """A client that has had its hello."""
        client = await self.connect(who, *feeds, **options)
        assert (await client.receive())["t"] == "hello"
        return client
