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
    """One statement with the values of all its rows, as the driver takes them.

    `revs`, `numbers`: where among them the rev stands under which they are written, and numbers that count on.
    """

    statement: str
    values: tuple[Any, ...]
    revs: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()

    def under(self, rev: int, later: int) -> tuple[Any, ...]:
        """The values under this rev, with numbers that are higher by `later`."""
        values = list(self.values)
        for at in self.revs:
            values[at] = rev
        for at in self.numbers:
            values[at] += later
        return tuple(values)


def pack(
    dialect: Dialect,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    rev: int = 0,
    number: str = "",
    over: bool = False,
) -> list[Packed]:
    """Statements that insert `rows`, each with a value for every column of `table`; `over` those that are there.

    `rev` is the one that may become another, `number` the column that counts on.
    """
    columns, names = list(table.columns), dialect.identifier_preparer
    processors = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns]
    named = list(map(names.format_column, columns))
    into = f"{names.format_table(table)} ({', '.join(named)})"
    head = f"INSERT INTO {into} VALUES "  # noqa: S608 - names of our own tables; what people wrote are values
    tail = _over(dialect, table) if over else ""
    of_a_row = f"({', '.join([_mark(dialect)] * len(columns))})"
    packed = []
    for part in _parts(rows, MOST_VALUES // len(columns)):
        values = tuple(
            process(row[column.key]) if process else row[column.key]
            for row in part
            for column, process in zip(columns, processors, strict=True)
        )
        kept = [at for at, column in enumerate(columns) if rev and column.key.endswith("rev")]
        revs = (
            at
            for start in _starts(part, columns)
            for at in (start + one for one in kept)
            if values[at] == rev
        )
        counted = [at for at, column in enumerate(columns) if column.key == number]
        numbers = (start + at for start in _starts(part, columns) for at in counted)
        statement = head + ", ".join([of_a_row] * len(part)) + tail
        packed.append(Packed(statement, values, tuple(revs), tuple(numbers)))
    return packed


def pack_removal(
    dialect: Dialect, table: Table, column: str, values: Sequence[str], within: Mapping[str, str]
) -> list[Packed]:
    """Statements that delete the rows with one of these values in a column, `within` those that also have these."""
    names = dialect.identifier_preparer
    beside = "".join(f"{names.format_column(table.columns[one])} = {_mark(dialect)} AND " for one in within)
    where = f"WHERE {beside}{names.format_column(table.columns[column])} IN "
    head = f"DELETE FROM {names.format_table(table)} {where}"  # noqa: S608 - as above
    return [
        Packed(f"{head}({', '.join([_mark(dialect)] * len(part))})", (*within.values(), *part))
        for part in _parts(values, MOST_VALUES)
    ]


def put(connection: Connection, packed: Sequence[Packed], rev: int = 0, later: int = 0) -> None:
    """Run what was packed for this connection's kind of database; under another `rev` than it was packed for."""
    for one in packed:
        values = one.under(rev, later) if rev else one.values
        connection.exec_driver_sql(one.statement, values)


def _over(dialect: Dialect, table: Table) -> str:
    names = dialect.identifier_preparer
    key = ", ".join(map(names.format_column, table.primary_key.columns))
    rest = [names.format_column(column) for column in table.columns if not column.primary_key]
    return f" ON CONFLICT ({key}) DO UPDATE SET {', '.join(f'{one} = excluded.{one}' for one in rest)}"


def _mark(dialect: Dialect) -> str:
    return "?" if dialect.paramstyle == "qmark" else "%s"


def _starts(rows: Sequence[Any], columns: Sequence[Any]) -> range:
    """Where the values of each row begin."""
    return range(0, len(rows) * len(columns), len(columns))


def _parts(rows: Sequence[Any], size: int) -> list[Sequence[Any]]:
    return [rows[start : start + size] for start in range(0, len(rows), size)]
