"""P27: storage that says no is told as such; nothing is acknowledged, reads go on, and it heals by itself."""

import asyncio
import resource
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.databases import emptied, sqlite_url
from tests.planning import Planning, planning_on
from tests.waiting import until
from tracker.commands import steps
from tracker.domain.step import Step
from tracker.store.engines import sqlite_file
from tracker.store.outcome import Told
from tracker.store.writing import StorageTrouble

SOON = 200  # milliseconds of patience with a lock
FAST_READ = 2.0  # seconds; one that waited for the lock would take five


@pytest.fixture
def impatient(sqlite_file: Path) -> Iterator[Planning]:
    with planning_on(sqlite_url(sqlite_file), busy_ms=SOON) as planning:
        yield planning


@contextmanager
def locked(planning: Planning) -> Iterator[None]:
    """Somebody else's program holds the file's write lock."""
    other = sqlite3.connect(str(sqlite_file(planning.database.url)), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@contextmanager
def full(planning: Planning) -> Iterator[None]:
    """No file of this process may grow beyond what the write-ahead log has now, as on a full disk."""
    log = Path(f"{sqlite_file(planning.database.url)}-wal")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("trouble", [locked, full])
async def test_trouble_acknowledges_nothing_reads_go_on_and_it_heals(
    impatient: Planning, trouble: object
) -> None:
    planning, told = impatient, list[Told]()
    planning.step("before")
    planning.database.listen(told.append)
    with trouble(planning):  # type: ignore[operator]
        outcomes = await asyncio.gather(
            *(planning.send(steps.add, f"lost {turn}", key=f"key-{turn}") for turn in range(5)),
            return_exceptions=True,
        )
        assert {type(outcome) for outcome in outcomes} == {StorageTrouble}
        started = time.monotonic()
        assert planning.titles("gathered") == ["before"]
        assert time.monotonic() - started < FAST_READ
    assert told == []
    written = await planning.send(steps.add, "lost 0", key="key-0")
    assert (written.repeated, written.revs) == (False, {planning.feed: 2})
    assert planning.titles("gathered") == ["before", "lost 0"]
    assert [change.rev for change in planning.changes()] == [1, 2]


async def test_a_short_lock_is_waited_for(sqlite_planning: Planning) -> None:
    with locked(sqlite_planning):
        writing = asyncio.ensure_future(sqlite_planning.send(steps.add, "patient"))
        done, _ = await asyncio.wait([writing], timeout=0.1)
        assert not done
    assert (await writing).revs == {sqlite_planning.feed: 1}


@pytest.mark.long
async def test_a_lock_of_thirty_seconds_heals_within_five(sqlite_planning: Planning) -> None:
    with locked(sqlite_planning):
        began = time.monotonic()
        while time.monotonic() - began < 30:
            with pytest.raises(StorageTrouble):
                await sqlite_planning.send(steps.add, "lost")
            started = time.monotonic()
            assert sqlite_planning.all(Step) == []
            assert time.monotonic() - started < FAST_READ
    healed = time.monotonic()
    await sqlite_planning.send(steps.add, "there")
    assert time.monotonic() - healed < 5


async def test_a_row_held_by_another_program_is_waited_for_and_then_trouble(postgres_database: str) -> None:
    with planning_on(emptied(postgres_database), busy_ms=SOON) as planning:
        other = create_engine(postgres_database)
        with other.begin() as connection:
            connection.execute(text("SELECT 1 FROM plan WHERE id = :id FOR UPDATE"), {"id": planning.plan_id})
            with pytest.raises(StorageTrouble):
                await planning.send(steps.add, "lost")
            assert planning.all(Step) == []
        other.dispose()
        assert (await planning.send(steps.add, "there")).revs == {planning.feed: 1}


async def test_a_server_that_ended_our_connections_is_asked_again(postgres_database: str) -> None:
    with planning_on(emptied(postgres_database)) as planning:
        planning.step("before")
        other = create_engine(postgres_database, isolation_level="AUTOCOMMIT")
        with other.connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        other.dispose()

        async def written() -> object:
            try:
                return bool((await planning.send(steps.add, "after", key="key-1")).revs)
            except StorageTrouble:
                return False

        await until(written, what="a write after the server ended our connections")
        assert planning.titles("gathered") == ["before", "after"]
