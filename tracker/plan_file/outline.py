"""The lines below the front matter as sections, and a section's lines as list items. What they mean comes later."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tracker.domain.typed_text import TEXT, TITLE
from tracker.plan_file.problems import LONGEST_LINE, Problems

INSIDE = 2  # columns a line must be indented by to belong to the item above it
_TAB = 4
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_BULLET = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_BOX = re.compile(r"\[([ xX]?)\](?:[ \t]+|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file and its number, from 1."""

    number: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text or self.text.isspace()


@dataclass(slots=True)
class Section:
    """A heading and the lines below it."""

    line: int
    heading: str
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class ListItem:
    """An item of a list: its first line without the sign, its box if it has one, and what stands indented below."""

    line: int
    text: str
    indent: int
    below: list[Line] = field(default_factory=list)

    def box(self) -> tuple[bool, str] | None:
        """Whether its box is ticked, and the text behind it; None without a box."""
        found = _BOX.match(self.text)
        return (found[1] in ("x", "X"), self.text[found.end() :]) if found else None

    def whole_text(self, first: str) -> str:
        """`first` and the lines below, without the indent that makes them belong here."""
        rest = (_without_indent(line.text, self.indent + INSIDE) for line in self.below)
        return "\n".join([first, *(line.rstrip() for line in rest)]).strip()


def sections(lines: Iterable[Line], problems: Problems) -> Iterator[Section]:
    """The sections of a file; text before the first heading is a problem."""
    section = None
    for line in lines:
        if len(line.text) > LONGEST_LINE:
            problems.add(line.number, "too_long", limit=TEXT)
            line = Line(line.number, line.text[:TITLE])
        if _HEADING.match(line.text):
            if section:
                yield section
            section = Section(line.number, line.text.strip("# \t"))
        elif section:
            section.lines.append(line)
        elif not line.blank:
            problems.add(line.number, "before_heading")
    if section:
        yield section


def list_items(lines: Sequence[Line], problems: Problems) -> Iterator[ListItem]:
    """The items of a list, its first line giving the indent; lines that belong to no item are problems."""
    base = next((_indent(line.text) for line in lines if not line.blank), 0)
    item: ListItem | None = None
    for line in lines:
        if line.blank:
            if item:
                item.below.append(line)
            continue
        indent = _indent(line.text)
        bullet = _BULLET.match(line.text.strip())
        if item and (indent >= base + INSIDE or (indent > base and not bullet)):
            item.below.append(line)
        elif bullet:
            if item:
                yield item
            item = ListItem(line.number, line.text.strip()[bullet.end() :], base)
        else:
            problems.add(line.number, "stray_text", found=line.text.strip())
    if item:
        yield item


def _indent(text: str) -> int:
    blanks = text[: len(text) - len(text.lstrip(" \t"))]
    return len(blanks) + (_TAB - 1) * blanks.count("\t")


def _without_indent(text: str, columns: int) -> str:
    for at, sign in enumerate(text):
        if sign not in " \t" or columns <= 0:
            return text[at:]
        columns -= _TAB if sign == "\t" else 1
    return ""
