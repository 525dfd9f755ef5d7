"""Migrated databases to fill: a SQLite file for each test, one PostgreSQL database emptied for each test."""

import contextlib
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
from sqlalchemy import make_url

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
    # not TRUNCATE, which makes new files: ten times slower for a few rows
    statements = [f'DELETE FROM "{table.name}"' for table in reversed(METADATA.sorted_tables)]  # noqa: S608
    _run(url, "; ".join(statements))
    return url


def _run(url: str, statement: str) -> None:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]
