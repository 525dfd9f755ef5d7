"""Which column of a found table is what: told from its heads, and changeable by whoever imports it."""

import re
from dataclasses import dataclass

from tracker.tables.columns import COLUMNS
from tracker.tables.found import FoundTable, Row

_LOOKED_AT = 20  # rows above which the heads may stand
_APOSTROPHES = str.maketrans("’‘´`ʼ", "'''''")
_ASIDE = re.compile(r"\([^)]*\)|[?*]")


@dataclass(frozen=True, slots=True)
class Mapping:
    """`columns`: a key of COLUMNS for each column of the table, "" for what is left out. `head`: the line of the
    heads, 0 when the first row is a step already."""

    columns: tuple[str, ...]
    head: int = 0

    def rows(self, found: FoundTable) -> list[Row]:
        """The rows below the heads."""
        return [row for row in found.rows if row.line > self.head]

    def untaken(self, found: FoundTable) -> list[Row]:
        """Those of them that say something, but in no column that is taken."""
        return [row for row in self.rows(found) if any(row.cells) and not self._says(row)]

    def _says(self, row: Row) -> bool:
        return any(key and cell for key, cell in zip(self.columns, row.cells, strict=False))


def guessed(found: FoundTable) -> Mapping:
    """What the heads say; each meaning once, for the first column that says it."""
    if found.columns:
        return Mapping(found.columns)
    if found.width == 1 and not any(COLUMNS.key(row.cells[0]) for row in found.rows[:1]):
        return Mapping(("title",))
    head = max(found.rows[:_LOOKED_AT], key=_known_heads)
    if not _known_heads(head):
        return Mapping(("",) * found.width)
    columns: list[str] = []
    for cell in head.cells + ("",) * (found.width - len(head.cells)):
        key = _key(cell)
        columns.append(key if key not in columns else "")
    return Mapping(tuple(columns), head.line)


def heads_of(found: FoundTable, mapping: Mapping) -> list[str]:
    """What stands above each column, for people to recognise it by."""
    head = next((row.cells for row in found.rows if row.line == mapping.head), ())
    return [head[at] if at < len(head) else "" for at in range(found.width)]


def _known_heads(row: Row) -> int:
    return len({_key(cell) for cell in row.cells} - {""})


def _key(cell: str) -> str:
    words = " ".join(cell.translate(_APOSTROPHES).split())
    return COLUMNS.key(words) or COLUMNS.key(_ASIDE.sub("", words).strip()) or ""
