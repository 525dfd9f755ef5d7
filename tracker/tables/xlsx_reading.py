"""Reading a workbook, piece by piece: nothing is unpacked that was not counted first.

openpyxl builds whole rows and all shared texts before anything can be refused, and does not say where merged cells
are when it streams; so the few elements a table needs are read here. No document may declare anything of its own.
"""

import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import IO
from xml.parsers import expat

from tracker.tables.found import Notice, Row, TableRefused
from tracker.tables.xlsx_cells import Sheet
from tracker.tables.xlsx_parts import Book, Links, Styles, Texts

MOST_UNPACKED = 50 * 1024 * 1024  # bytes of all parts together
MOST_DIRECTORY = 256 * 1024  # bytes that list the parts
_PIECE = 64 * 1024
_END = b"PK\x05\x06"
_DAY_ZERO, _DAY_ZERO_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - days, not moments

Start = Callable[[str, dict[str, str]], None]


class Workbook:
    """The parts of a workbook. Raises TableRefused for what is none, and while reading for what is too much."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        _check_directory(file, size)
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, OSError):
            raise TableRefused("broken_workbook") from None
        self._left = MOST_UNPACKED
        self._names = set(self._zip.namelist())

    def rows(self) -> Iterator[Row | tuple[int, int, int, int] | Notice]:
        """The rows of the first sheet that can be seen, then its merged cells; before them what to mention."""
        book = Book()
        self._read("xl/workbook.xml", book.start)
        links = Links()
        self._read("xl/_rels/workbook.xml.rels", links.start)
        shown = [sheet for sheet in book.sheets if sheet.shown]
        if not shown or shown[0].link not in links.targets:
            raise TableRefused("no_sheet")
        if len(shown) > 1:
            yield Notice("first_sheet", {"name": shown[0].name, "n": str(len(shown) - 1)})
        styles, texts = Styles(), Texts()
        if "xl/styles.xml" in self._names:
            self._read("xl/styles.xml", styles.start)
        if "xl/sharedStrings.xml" in self._names:
            self._read("xl/sharedStrings.xml", texts.start, texts.end, texts.text)
        sheet = Sheet(texts.texts, styles.dates(), _DAY_ZERO_1904 if book.is_1904 else _DAY_ZERO)
        target = links.targets[shown[0].link]
        name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        for _ in self._pieces(name, sheet.start, sheet.end, sheet.text):
            yield from sheet.taken()
        sheet.check_formulas()
        yield from sheet.merged

    def _read(self, name: str, start: Start, *handlers: Callable[..., None]) -> None:
        for _ in self._pieces(name, start, *handlers):
            pass

    def _pieces(self, name: str, start: Start, *handlers: Callable[..., None]) -> Iterator[None]:
        """Parse a part; after each piece its reader can take what it has."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _no_declarations
        parser.StartElementHandler = start
        if handlers:
            parser.EndElementHandler, parser.CharacterDataHandler = handlers
        try:
            with self._zip.open(name) as part:
                while piece := part.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise TableRefused("too_much_unpacked", limit=MOST_UNPACKED // 1024 // 1024)
                    parser.Parse(piece, False)
                    yield
            parser.Parse(b"", True)
            yield
        except expat.ExpatError as error:
            raise TableRefused("broken_part", part=name, line=error.lineno) from None
        except (KeyError, zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError):
            raise TableRefused("broken_workbook") from None
        except Exception as error:
            if type(error).__name__ == "error":  # zlib's
                raise TableRefused("broken_workbook") from None
            raise


def _check_directory(file: IO[bytes], size: int) -> None:
    """A list of a hundred thousand parts costs more memory than the parts."""
    file.seek(max(0, size - 66_000))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 16:
        raise TableRefused("broken_workbook")
    if int.from_bytes(tail[at + 12 : at + 16], "little") > MOST_DIRECTORY:
        raise TableRefused("broken_workbook")
    file.seek(0)


def _no_declarations(*declared: object) -> None:
    raise TableRefused("declares")
