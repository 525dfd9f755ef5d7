"""Engines for reading and writing.

On SQLite there are two, because SQLAlchemy's defaults make a SAVEPOINT void there without an error (measured: 4
threads, 80 read-modify-writes, rev 20 instead of 80). The writer is the only connection that writes and
checkpoints: SQLite before 3.51.3 can corrupt a WAL file when two do.
"""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import make_url

BUSY_MS = 5_000  # how long a writer waits for a lock held from outside before it says so
READERS = 4  # connections; more only wait for the interpreter


def writing_engine(url: str, busy_ms: int = BUSY_MS) -> Engine:
    """The engine of the one writer: every transaction begins by taking the write lock."""
    if not is_sqlite(url):
        engine = create_engine(url, pool_size=1, max_overflow=0, pool_pre_ping=True)
        _set_on_connect(engine, "synchronous_commit = on", f"lock_timeout = {busy_ms}")
        return engine
    engine = create_engine(url, pool_size=1, max_overflow=0, connect_args={"check_same_thread": False})
    _on_connect(
        engine, f"PRAGMA busy_timeout={busy_ms}", "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL"
    )
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def reading_engine(url: str) -> Engine:
    """The engine of all readers: one unchanging view of the database per transaction, and no way to write."""
    if not is_sqlite(url):
        engine = create_engine(url, pool_size=READERS, max_overflow=0, pool_pre_ping=True)
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    engine = create_engine(
        url, pool_size=READERS, max_overflow=READERS, connect_args={"check_same_thread": False}
    )
    _on_connect(engine, f"PRAGMA busy_timeout={BUSY_MS}", "PRAGMA query_only=ON")
    _begin_with(engine, "BEGIN")
    return engine


def inspecting_engine(url: str) -> Engine:
    """An engine that changes no byte, for a database that may not be ours."""
    file = sqlite_file(url)
    if file is None:
        return create_engine(url, pool_size=1, max_overflow=0)
    query = {"mode": "ro", "uri": "true"}
    return create_engine(URL.create("sqlite", database=f"file:{quote(str(file.absolute()))}", query=query))


def sqlite_file(url: str) -> Path | None:
    """The file a SQLite address names; None for other databases and those in memory."""
    name = make_url(url).database
    return Path(name) if is_sqlite(url) and name and name != ":memory:" else None


def is_sqlite(url: str) -> bool:
    """Whether the address names a SQLite file."""
    return make_url(url).get_backend_name() == "sqlite"


def _on_connect(engine: Engine, *statements: str) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin or commit on its own
        for statement in ("PRAGMA foreign_keys=ON", *statements):
            connection.execute(statement).close()


def _set_on_connect(engine: Engine, *settings: str) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: Any, record: Any) -> None:
        for setting in settings:
            connection.execute(f"SET {setting}")
        connection.commit()


def _begin_with(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql(statement)
