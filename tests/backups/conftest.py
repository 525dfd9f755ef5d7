"""An installation to back up, a plan in it, and where the backup goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backed_up import installation
from tests.planning import Planning, planning_on
from tracker.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An installation with nothing in it but a migrated database."""
    return installation(tmp_path / "data")


@pytest.fixture
def planning(settings: Settings) -> Iterator[Planning]:
    """A plan in it, and people."""
    with planning_on(settings.database_url) as planning:
        yield planning


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where a backup goes."""
    return tmp_path / "kept.db"
