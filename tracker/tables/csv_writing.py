"""A table as CSV, as spreadsheets open it with a double click."""

import csv
import io

from tracker.tables.harmless import guarded
from tracker.tables.sheet import Sheet

# what Excel takes for the end of a cell is the list separator of its country
SEPARATORS = {"de": ";", "en": ","}


def write_csv(sheet: Sheet, locale: str) -> bytes:
    """UTF-8 with a byte order mark, without which Excel reads umlauts as signs of another alphabet."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=SEPARATORS[locale], lineterminator="\r\n")
    writer.writerow(sheet.heads)
    for row in sheet.rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")
