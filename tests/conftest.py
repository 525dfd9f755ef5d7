"""What every test may ask for: the databases and the browser as real services, each started once."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.async_api import Browser, Error, async_playwright

from tests.services import postgres

AXE = Path(__file__).parent / "vendor/axe.min.js"
CHROMIUM = ("chromium", "chromium-headless-shell", "google-chrome")
QUIET = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="large counts and waits over five seconds as well")


def pytest_configure(config: pytest.Config) -> None:
    # every run tries the same examples, so that a change is judged by what it changed; --long looks for new ones
    settings.register_profile("same", derandomize=True, deadline=None)
    settings.load_profile("default" if config.getoption("--long") else "same")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--long"):
        long = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


@pytest.fixture(scope="session")
def long(request: pytest.FixtureRequest) -> bool:
    """Whether to take the large counts."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server for the whole run; a test that writes makes a database of its own there."""
    if given := os.environ.get("TRACKER_TEST_POSTGRES"):
        yield given
        return
    try:
        with postgres() as url:
            yield url
    except RuntimeError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for the whole run; a test opens a context of its own in it."""
    named = os.environ.get("TRACKER_CHROMIUM")
    # without a Chromium on the path Playwright takes the one of `playwright install`, or says it has none
    path = named or next(filter(None, map(shutil.which, CHROMIUM)), None)
    # Chromium has no sandbox for root
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        try:
            chromium = await playwright.chromium.launch(executable_path=path, args=[*QUIET, *sandbox])
        except Error as error:
            sentence = f"No Chromium for the browser tests ({path}): {error.message.splitlines()[0]}"
            raise pytest.fail.Exception(sentence, pytrace=False) from None
        yield chromium
        await chromium.close()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The script to `page.evaluate` before `axe.run()`."""
    if not AXE.is_file():
        pytest.fail("axe-core is missing: `./run test` brings it to tests/vendor", pytrace=False)
    return AXE.read_text()
