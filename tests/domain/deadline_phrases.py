"""What people say and what it means: the tables in `deadlines/`, one phrase a line.

`words | first[..last] precision [marks]`, said on Thursday 30 October 2025; `-` is no span. What stands in `unread.txt`
has two meanings, no such day, a word too many, or no last day that everybody shares.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from tracker.domain.deadline import Precision

SAID_ON = date(2025, 10, 30)


class Phrase(NamedTuple):
    words: str
    first: date | None
    last: date | None
    precision: Precision | None
    tentative: bool
    by: bool
    next_meeting: bool


def _lines(name: str) -> list[str]:
    return (Path(__file__).parent / "deadlines" / name).read_text("utf-8").splitlines()


def _phrase(line: str) -> Phrase:
    words, meaning = line.split(" | ")
    span, *rest = meaning.split()
    first, _, last = span.partition("..")
    marks = {"tentative", "by", "next_meeting"} & set(rest)
    precision = next((word for word in rest if word not in marks), None)
    return Phrase(
        words.strip(),
        date.fromisoformat(first) if first != "-" else None,
        date.fromisoformat(last or first) if first != "-" else None,
        Precision(precision) if precision else None,
        *(mark in marks for mark in ("tentative", "by", "next_meeting")),
    )


GERMAN = [_phrase(line) for line in _lines("german.txt")]
ENGLISH = [_phrase(line) for line in _lines("english.txt")]
UNREAD = _lines("unread.txt")
