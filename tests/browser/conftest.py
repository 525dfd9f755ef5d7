"""Browser tests run the whole product: one server for each file, windows of the cast, scripts for the others."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from tests.browser.furnished import furnish
from tests.browser.proxy import Proxy, proxy
from tests.browser.screens import Screen, Script, acting, window
from tests.cast import MovableClock, Person, gather
from tests.databases import copied, migrated_file
from tests.web.site import Site, running
from tracker.store.database import Database

expect.set_options(timeout=20_000)  # a busy machine takes its time; what never comes fails all the same
Open = Callable[..., AbstractAsyncContextManager[Screen]]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file."""
    return migrated_file(tmp_path_factory.mktemp("migrated"))


@pytest.fixture(scope="module")
async def site(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    """The server of this file's tests, with the cast of eight."""
    folder, clock = tmp_path_factory.mktemp("site"), MovableClock()
    database = Database(copied(migrated, folder), clock.both)
    try:
        async with running(gather(database, clock), folder) as site:
            yield site
    finally:
        database.close()


@pytest.fixture(scope="module")
async def furnished(site: Site) -> dict[str, str]:
    """NRW's plan with everything on it; the ids that stand in addresses, by name."""
    return await furnish(site)


@pytest.fixture
async def network() -> AsyncIterator[Proxy]:
    """What lies between browsers and `far_site`."""
    async with proxy() as one:
        yield one


@pytest.fixture
async def far_site(migrated: Path, tmp_path: Path, network: Proxy) -> AsyncIterator[Site]:
    """A server that browsers reach through a network that can break."""
    clock = MovableClock()
    database = Database(copied(migrated, tmp_path), clock.both)
    async with running(gather(database, clock), tmp_path, base_url=network.url) as site:
        network.target = int(site.listening_at.rsplit(":", 1)[1])
        yield site
    database.close()


@pytest.fixture
def board(site: Site) -> str:
    """The address of NRW's board."""
    return f"/plans/{site.cast.nrw.plan}"


@pytest.fixture
async def screen(browser: Browser, site: Site) -> AsyncIterator[Callable[..., Any]]:
    """Opens windows: `await screen(person, path, **options)`; afterwards none may have had trouble."""
    async with AsyncExitStack() as stack:
        opened: list[Screen] = []

        async def open(person: Person, path: str = "", **options: Any) -> Screen:
            one = await stack.enter_async_context(window(browser, site, person, **options))
            opened.append(one)
            return await one.open(path) if path else one

        yield open
        assert [trouble for one in opened for trouble in one.troubles] == []


@pytest.fixture
async def bernd(site: Site) -> AsyncIterator[Script]:
    """Bernd, who edits without a window."""
    async with acting(site, site.cast.bernd, site.cast.nrw.plan) as script:
        yield script
