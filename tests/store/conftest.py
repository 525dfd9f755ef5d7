"""Store tests run on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import database_on, sqlite_url
from tests.planned import database_url, planning, postgres_database, quick_folder, sqlite_template  # noqa: F401
from tests.planning import Planning, planning_on


@pytest.fixture
def sqlite_planning(sqlite_file: Path) -> Iterator[Planning]:
    """A plan on SQLite, for what only a file can suffer."""
    with planning_on(sqlite_url(sqlite_file)) as plan:
        yield plan


@pytest.fixture
def sqlite_file(tmp_path: Path, sqlite_template: Path) -> Path:  # noqa: F811
    """A migrated file with nothing in it."""
    file = tmp_path / "tracker.sqlite3"
    file.write_bytes(sqlite_template.read_bytes())
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "new.sqlite3")
        return
    with database_on(request.getfixturevalue("postgres_url")) as url:
        yield url
