"""The other side of the wire, scripted by the test: pages, answers to commands and pulls, and the socket."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn import Config, Server

from tests.browser.modules.fixture_board import FEED
from tests.waiting import until
from tracker.running import listen

STATIC = Path(__file__).parents[3] / "static"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'"
)


@dataclass
class Said:
    """What the server says to one request."""

    body: dict[str, Any] | str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hold: asyncio.Event | None = None
    """Wait for it before answering."""


@dataclass
class Posted:
    path: str
    headers: dict[str, str]
    body: dict[str, Any]


class ScriptedServer:
    """Says what it was told to say, and remembers what it heard."""

    def __init__(self) -> None:
        self.base = ""
        self.pages: dict[str, Callable[[], str] | Said] = {}
        self.answers: deque[Said] = deque()
        self.changes: deque[Said] = deque()
        self.posted: list[Posted] = []
        self.gets: list[str] = []
        self.rev, self.epoch, self.build = 1, "e1", "1"
        self.socket_queries: list[str] = []
        self.heard: list[dict[str, Any]] = []
        self.close_with: int | None = None
        self.answers_pings = True
        self.sockets: list[WebSocket] = []
        self._done: dict[str, Said] = {}

    async def tell(self, t: str, **fields: Any) -> None:
        """One message to everybody who listens."""
        for one in list(self.sockets):
            await one.send_text(json.dumps({"t": t, **fields}))

    async def delta(
        self, *ops: dict[str, Any], by: list[dict[str, Any]] | None = None, **fields: Any
    ) -> None:
        """The next rev, made of `ops`."""
        await self.tell(**self.next_delta(*ops, by=by, **fields))

    def next_delta(
        self, *ops: dict[str, Any], by: list[dict[str, Any]] | None = None, **more: Any
    ) -> dict[str, Any]:
        """The same as a dictionary, for the answer to a command."""
        frm, self.rev = self.rev, self.rev + 1
        by = by or [{"rev": self.rev, "key": "foreign", "actor": "Bernd", "say": f"Bernd: rev {self.rev}"}]
        said = {"t": "delta", "feed": FEED, "epoch": self.epoch, "frm": frm, "rev": self.rev}
        return said | {"by": by, "ops": list(ops)} | more

    async def listening(self, count: int = 1) -> None:
        """Wait until that many sockets are open and greeted."""
        await until(lambda: len(self.sockets) >= count, what=f"{count} sockets")

    async def close_sockets(self, code: int = 1012) -> None:
        for one in list(self.sockets):
            await one.close(code)

    async def socket(self, websocket: WebSocket) -> None:
        self.socket_queries.append(websocket.scope["query_string"].decode())
        await websocket.accept()
        if self.close_with:
            await websocket.close(self.close_with)
            return
        feeds = [{"feed": FEED, "epoch": self.epoch, "rev": self.rev, "role": "editor"}]
        await websocket.send_text(
            json.dumps({"t": "hello", "v": 1, "hb": 15, "build": self.build, "feeds": feeds})
        )
        self.sockets.append(websocket)
        try:
            while True:
                message = await websocket.receive_json()
                self.heard.append(message)
                if message["t"] == "ping" and self.answers_pings:
                    await websocket.send_text(json.dumps({"t": "pong", "revs": {FEED: self.rev}}))
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            self.sockets.remove(websocket)

    async def get(self, request: Request) -> Response:
        path = request.url.path
        self.gets.append(f"{path}?{request.url.query}" if request.url.query else path)
        if path.startswith("/static/") and path not in self.pages:
            return FileResponse(STATIC / path.removeprefix("/static/"), headers={"Cache-Control": "no-store"})
        if path.endswith("/changes"):
            return await self._say(self.changes.popleft() if self.changes else Said(status=204))
        page = self.pages.get(path)
        if isinstance(page, Said):
            return await self._say(page)
        if page and path.endswith(".js"):
            return Response(page(), media_type="text/javascript")
        return _html(page()) if page else Response(status_code=404)

    async def post(self, request: Request) -> Response:
        posted = Posted(request.url.path, dict(request.headers), await request.json())
        self.posted.append(posted)
        return await self._say(self._answer_to(posted.headers["idempotency-key"]))

    def _answer_to(self, key: str) -> Said:
        """The next of the answers; what was done already is answered as the first time."""
        if key in self._done:
            return self._done[key]
        unexpected = Said({"code": "unexpected", "sentence": "unexpected", "fields": {}}, 422)
        said = self.answers.popleft() if self.answers else unexpected
        if isinstance(said.body, dict) and said.status == 200:
            for one in said.body.get("by", []):
                one["key"] = key
            self._done[key] = said
        return said

    async def _say(self, said: Said) -> Response:
        if said.hold:
            await said.hold.wait()
        if isinstance(said.body, str):
            return _html(said.body, said.status, said.headers)
        headers = {"Feed-Rev": str(said.body.get("rev", self.rev)), **said.headers}
        return Response(json.dumps(said.body), said.status, headers, "application/json")


def _html(body: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(body, status, {"Content-Security-Policy": CSP, **(headers or {})}, "text/html")


@asynccontextmanager
async def scripted_server() -> AsyncIterator[ScriptedServer]:
    """A scripted server on a free port."""
    scripted = ScriptedServer()
    routes = [
        WebSocketRoute("/live", scripted.socket),
        Route("/{path:path}", scripted.get),
        Route("/{path:path}", scripted.post, methods=["POST"]),
    ]
    with listen("127.0.0.1", 0) as bound:
        config = Config(
            Starlette(routes=routes), ws="websockets-sansio", log_level="error", timeout_graceful_shutdown=1
        )
        server = Server(config)
        task = asyncio.create_task(server.serve(sockets=[bound]))
        await until(lambda: server.started, what="the scripted server")
        scripted.base = f"http://127.0.0.1:{bound.getsockname()[1]}"
        yield scripted
        server.should_exit = True
        await asyncio.wait_for(task, 10)
