"""The real application on a real port, and browsers and scripts that use it."""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.cast import Cast, Person
from tests.waiting import until
from tracker.app import make_app
from tracker.running import listen
from tracker.serving import Server, server_config
from tracker.settings import Settings

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # a client makes one of its own otherwise: 25 ms each
SECRET = b"a key for tests that nobody else would ever take"


@dataclass
class Site:
    """One running application with its cast."""

    base_url: str
    listening_at: str
    cast: Cast
    settings: Settings
    app: Any = field(repr=False)

    @asynccontextmanager
    async def browser(self, person: Person, **headers: str) -> AsyncIterator["Browser"]:
        """Somebody's browser, signed in by cookie."""
        cookies = {"session": person.session} if person.session else {}
        async with self.client(cookies=cookies, headers=headers) as client:
            yield Browser(client, self.base_url)

    @asynccontextmanager
    async def script(self, person: Person) -> AsyncIterator[httpx.AsyncClient]:
        """Somebody's script, known by its token; it sends no cookie and no Origin."""
        async with self.client(headers={"Authorization": f"Bearer {person.token}"}) as client:
            yield client

    def client(self, **options: Any) -> httpx.AsyncClient:
        """What speaks HTTP to this server and is nobody yet; `options` as httpx names them."""
        return httpx.AsyncClient(**{"base_url": self.base_url, "timeout": 30, "verify": NO_TLS} | options)


class Browser:
    """An httpx client that proves where its commands come from, as pages of ours do."""

    def __init__(self, client: httpx.AsyncClient, origin: str) -> None:
        self.client = client
        self.origin = origin
        self._token = ""

    async def get(self, path: str, **headers: str) -> httpx.Response:
        """A page."""
        return await self.client.get(path, headers=headers)

    async def form(self, path: str, fields: dict[str, Any], **headers: str) -> httpx.Response:
        """A form without script; redirects are not followed."""
        sent = {"_token": await self.token(), **fields}
        return await self.client.post(path, data=sent, headers={"Origin": self.origin, **headers})

    async def post(self, path: str, fields: Any, **headers: str) -> httpx.Response:
        """A script of a page: JSON, with the token as a header."""
        known = {"Origin": self.origin, "X-Token": await self.token(), "Accept": "application/json"}
        return await self.client.post(path, json=fields, headers=known | headers)

    async def plan(self, plan: str) -> dict[str, Any]:
        """A plan as data, with `steps` by id."""
        answer = await self.client.get(f"/plans/{plan}.json")
        state: dict[str, Any] = answer.json()
        return state | {"step": {step["id"]: step for step in state["steps"]}}

    def forget_token(self) -> None:
        """The next one is taken from a page: this browser has another session now."""
        self._token = ""

    async def token(self) -> str:
        """What the pages of this browser carry."""
        if not self._token:
            page = await self.client.get("/imprint")
            self._token = re.search(r'data-token="(\w+)"', page.text)[1]  # type: ignore[index]
        return self._token


@asynccontextmanager
async def running(cast: Cast, folder: Path, **changed: Any) -> AsyncIterator[Site]:
    """The application with this cast, on a free port of this machine."""
    with listen("127.0.0.1", 0) as sock:
        listening_at = f"http://127.0.0.1:{sock.getsockname()[1]}"
        base_url = changed.get("base_url", listening_at)
        known = {
            "data_dir": folder,
            "base_url": base_url,
            "secret_key": SECRET,
            "database_url": cast.database.url,
        }
        settings = Settings(**{**known, **changed})
        app = make_app(settings, cast.database, cast.clock)
        server = Server(server_config(app), app.state.hub)
        task = asyncio.create_task(server.serve(sockets=[sock]))
        await until(lambda: server.started or task.done(), what="the server to listen")
        try:
            yield Site(base_url, listening_at, cast, settings, app)
        finally:
            server.should_exit = True
            await task
