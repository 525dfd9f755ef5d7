"""What was found in a file: rows of cells as they stand there, nothing understood yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MOST_ROWS = 20_000  # of a sheet, empty ones included
MOST_COLUMNS = 60
MOST_CELL = 20_000  # characters; a text may have half of them
MOST_TEXT = 10_000_000  # characters of all cells together


class TableRefused(Exception):
    """The file is not read at all; `code` names the sentence `tables.<code>`, `values` the line or cell in it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is where it stands in the file, from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What a preview should mention: `tables.<code>` filled with `values`."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """`rows` without empty ones; `joined`: line and column of cells that repeat the one above them (merged cells).

    `columns` is what a plan file says each column is; a table from elsewhere has none. `plan_file` is its text then.
    """

    rows: tuple[Row, ...]
    joined: frozenset[tuple[int, int]] = frozenset()
    notices: tuple[Notice, ...] = ()
    columns: tuple[str, ...] = ()
    plan_file: str = ""

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((len(row.cells) for row in self.rows), default=0)


def cell_name(line: int, column: int) -> str:
    """As spreadsheets say it: "B7"; columns count from 0."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{line}"


def filled_down(rows: Sequence[Row], merged: Sequence[tuple[int, int, int, int]]) -> FoundTable:
    """The table with merged cells said in each of their rows. `merged`: first line and column, last line and column."""
    cells = {row.line: list(row.cells) for row in rows}
    joined = set()
    for first, left, last, _ in merged:
        words = cells[first][left] if first in cells and left < len(cells[first]) else ""
        for line in range(first + 1, last + 1):
            if words and line in cells:
                cells[line] += [""] * (left + 1 - len(cells[line]))
                cells[line][left] = words
                joined.add((line, left))
    return FoundTable(tuple(Row(line, tuple(of)) for line, of in cells.items()), frozenset(joined))
