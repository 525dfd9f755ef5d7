"""The cells of a sheet, as somebody would type them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tracker.tables.found import MOST_CELL, MOST_COLUMNS, MOST_ROWS, MOST_TEXT, Row, TableRefused, cell_name
from tracker.tables.xlsx_parts import MOST_CELLS, TOO_LONG, plain

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
MOST_NAMED = 10  # cells with formulas
_LAST_DAY = 2_958_466  # of the year 9999


@dataclass
class Sheet:
    """The rows as they come; `taken` hands over those that are whole."""

    texts: list[str | None]
    dates: list[bool]
    day_zero: datetime
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    line: int = 0
    column: int = -1
    kind: str = ""
    is_date: bool = False
    cells: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    length: int = 0
    count: int = 0
    all: int = 0
    in_value: bool = False
    is_formula: bool = False
    formulas: list[str] = field(default_factory=list)
    more_formulas: int = 0
    aside: bool = False

    def taken(self) -> Iterator[Row]:
        rows, self.rows = self.rows, []
        yield from rows

    def start(self, tag: str, of: dict[str, str]) -> None:
        tag = plain(tag)
        if tag == "c":
            self.begin_cell(of)
        elif tag in ("v", "t"):
            self.in_value = not self.aside and not self.is_formula
        elif tag == "f":
            self.formula()
        elif tag == "row":
            self.line = _number(of.get("r"), self.line + 1)
            self.cells, self.column = [], -1
            if self.line > MOST_ROWS:
                raise TableRefused("too_many_rows", line=self.line, limit=MOST_ROWS)
        elif tag == "rPh":
            self.aside = True
        elif tag == "mergeCell":
            self.merge(of.get("ref", ""))

    def begin_cell(self, of: dict[str, str]) -> None:
        self.count += 1
        found = _REFERENCE.fullmatch(of.get("r", ""))
        self.column = _column(found[1]) if found else self.column + 1
        if self.count > MOST_CELLS:
            raise TableRefused("too_many_cells", cell=cell_name(self.line, self.column), limit=MOST_CELLS)
        self.kind, self.words, self.length, self.is_formula = of.get("t", "n"), [], 0, False
        style = _number(of.get("s"), 0)
        self.is_date = style < len(self.dates) and self.dates[style]

    def formula(self) -> None:
        """What was worked out last may be out of date: no value is taken from such a cell."""
        self.is_formula = True
        if len(self.formulas) < MOST_NAMED:
            self.formulas.append(cell_name(self.line, self.column))
        else:
            self.more_formulas += 1

    def check_formulas(self) -> None:
        """Once all cells are read. Raises TableRefused with the cells that hold formulas."""
        if self.more_formulas:
            raise TableRefused("formulas_more", cells=", ".join(self.formulas), more=self.more_formulas)
        if len(self.formulas) > 1:
            raise TableRefused("formulas", cells=", ".join(self.formulas))
        if self.formulas:
            raise TableRefused("formula", cell=self.formulas[0])

    def end(self, tag: str) -> None:
        tag = plain(tag)
        if tag in ("v", "t"):
            self.in_value = False
        elif tag == "rPh":
            self.aside = False
        elif tag == "c" and self.words:
            self.end_cell(self.value("".join(self.words)))
        elif tag == "row" and any(self.cells):
            self.rows.append(Row(self.line, tuple(self.cells)))

    def end_cell(self, words: str) -> None:
        if not words:
            return
        if self.column >= MOST_COLUMNS:
            raise TableRefused("too_many_columns", cell=cell_name(self.line, self.column), limit=MOST_COLUMNS)
        self.all += len(words)
        if self.all > MOST_TEXT:
            raise TableRefused("too_much_text")
        self.cells += [""] * (self.column + 1 - len(self.cells))
        self.cells[self.column] = words

    def text(self, words: str) -> None:
        if self.in_value:
            self.length += len(words)
            if self.length > MOST_CELL:
                self.too_long()
            self.words.append(words)

    def too_long(self) -> None:
        raise TableRefused("long_cell_named", cell=cell_name(self.line, self.column), limit=MOST_CELL)

    def value(self, words: str) -> str:
        """The cell as somebody would type it; a day as 2026-03-12."""
        if self.kind == "s":
            place = _number(words.strip(), -1)
            shared = self.texts[place] if 0 <= place < len(self.texts) else ""
            if shared is TOO_LONG:
                self.too_long()
            return _unescaped(shared or "").strip()
        if self.kind == "e":
            raise TableRefused("error_cell", cell=cell_name(self.line, self.column), found=words[:20])
        if self.kind == "d":
            return words.partition("T")[0]
        if self.kind == "n":
            return self.number(words.strip())
        return _unescaped(words).strip()

    def number(self, words: str) -> str:
        try:
            number = float(words)
        except ValueError:
            return words
        if self.is_date and 0 < number < _LAST_DAY:
            return (self.day_zero + timedelta(days=int(number))).date().isoformat()
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else words

    def merge(self, words: str) -> None:
        first, _, last = words.partition(":")
        start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if start and end and len(self.merged) < MOST_ROWS and start[2] != end[2]:
            lines = int(start[2]), min(int(end[2]), MOST_ROWS)
            self.merged.append((lines[0], _column(start[1]), lines[1], _column(end[1])))


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _number(words: str | None, otherwise: int) -> int:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 9 else otherwise


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(_sign, text) if "_x" in text else text


def _sign(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return "" if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)
