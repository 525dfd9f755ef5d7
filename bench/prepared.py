"""Data to measure on: a folder with one network, its coordinator, and plans of the sizes that the figures name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session

from bench.plans import plan_of
from tracker.clock import Clock
from tracker.commands.imports import import_plan
from tracker.commands.networks import add_network, member_by_address
from tracker.commands.sign_ins import make_token, start_session
from tracker.domain.participant import NOBODY
from tracker.plan_file.document import PlanDocument
from tracker.settings import read_settings
from tracker.store.database import Database
from tracker.store.migrating import upgrade

SIZES = (20, 100, 200, 500)  # steps
PHONES = 200
EMAIL, NAME = "emil@example.org", "Emil"
SESSION = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Prepared:
    """`plans`: ids by number of steps. `sessions`: what signed-in browsers have in their cookie."""

    folder: Path
    network: str
    plans: dict[int, str]
    token: str
    sessions: list[str]


@contextmanager
def prepared() -> Iterator[Prepared]:
    """A folder with fresh data, gone afterwards."""
    with TemporaryDirectory(prefix="tracker-bench-") as name:
        settings = read_settings({"TRACKER_DATA_DIR": name})
        upgrade(settings.database_url)
        database = Database(settings.database_url, Clock().both)
        try:
            data = database.write_now(lambda session: _fill(session, Path(name))).value
        finally:
            database.close()
        yield data


def with_plan(data: Prepared, document: PlanDocument) -> Prepared:
    """The same with one more plan, which its number of steps names as the others."""
    database = Database(read_settings({"TRACKER_DATA_DIR": str(data.folder)}).database_url, Clock().both)
    now, today = Clock().both()
    try:
        made = database.write_now(
            lambda session: import_plan(session, NOBODY, document, now, today, network_id=data.network)
        ).value
    finally:
        database.close()
    return replace(data, plans={**data.plans, len(document.steps): made.plan_id})


def _fill(session: Session, folder: Path) -> Prepared:
    now, today = Clock().both()
    network = add_network(session, "Bench", EMAIL, NAME, now).id
    member = member_by_address(session, EMAIL, NAME, now)
    plans = {
        size: import_plan(session, NOBODY, plan_of(size), now, today, network_id=network).plan_id
        for size in SIZES
    }
    expires = now + SESSION
    sessions = [start_session(session, now, member_id=member.id, expires_at=expires) for _ in range(PHONES)]
    return Prepared(folder, network, plans, make_token(session, member, "bench", now), sessions)
