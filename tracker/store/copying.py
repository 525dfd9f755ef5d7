"""A copy of a SQLite database as it stands at one commit, while others go on writing to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from tracker.domain.work import Work
from tracker.store.migrating import UnusableDatabase, sync

BESIDE = ("-journal", "-wal", "-shm")  # what SQLite may have beside a file
STEP = 256  # pages copied between two looks whether to go on: about 1 MiB, a few milliseconds
LOOK = 100_000  # instructions of SQLite between two such looks while a copy is checked


def copy_database(source: Path, target: Path, work: Work) -> None:
    """All that was committed before it began, as one file without others beside it; synced. `target` is empty.

    Raises UnusableDatabase and Stopped; a half copy is then the caller's to remove.
    """
    with _told("copied"), closing(_opened(source, "ro")) as there, closing(_opened(target, "rw")) as here:
        # one view for the whole copy: without it each commit of others would start the copy anew
        there.execute("BEGIN")
        there.execute("SELECT count(*) FROM sqlite_master").fetchone()
        here.execute("PRAGMA journal_mode=OFF")
        here.execute("PRAGMA synchronous=OFF")

        def tell(status: int, left: int, pages: int) -> None:
            work.at("copying", pages - left, pages)

        there.backup(here, pages=STEP, progress=tell)
        here.execute("PRAGMA journal_mode=DELETE")
    sync(target)


def check_copy(file: Path, work: Work) -> None:
    """Look at every page, index and reference. Raises UnusableDatabase and Stopped."""
    work.at("verifying")
    with _told("read"), closing(_opened(file, "ro")) as connection:
        connection.set_progress_handler(lambda: work.is_stopped, LOOK)
        try:
            [found] = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if found != "ok":
                raise UnusableDatabase(f"The database is damaged ({' '.join(found.split())}).")
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise UnusableDatabase("The database is damaged (something in it belongs to nothing).")
        except sqlite3.OperationalError:
            work.at("verifying")  # it was stopped
            raise


def as_one_file(file: Path) -> None:
    """Take in what is beside a database nobody uses, so that it can be put in place as a whole; synced."""
    with closing(_opened(file, "rw")) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    sync(file)


def settle(file: Path) -> bool:
    """Take what is beside a database into it; False when somebody else reads it just now."""
    with closing(_opened(file, "rw")) as connection:
        [busy, *_] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def remove_beside(file: Path) -> None:
    """What SQLite has left beside a database file that nobody uses."""
    for end in BESIDE:
        file.with_name(file.name + end).unlink(missing_ok=True)


@contextmanager
def _told(done: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise UnusableDatabase(f"The database cannot be {done}: {error}") from error


def _opened(file: Path, mode: str) -> sqlite3.Connection:
    address = f"file:{quote(str(file.absolute()))}?mode={mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None)
