"""An installation on SQLite of which backups are made and put back."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.databases import sqlite_url
from tests.planning import NOON, Planning
from tracker.domain.work import Progress, Work
from tracker.settings import PREFIX, Settings
from tracker.store.database import Database
from tracker.store.migrating import upgrade


def installation(folder: Path) -> Settings:
    folder.mkdir(mode=0o700)
    url = sqlite_url(folder / "tracker.db")
    upgrade(url)
    return Settings(folder, "http://127.0.0.1:8000", b"x" * 32, url)


def environment(settings: Settings) -> dict[str, str]:
    """The same for a process."""
    return {f"{PREFIX}DATA_DIR": str(settings.data_dir), f"{PREFIX}BASE_URL": settings.base_url}


def opened(file: Path) -> Database:
    return Database(sqlite_url(file), lambda: (NOON, NOON.date()))


def run(file: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    """Carry out a statement on a file that nobody uses; what it finds."""
    with closing(sqlite3.connect(file)) as connection, connection:
        return connection.execute(statement, values).fetchall()


def titles(file: Path) -> list[object]:
    """The titles of all steps in a database, which is whole."""
    assert run(file, "PRAGMA integrity_check") == [("ok",)]
    return [title for (title,) in run(file, "SELECT title FROM step ORDER BY title")]


def fatten(planning: Planning) -> None:
    """One step, and so many bytes that copying them takes its time."""
    planning.step("Fat")
    run(
        Path(planning.database.url.removeprefix("sqlite:///")),
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
        " INSERT INTO command_key (participant, key, body_hash, feed, rev, made, at)"
        " SELECT 'm:x', i, hex(zeroblob(50000)), '', 0, '', '2026-05-04 10:00:00' FROM n",
    )


def spoil(file: Path) -> None:
    """Write over some pages."""
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\xaa" * 4096 * 6
    file.write_bytes(content)


def stopped_at(part: str) -> Work:
    """Work that is stopped as soon as this part of it is told."""

    def hear(progress: Progress) -> None:
        if progress.part == part:
            work.stop()

    work = Work(hear)
    return work


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
