"""What stands in the database, for tests that look past the finders."""

from typing import Any

from sqlalchemy import func, select
from sqlmodel import SQLModel, col

from tracker.store.database import Database


def found(database: Database, column: Any) -> list[Any]:
    """All values of a column."""
    with database.reading() as session:
        return list(session.execute(select(col(column))).scalars())


def count(database: Database, table: type[SQLModel]) -> int:
    """The rows of a table."""
    with database.reading() as session:
        return session.execute(select(func.count()).select_from(table)).scalar() or 0
