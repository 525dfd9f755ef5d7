"""Rows that are put in once, whoever comes first: alike on both databases."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session


def put_once(session: Session, table: Table, row: Mapping[str, Any]) -> bool:
    """Whether it was not there; another process that puts the same is waited for."""
    connection = session.connection()
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    key = list(table.primary_key.columns)
    put = insert(table).values(**row).on_conflict_do_nothing().returning(*key)
    return connection.execute(put).first() is not None
