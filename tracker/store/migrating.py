"""Bringing a database to this release's schema, or refusing one that is newer, damaged or not ours."""

import os
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, make_url
from sqlalchemy.exc import DBAPIError

from tracker.store.engines import inspecting_engine, is_sqlite, sqlite_file, writing_engine

_HERE = Path(__file__).parent / "migrations"
_BESIDE = ("", "-wal", "-shm")  # a SQLite file and what it has beside it


class UnusableDatabase(Exception):
    """One sentence for the operator: why this database is not touched."""


def upgrade(url: str) -> None:
    """Bring the schema up to date, in one transaction; a SQLite file that is not there appears all at once.

    Raises UnusableDatabase for a newer schema and for a database that is damaged or not ours; changes nothing then.
    """
    file = sqlite_file(url)
    try:
        if file is not None and not file.exists():
            _make(url, file)
        else:
            _refuse_unusable(url)
            _migrate(url)
    except DBAPIError as error:
        raise UnusableDatabase(f"The database cannot be read: {error.orig}") from error


def schema_of(url: str) -> tuple[str | None, str]:
    """The schema a database has (None: there is no database yet) and the one of this release; changes no byte.

    Raises UnusableDatabase as `upgrade` does, and for one that does not answer.
    """
    head = ScriptDirectory.from_config(_config()).get_current_head() or ""
    file = sqlite_file(url)
    if file is not None and not file.exists():
        return None, head
    engine = inspecting_engine(url)
    try:
        with engine.connect() as connection:
            _refuse_damaged(connection)
            _refuse_foreign(connection)
            return MigrationContext.configure(connection).get_current_revision(), head
    except DBAPIError as error:
        raise UnusableDatabase(f"The database cannot be read: {error.orig}") from error
    finally:
        engine.dispose()


def sync(path: Path) -> None:
    """Let a file, or the names in a folder, outlast a power cut."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _make(url: str, file: Path) -> None:
    # under another name until it is whole: cut off on the way it would be an empty file, which is refused
    half = file.with_name(f"{file.name}.new")
    for end in _BESIDE:
        half.with_name(half.name + end).unlink(missing_ok=True)
    # only its owner may read it; what SQLite puts beside it, later as well, has the same mode
    os.close(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    _migrate(make_url(url).set(database=str(half)).render_as_string(hide_password=False))
    half.rename(file)
    sync(file.parent)


def _migrate(url: str) -> None:
    engine = writing_engine(url)
    try:
        with engine.connect() as connection, connection.begin():
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def _refuse_unusable(url: str) -> None:
    engine = inspecting_engine(url)
    try:
        with engine.connect() as connection:
            _refuse_damaged(connection)
            _refuse_foreign(connection)
    finally:
        engine.dispose()


def _refuse_damaged(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if found != "ok":
            said = " ".join(str(found).split())
            raise UnusableDatabase(f"The database is damaged ({said}): restore a backup.")


def _refuse_foreign(connection: Connection) -> None:
    present = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if present is not None and present not in known:
        raise UnusableDatabase(
            f"The database has schema {present}, which this release does not know: install the newer release."
        )
    # a server gives us an empty database to begin with; a file that is there and empty has lost what it held
    if present is None and (is_sqlite(str(connection.engine.url)) or inspect(connection).get_table_names()):
        raise UnusableDatabase("The database is empty or not ours: restore a backup, or name another one.")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    return config
