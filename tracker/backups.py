"""`tracker backup` and `tracker restore`: everything of an installation in one file, and back."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tracker.clock import Clock
from tracker.commands.erased_again import erased_in, keep_key, kept_keys, settle
from tracker.control import Failed
from tracker.domain.work import Work
from tracker.lock import Busy, Lock, lock_files, lock_to_serve
from tracker.settings import Settings
from tracker.store.copying import BESIDE, as_one_file, check_copy, copy_database, remove_beside
from tracker.store.copying import settle as settle_log
from tracker.store.database import Database
from tracker.store.engines import sqlite_file
from tracker.store.migrating import UnusableDatabase, schema_of, sync, upgrade
from tracker.store.restored import Doors, doors_of, renew
from tracker.whole_files import half_of, keep

ELSEWHERE = (
    "The data is in a PostgreSQL: pg_dump --format=custom makes a backup of it while the server runs, "
    "and pg_restore brings it back; docs/operating.md says how."
)


@dataclass(frozen=True, slots=True)
class Restored:
    """Where everything is now, and where what was there before is kept; None if nothing was.

    `compared`: it could be read, so whom it let in is let in still. Otherwise nobody is.
    """

    database: Path
    before: Path | None
    compared: bool


def back_up(settings: Settings, file: Path, work: Work, *, overwrite: bool = False) -> str:
    """Write everything as it stands now to `file`, all of it or nothing; the schema it has.

    A server may run meanwhile. Raises Failed, UnusableDatabase and Stopped.
    """
    database = _database(settings)
    file = file.absolute()
    if not database.exists():
        raise Failed(f"There is no database at {database} to back up.")
    _refuse_own(database, file)
    if file.exists() and not overwrite:
        raise Failed(f"{file} is there already: name another file, or say --overwrite.")
    with half_of(file) as half, _alone_there(half):
        copy_database(database, half, work)
        schema = _checked(half, work)
        work.go_through("keeping")
        keep(half, file)
    return schema


def restore(settings: Settings, file: Path, work: Work) -> Restored:
    """Put everything back as it stood in a backup. What was there before is kept beside it.

    Raises Failed while a server runs, for a file that is no whole backup or from a newer release, and Stopped;
    nothing is changed then.
    """
    database = _database(settings)
    _refuse_own(database, file)
    with _alone(settings), half_of(database) as half, _alone_there(half):
        try:
            copy_database(file, half, work)
            _checked(half, work)
            upgrade(f"sqlite:///{half}")
        except UnusableDatabase as unusable:
            raise Failed(f"{file} cannot be restored. {unusable}") from None
        clock = Clock()
        doors = doors_of(settings.database_url)
        renew(f"sqlite:///{half}", doors or Doors(), clock.now())
        _erase_again(settings, half, clock)
        as_one_file(half)
        work.go_through("keeping")
        before = _set_aside(database, f"{clock.now():%Y%m%d-%H%M%S}") if database.exists() else None
        keep(half, database)
    return Restored(database, before, doors is not None)


def _erase_again(settings: Settings, half: Path, clock: Clock) -> None:
    """Whoever was erased since the backup is not in what comes back; that stands beside the database or in it."""
    for key in erased_in(settings.database_url) - kept_keys(settings.data_dir):
        keep_key(settings.data_dir, key)
    database = Database(f"sqlite:///{half}", clock.both)
    try:
        settle(database, settings.data_dir, clock.now())
    finally:
        database.close()


def _database(settings: Settings) -> Path:
    file = sqlite_file(settings.database_url)
    if file is None:
        raise Failed(ELSEWHERE)
    return file.absolute()


def _refuse_own(database: Path, file: Path) -> None:
    own = [database.with_name(database.name + end).resolve() for end in ("", *BESIDE)]
    if file.resolve() in own:
        raise Failed(f"{file} is the database itself: name another file.")


def _checked(half: Path, work: Work) -> str:
    """The schema of a copy. Raises UnusableDatabase for one that is damaged, not ours or newer, and Stopped."""
    check_copy(half, work)
    return schema_of(f"sqlite:///{half}")[0] or ""


@contextmanager
def _alone_there(half: Path) -> Iterator[None]:
    """Nothing that SQLite has beside a database outlasts the half one, nor comes from one that was killed."""
    remove_beside(half)
    try:
        yield
    finally:
        remove_beside(half)


def _alone(settings: Settings) -> Lock:
    try:
        return lock_to_serve(lock_files(settings))
    except Busy as busy:
        raise Failed(
            f"Process {busy.pid} works with {settings.data_dir}: end it first; a restore takes its place."
        ) from None


def _set_aside(database: Path, moment: str) -> Path:
    """Keep the database under another name as well; whenever this is cut off, one of the two is whole.

    What SQLite has beside it belongs to it alone: beside another database it would be taken into that one.
    """
    try:
        schema_of(f"sqlite:///{database}")
    except UnusableDatabase:
        pass  # kept as it is, with what is beside it
    else:
        if not settle_log(database):
            raise Failed(f"Somebody else reads {database} just now; nothing was changed. Try again.")
    numbers = ("" if n == 1 else f"-{n}" for n in count(1))
    names = (database.with_name(f"{database.name}.before-{moment}{n}") for n in numbers)
    before = next(name for name in names if not name.exists())
    beside = [end for end in BESIDE if database.with_name(database.name + end).exists()]
    for end in ("", *beside):
        os.link(database.with_name(database.name + end), before.with_name(before.name + end))
        before.with_name(before.name + end).chmod(0o600)
    sync(database.parent)
    for end in beside:
        database.with_name(database.name + end).unlink()
    return before
