"""The parts of a workbook beside its sheets: their names, which styles are dates, the shared texts."""

import re
from dataclasses import dataclass

from tracker.tables.found import MOST_CELL, MOST_TEXT, TableRefused

MOST_CELLS = 400_000  # elements, empty ones included
TOO_LONG = None  # in place of a shared text that no cell may show
_MOST_SHEETS, _MOST_STYLES = 500, 70_000
_SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_RELATED = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
_DATE_IDS = {
    *range(14, 23),
    *range(27, 37),
    *range(45, 48),
    *range(50, 59),
}  # formats of dates that need no text
_NOT_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    link: str
    shown: bool


class Book:
    """The sheets by name, and how days are counted."""

    def __init__(self) -> None:
        self.sheets: list[_Named] = []
        self.is_1904 = False

    def start(self, tag: str, of: dict[str, str]) -> None:
        if plain(tag) == "sheet" and len(self.sheets) < _MOST_SHEETS:
            link = next((of[name] for name in _RELATED if name in of), "")
            self.sheets.append(_Named(of.get("name", "")[:31], link, of.get("state", "visible") == "visible"))
        elif plain(tag) == "workbookPr":
            self.is_1904 = of.get("date1904") in ("1", "true")


class Links:
    """Where the sheets lie."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, tag: str, of: dict[str, str]) -> None:
        if tag.endswith(" Relationship") and of.get("Type", "").endswith("/worksheet"):
            self.targets[of.get("Id", "")] = of.get("Target", "")


class Styles:
    """Which styles show a number as a date."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._used: list[str] = []
        self._inside = False

    def start(self, tag: str, of: dict[str, str]) -> None:
        tag = plain(tag)
        if tag == "numFmt":
            self._codes[of.get("numFmtId", "")] = of.get("formatCode", "")[:200]
        elif tag in ("cellXfs", "cellStyleXfs", "dxfs", "cellStyles"):
            self._inside = tag == "cellXfs"
        elif tag == "xf" and self._inside and len(self._used) < _MOST_STYLES:
            self._used.append(of.get("numFmtId", "0"))

    def dates(self) -> list[bool]:
        known = {number: _is_date(number, self._codes.get(number, "")) for number in set(self._used)}
        return [known[number] for number in self._used]


class Texts:
    """The shared texts; phonetic readings of them are left out."""

    def __init__(self) -> None:
        self.texts: list[str | None] = []
        self._parts: list[str] = []
        self._length = self._all = 0
        self._in_text = self._aside = False

    def start(self, tag: str, of: dict[str, str]) -> None:
        tag = plain(tag)
        if tag == "si":
            self._parts, self._length = [], 0
        elif tag == "rPh":
            self._aside = True
        elif tag == "t":
            self._in_text = not self._aside

    def end(self, tag: str) -> None:
        tag = plain(tag)
        if tag == "t":
            self._in_text = False
        elif tag == "rPh":
            self._aside = False
        elif tag == "si":
            self.texts.append(TOO_LONG if self._length > MOST_CELL else "".join(self._parts))
            if len(self.texts) > MOST_CELLS:
                raise TableRefused("too_much_text")

    def text(self, words: str) -> None:
        if not self._in_text:
            return
        self._length += len(words)
        if self._length <= MOST_CELL:
            self._all += len(words)
            self._parts.append(words)
        if self._all > MOST_TEXT:
            raise TableRefused("too_much_text")


def plain(tag: str) -> str:
    space, _, name = tag.rpartition(" ")
    return name if space in _SPACES else ""


def _is_date(number: str, code: str) -> bool:
    if number.isdigit() and int(number) in _DATE_IDS:
        return True
    bare = _NOT_CODE.sub("", code.lower())
    return any(sign in bare for sign in "dyj") or ("m" in bare and "h" not in bare and "s" not in bare)
