"""Web tests go through the front door: httpx against the real server, one for each file."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.cast import TODAY, Cast, MovableClock, gather
from tests.databases import copied, database_on, migrated_file
from tests.postmaster import Postmaster, postmaster
from tests.web.doors import make_link
from tests.web.making import Making
from tests.web.personal import new_link
from tests.web.site import Browser, Site, running
from tracker.domain.join_link import JoinLink
from tracker.store.database import Database
from tracker.store.migrating import upgrade


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file."""
    return migrated_file(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.long)])
def database_url(
    request: pytest.FixtureRequest, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A migrated and empty database for this file's tests."""
    if request.param == "sqlite":
        yield copied(template, tmp_path_factory.mktemp("database"))
        return
    with database_on(request.getfixturevalue("postgres_url")) as url:
        upgrade(url)
        yield url


@pytest.fixture(scope="module")
def cast(database_url: str) -> Iterator[Cast]:
    """The cast of eight on this file's database."""
    clock = MovableClock()
    database = Database(database_url, clock.both)
    try:
        yield gather(database, clock)
    finally:
        database.close()


@pytest.fixture(scope="module")
async def site(cast: Cast, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    """The server of this file's tests."""
    async with running(cast, tmp_path_factory.mktemp("site")) as site:
        yield site


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


@pytest.fixture
async def deniz(site: Site) -> AsyncIterator[Browser]:
    """Deniz's browser."""
    async with site.browser(site.cast.deniz) as browser:
        yield browser


@pytest.fixture
async def emil(site: Site) -> AsyncIterator[Browser]:
    """Emil's browser."""
    async with site.browser(site.cast.emil) as browser:
        yield browser


@pytest.fixture
def here(cast: Cast) -> Making:
    """A fresh step, note and ownership in the NRW plan; starts no server, so that a test may have one of its own."""
    making = Making(cast, cast.nrw)
    _ = making.made
    return making


@pytest.fixture
def door(site: Site) -> JoinLink:
    """A link to join NRW's plan by."""
    return make_link(site)


@pytest.fixture
async def post() -> AsyncIterator[Postmaster]:
    """A real SMTP server."""
    async with postmaster() as one:
        yield one


@pytest.fixture
def as_before(site: Site) -> Iterator[None]:
    """Afterwards it is today again, and nobody has typed a wrong code."""
    yield
    site.cast.clock.moment = TODAY
    site.app.state.parts.wrong_codes.forget()
    site.app.state.parts.wrong_join_codes.forget()
    site.app.state.parts.visitors.forget()


@pytest.fixture
def link(site: Site) -> str:
    """A personal link of Bernd's."""
    return new_link(site, "bernd")
