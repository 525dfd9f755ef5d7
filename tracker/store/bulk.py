"""Many rows at once, packed beforehand: the writer then has a few long statements to run instead of many short ones.

Each step of a statement lets go of the interpreter and has to get hold of it again; beside a busy server that is what
takes time, so a statement carries as many rows as it may.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Table

MOST_VALUES = 30_000  # of one statement: SQLite takes 32,766, PostgreSQL 65,535


@dataclass(frozen=True, slots=True)
class Packed:
    """One statement with the values of all its rows, as the driver takes them."""

    statement: str
    values: tuple[Any, ...]


def pack(dialect: Dialect, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[Packed]:
    """Statements that insert `rows`, each with a value for every column of `table`."""
    columns, names = list(table.columns), dialect.identifier_preparer
    processors = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns]
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    into = f"{names.format_table(table)} ({', '.join(map(names.format_column, columns))})"
    head = f"INSERT INTO {into} VALUES "  # noqa: S608 - names of our own tables; what people wrote are values
    of_a_row = f"({', '.join([mark] * len(columns))})"
    packed = []
    for part in _parts(rows, MOST_VALUES // len(columns)):
        values = (
            (process(row[column.key]) if process else row[column.key])
            for row in part
            for column, process in zip(columns, processors, strict=True)
        )
        packed.append(Packed(head + ", ".join([of_a_row] * len(part)), tuple(values)))
    return packed


def put(connection: Connection, packed: Sequence[Packed]) -> None:
    """Insert what was packed for this connection's kind of database."""
    for one in packed:
        connection.exec_driver_sql(one.statement, one.values)


def _parts(rows: Sequence[Mapping[str, Any]], size: int) -> list[Sequence[Mapping[str, Any]]]:
    return [rows[start : start + size] for start in range(0, len(rows), size)]
