"""A fixture board in a real Chromium, served by a server that the test scripts."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page

from tests.browser.modules.fixture_board import BOARD, BoardPage
from tests.browser.modules.scripted_server import ScriptedServer, scripted_server
from tests.waiting import until

# pings, retries and summaries that take seconds in life
QUICK = {"data-live-announce": "400", "data-live-retry": "50", "data-live-typing": "20"}


class OpenBoard:
    """One browser window on the fixture board."""

    def __init__(self, page: Page, server: ScriptedServer) -> None:
        self.page = page
        self.server = server
        self.troubles: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on(
            "console",
            lambda said: self.troubles.append(said.text) if "Content Security" in said.text else None,
        )

    async def open(self, path: str = BOARD) -> None:
        await self.page.goto(self.server.base + path)
        await self.server.listening()
        await self.until("() => document.querySelector('[data-connection]').dataset.state === 'connected'")

    async def run(self, script: str, argument: Any = None) -> Any:
        """The value of a JavaScript function, called with `argument`."""
        return await self.page.evaluate(script, argument)

    async def until(self, script: str, argument: Any = None, timeout: float = 20.0) -> Any:
        """Wait until that function's value is true."""
        return await until(lambda: self.page.evaluate(script, argument), timeout, what=script)

    async def call(self, module: str, name: str, *arguments: Any) -> Any:
        """What an exported function of a behaviour returns."""
        script = "([path, name, given]) => import(path).then((module) => module[name](...given))"
        return await self.page.evaluate(script, [f"/static/behaviours/{module}.js", name, list(arguments)])

    async def rev(self, rev: int) -> None:
        """Wait until the page stands at that rev."""
        await self.until("(rev) => Object.values(window.tracker?.feeds() ?? {})[0]?.rev === rev", rev)

    async def counts(self) -> dict[str, int]:
        """What the page counted so far."""
        counts: dict[str, int] = await self.page.evaluate("() => window.tracker.counts()")
        return counts

    async def cards(self, stage: str) -> list[str]:
        """The ids of the cards of a stage, from top to bottom."""
        script = "(id) => [...document.querySelectorAll(`[data-list=${id}] > [data-id]`)].map((el) => el.dataset.id)"
        cards: list[str] = await self.page.evaluate(script, stage)
        return cards


@pytest.fixture
async def server() -> AsyncIterator[ScriptedServer]:
    async with scripted_server() as scripted:
        page = BoardPage(html_attributes=QUICK)
        scripted.pages[BOARD] = page.html
        yield scripted


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    opened = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    opened.set_default_timeout(20_000)
    yield opened
    await opened.close()


@pytest.fixture
async def board(context: BrowserContext, server: ScriptedServer) -> AsyncIterator[OpenBoard]:
    """The board, open and connected; the test fails on any script error or violation of the CSP."""
    opened = OpenBoard(await context.new_page(), server)
    await opened.open()
    yield opened
    assert opened.troubles == []
