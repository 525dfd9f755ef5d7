"""Who was erased stays erased: a list of keys beside the database, which an older backup is held against.

The list lies in the data folder, a key to a line: an id and no name. The database has the same in `erasure`; the file
outlives it when a backup takes its place. Who is on one of both and still there is erased again.
"""

import os
from collections.abc import Collection
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from tracker.commands.erasures import erase
from tracker.commands.parties import OtherPlans
from tracker.domain.edit import Edit
from tracker.domain.erasure import Erasure
from tracker.domain.ids import is_id
from tracker.domain.refusals import NotFound
from tracker.store.database import Database
from tracker.store.engines import inspecting_engine
from tracker.store.history import table_of
from tracker.store.migrating import sync
from tracker.store.persons import find_person, plans_with
from tracker.store.plans import feed_of

FILE = "erasures"
TRIES = 3  # with people at work a further plan may show somebody meanwhile


def keep_key(folder: Path, key: str) -> None:
    """Add a key to the list, durably; call it when the erasure stands and before it is acknowledged."""
    file = folder / FILE
    is_new = not file.exists()
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, f"\n{key}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        sync(folder)


def kept_keys(folder: Path) -> set[str]:
    """Who is on the list; a line that was cut off is nobody."""
    file = folder / FILE
    lines = file.read_text().splitlines() if file.exists() else []
    return {line for line in lines if line[:2] in ("m:", "g:", "p:") and is_id(line[2:])}


def erased_in(url: str) -> set[str]:
    """Whom a database that may be damaged, not there, or of an older release has marked as erased."""
    engine = inspecting_engine(url)
    try:
        with engine.connect() as connection:
            return set(connection.execute(select(table_of(Erasure).c.who)).scalars())
    except DBAPIError:
        return set()
    finally:
        engine.dispose()


def settle(database: Database, folder: Path, now: datetime) -> int:
    """Bring database and list together; how many were erased again. Nobody else writes meanwhile."""
    marked = set(database.read_now(_marked))
    for key in sorted(marked - (listed := kept_keys(folder))):
        keep_key(folder, key)
    return erase_again(database, listed - marked, now)


def erase_again(database: Database, keys: Collection[str], now: datetime) -> int:
    """Erase those of them who are there; how many that were."""
    return sum(_erase_one(database, key, now) for key in sorted(keys))


def _erase_one(database: Database, key: str, now: datetime) -> bool:
    for left in reversed(range(TRIES)):
        try:
            plans = database.read_now(lambda session: plans_with(session, find_person(session, key)))
            command = partial(_carry_out, key=key, now=now)
            database.write_now(command, feeds=tuple(map(feed_of, plans)))
            return True
        except NotFound:
            database.write_now(partial(_mark, key=key, now=now))
            return False
        except OtherPlans:
            if not left:
                raise
    return False


def _carry_out(session: Session, *edits: Edit, key: str, now: datetime) -> None:
    erase(session, find_person(session, key), now, *edits)


def _mark(session: Session, key: str, now: datetime) -> None:
    session.merge(Erasure(who=key, at=now))
    session.flush()


def _marked(session: Session) -> list[str]:
    return list(session.execute(select(col(Erasure.who))).scalars())
