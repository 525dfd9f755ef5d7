"""The fixtures behind `planning`: a folder's conftest imports those it hands on."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.databases import copied, database_on, emptied, migrated_file
from tests.planning import Planning, planning_on
from tracker.boards.boards import Boards
from tracker.rendering import Rendering
from tracker.static_files import StaticFiles
from tracker.store.migrating import upgrade

IN_MEMORY = Path("/dev/shm")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated_file(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def postgres_database(postgres_url: str) -> Iterator[str]:
    with database_on(postgres_url) as url:
        upgrade(url)
        yield url


@pytest.fixture
def quick_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where there is one: a commit does not wait for the disk there."""
    if not os.access(IN_MEMORY, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(prefix="tracker-", dir=IN_MEMORY) as folder:
        yield Path(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, quick_folder: Path) -> str:
    """A migrated database with nothing in it, once of each kind."""
    if request.param == "sqlite":
        return copied(request.getfixturevalue("sqlite_template"), quick_folder)
    return emptied(request.getfixturevalue("postgres_database"))


@pytest.fixture
def planning(database_url: str) -> Iterator[Planning]:
    """A plan with its people."""
    with planning_on(database_url) as plan:
        yield plan


@pytest.fixture(scope="session")
def rendering() -> Rendering:
    return Rendering(StaticFiles())


@pytest.fixture
async def boards(planning: Planning, rendering: Rendering) -> Boards:
    """Boards of that plan's database, told of every commit as by the app."""
    made = Boards(planning.database, rendering)
    planning.database.listen(made.heard)
    return made
