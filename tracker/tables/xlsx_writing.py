"""A table as a workbook that can be printed as it is: A4 landscape, heads on every page."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from tracker.tables.sheet import Cell, Sheet

WIDTHS = {
    "number": 5,
    "title": 38,
    "deadline": 20,
    "stage": 14,
    "themes": 18,
    "text": 44,
    "result": 30,
}  # characters
_WIDTH = 24
NEVER = datetime(1980, 1, 1)  # noqa: DTZ001  the first moment a zip knows, which has no zones
_LONGEST_NAME = 31  # signs of a sheet's name in Excel
_NOT_IN_A_NAME = re.compile(r"[\\/*?:\[\]']")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_A4 = 9

_HEAD, _HEAD_FONT = PatternFill("solid", fgColor="FFE4EBEA"), Font(bold=True)
_RULE = Border(bottom=Side("thin", color="FFC9C5BC"))
_TEXT = Alignment(wrap_text=True, vertical="top")


def write_xlsx(sheet: Sheet) -> bytes:
    """A workbook with one sheet; every text is a text, whatever it begins with."""
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.title = "", sheet.title
    book.properties.created = book.properties.modified = NEVER
    page = cast(Worksheet, book.create_sheet(_name(sheet.title)))  # for writing only, with all of its set-up
    _set_up(page, sheet)
    page.append(list(_heads(page, sheet)))
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])
    file = io.BytesIO()
    ExcelWriter(book, _Dateless(file, "w", zipfile.ZIP_DEFLATED)).save()
    return file.getvalue()


class _Dateless(zipfile.ZipFile):
    """Says of nothing in it when it was written: the same table makes the same bytes."""

    def writestr(self, name: Any, data: Any, *options: Any) -> None:
        info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name, NEVER.timetuple()[:6])
        info.compress_type = self.compression
        super().writestr(info, data)

    def write(self, filename: Any, arcname: Any = None, *options: Any) -> None:
        self.writestr(arcname or filename, Path(filename).read_bytes())


def _set_up(page: Worksheet, sheet: Sheet) -> None:
    page.freeze_panes = "C2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for at, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(at)].width = WIDTHS.get(column, _WIDTH)
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"


def _heads(page: Worksheet, sheet: Sheet) -> Iterator[BookCell]:
    for head in sheet.heads:
        cell = _cell(page, head)
        cell.font, cell.fill = _HEAD_FONT, _HEAD
        yield cell


def _cell(page: Worksheet, value: Cell) -> BookCell:
    cell = WriteOnlyCell(page, _ESCAPE.sub("_x005F_", value) if isinstance(value, str) else value)
    cell.alignment, cell.border = _TEXT, _RULE
    if value and isinstance(value, str):
        cell.data_type = "s"  # else what begins with = becomes a formula, and #N/A an error
        cell.quotePrefix = True  # and stays a text when somebody edits it
    return cell


def _name(title: str) -> str:
    return _NOT_IN_A_NAME.sub(" ", title)[:_LONGEST_NAME].strip() or "Plan"
