"""Rows that are put in once, whoever comes first: alike on both databases."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session


def put_once(session: Session, table: Table, row: Mapping[str, Any]) -> bool:
    """Whether it was not there; another process that puts the same is waited for."""
    connection = session.connection()
    statement = _statement(table, connection.dialect.name, telling=True)
    return connection.execute(statement, dict(row)).first() is not None


def put_all_once(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Those of them that were not there, whichever they are."""
    if rows:
        connection = session.connection()
        statement = _statement(table, connection.dialect.name, telling=False)
        connection.execute(statement, [dict(row) for row in rows])


@cache
def _statement(table: Table, dialect: str, *, telling: bool) -> Executable:
    # built once: putting one together costs far more than running it
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    put = insert(table).on_conflict_do_nothing()
    return put.returning(*table.primary_key.columns) if telling else put
