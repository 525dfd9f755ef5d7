"""Tables as text: CSV from any program, and what was copied out of a table or a list."""

import csv
import re
from collections.abc import Iterator

from tracker.tables.columns import COLUMNS
from tracker.tables.found import MOST_CELL, MOST_COLUMNS, MOST_ROWS, Notice, Row, TableRefused, cell_name
from tracker.tables.harmless import unguarded

_SEPARATORS = ("\t", ";", ",", "|")
MOST_LINES = 10 * MOST_ROWS  # a cell may have several
_LOOKED_AT = 30  # records from which the separator is told
_LEADING = re.compile(r"\s*(?:[-*•–·]|\d{1,3}[.)])\s+")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def decoded(file: bytes) -> tuple[str, list[Notice]]:
    """The text in the file, and how it was read if not as UTF-8. Raises TableRefused with the line that is no text."""
    encoding = _MARKS.get(file[:2]) or _without_mark(file)
    notices = [Notice("read_as", {"encoding": "UTF-16"})] if encoding else []
    try:
        return file.decode(encoding or "utf-8-sig"), notices
    except UnicodeDecodeError:
        if encoding:
            raise TableRefused("not_text", line=1) from None
    try:
        return file.decode("cp1252"), [Notice("read_as", {"encoding": "Windows-1252"})]
    except UnicodeDecodeError as error:
        raise TableRefused("not_text", line=file.count(b"\n", 0, error.start) + 1) from None


def rows_of(text: str) -> Iterator[Row]:
    """The rows that are not empty. Raises TableRefused."""
    if (at := text.find("\x00")) >= 0:
        raise TableRefused("not_text", line=text.count("\n", 0, at) + 1)
    separator = _separator(text)
    if separator is None:
        yield from _lines(text)
        return
    for count, (line, cells) in enumerate(_records(text, separator), 1):
        if count > MOST_ROWS:
            raise TableRefused("too_many_rows", line=line, limit=MOST_ROWS)
        if any(cells):
            _check(line, cells)
            yield Row(line, tuple(unguarded(cell.strip()) for cell in cells))


def _without_mark(file: bytes) -> str:
    """UTF-16 that does not say so: every second byte of Latin letters is nothing."""
    start = file[:200]
    if len(start) < 4 or b"\x00" not in start:
        return ""
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def _separator(text: str) -> str | None:
    """What stands between the cells: what makes the most known heads, else the most columns alike; None in a list."""
    found = {separator: _first_records(text, separator) for separator in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda separator: _fit(found[separator]))
    heads, same = _fit(found[best])
    # sentences have commas too
    return best if heads or same > (2 if best == "," else 0) else None


def _first_records(text: str, separator: str) -> list[list[str]]:
    start = text[: 4 * MOST_CELL].split("\n", _LOOKED_AT)[:_LOOKED_AT]
    return [line.split(separator) for line in start if line.strip()]


def _fit(records: list[list[str]]) -> tuple[int, int]:
    heads = max(
        (sum(COLUMNS.key(_bare(cell)) is not None for cell in record) for record in records), default=0
    )
    widths = [len(record) for record in records]
    same = max(
        (width for width in set(widths) if width > 1 and widths.count(width) * 2 > len(widths)), default=0
    )
    return (heads if heads > 1 else 0), same


def _bare(cell: str) -> str:
    return cell.strip().strip('"').strip()


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Records with the line they begin in."""
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(_numbered(text), delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _told(str(error), line) from None
        if cells is None:
            return
        yield line, cells
        line = reader.line_num + 1


def _numbered(text: str) -> Iterator[str]:
    start, line = 0, 0
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        line += 1
        if line > MOST_LINES:
            raise TableRefused("too_many_rows", line=line, limit=MOST_ROWS)
        if end - start > MOST_CELL * MOST_COLUMNS:
            raise TableRefused("long_cell", line=line, limit=MOST_CELL)
        yield text[start:end]
        start = end


def _told(error: str, line: int) -> TableRefused:
    if "limit" in error:
        return TableRefused("long_cell_or_quote", line=line, limit=MOST_CELL)
    return TableRefused("open_quote", line=line)


def _check(line: int, cells: list[str]) -> None:
    wide = next((at for at, cell in enumerate(cells) if at >= MOST_COLUMNS and cell), None)
    if wide is not None:
        raise TableRefused("too_many_columns", cell=cell_name(line, wide), limit=MOST_COLUMNS)


def _lines(text: str) -> Iterator[Row]:
    """A list without columns: each line is a step. What every line begins with in a list does not count."""
    lines = [words for words in _numbered(text) if words.strip()]
    is_list = all(map(_LEADING.match, lines))  # else "12. März: Kick-off" would lose its day
    if len(lines) > MOST_ROWS:
        raise TableRefused("too_many_rows", line=MOST_ROWS, limit=MOST_ROWS)
    for line, words in enumerate(_numbered(text), 1):
        words = (_LEADING.sub("", words, count=1) if is_list else words).strip()
        if len(words) > MOST_CELL:
            raise TableRefused("long_cell", line=line, limit=MOST_CELL)
        if words:
            yield Row(line, (unguarded(words),))
