"""Web tests go through the front door: httpx against the real server, one for each file."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.cast import MovableClock, gather
from tests.databases import copied, migrated_file
from tests.web.site import Browser, Site, running
from tracker.store.database import Database


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file."""
    return migrated_file(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="module")
async def site(template: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    """The server of this file's tests, with the cast of eight."""
    folder, clock = tmp_path_factory.mktemp("site"), MovableClock()
    database = Database(copied(template, folder), clock.both)
    try:
        async with running(gather(database, clock), folder) as site:
            yield site
    finally:
        database.close()


@pytest.fixture
async def anna(site: Site) -> AsyncIterator[Browser]:
    """Anna's browser."""
    async with site.browser(site.cast.anna) as browser:
        yield browser


@pytest.fixture
async def bernd(site: Site) -> AsyncIterator[Browser]:
    """Bernd's browser."""
    async with site.browser(site.cast.bernd) as browser:
        yield browser


@pytest.fixture
async def guel(site: Site) -> AsyncIterator[Browser]:
    """Gül's browser."""
    async with site.browser(site.cast.guel) as browser:
        yield browser


@pytest.fixture
async def nobody(site: Site) -> AsyncIterator[Browser]:
    """A browser that is not signed in."""
    async with site.browser(site.cast.nobody) as browser:
        yield browser
