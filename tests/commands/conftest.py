"""A migrated SQLite file with one empty network, and a clock that stands still."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.databases import copied
from tests.planned import quick_folder, sqlite_template  # noqa: F401
from tests.planning import Planning, planning_on
from tracker.clock import Clock
from tracker.commands.imports import Imported, import_plan
from tracker.commands.networks import add_network
from tracker.domain.network import Network
from tracker.domain.participant import NOBODY, Participant
from tracker.plan_file.document import PlanDocument
from tracker.store.database import Database
from tracker.store.migrating import upgrade

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
TODAY = NOON.date()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path / 'tracker.db'}"
    upgrade(url)
    database = Database(url, Clock(lambda: NOON).both)
    yield database
    database.close()


@pytest.fixture
def planning(sqlite_template: Path, quick_folder: Path) -> Iterator[Planning]:  # noqa: F811
    """A plan with its people."""
    with planning_on(copied(sqlite_template, quick_folder)) as plan:
        yield plan


@pytest.fixture
def network(database: Database) -> Network:
    return database.write_now(lambda s: add_network(s, "Netz", "emil@example.org", "Emil", NOON)).value


def import_document(
    database: Database, network: Network, document: PlanDocument, by: Participant = NOBODY
) -> Imported:
    """Import as the writer does it, into the region the document names."""
    return database.write_now(
        lambda s: import_plan(s, by, document, NOON, TODAY, network_id=network.id)
    ).value
