"""Migrated databases to fill: a SQLite file for each test, one PostgreSQL database emptied for each test."""

import contextlib
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from tracker.store.migrating import upgrade
from tracker.store.schema import METADATA


def sqlite_url(file: Path) -> str:
    """The address of a SQLite file."""
    return f"sqlite:///{file}"


def migrated_file(folder: Path) -> Path:
    """A SQLite file with this release's schema and nothing in it: the template that tests copy."""
    file = folder / "template.sqlite3"
    upgrade(sqlite_url(file))
    return file


def copied(template: Path, folder: Path) -> str:
    """The address of a fresh copy."""
    return sqlite_url(Path(shutil.copy(template, folder / "tracker.sqlite3")))


@contextlib.contextmanager
def database_on(server_url: str) -> Iterator[str]:
    """A new empty database on a PostgreSQL server, dropped afterwards."""
    name = f"tracker_test_{secrets.token_hex(4)}"
    _run(server_url, f"CREATE DATABASE {name}")
    url = make_url(server_url).set(database=name).render_as_string(hide_password=False)
    try:
        yield url
    finally:
        _run(server_url, f"DROP DATABASE {name} WITH (FORCE)")


def emptied(url: str) -> str:
    """The same address, after every table was emptied."""
    names = ", ".join(f'"{table.name}"' for table in METADATA.sorted_tables)
    _run(url, f"TRUNCATE {names}")
    return url


def _run(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
