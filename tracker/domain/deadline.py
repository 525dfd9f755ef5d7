"""A deadline as people say it: a span of days, how exactly it was said, and the words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

BY_IS_DUE = timedelta(days=14)  # "bis X" is due from two weeks before its last day on: design, section 4
ASK_BEFORE = timedelta(
    days=56
)  # a tentative date is asked about from eight weeks before its first day on: same


class Precision(StrEnum):
    """How exactly a deadline was said. DAY, WEEK, MONTH, QUARTER and YEAR may span several, said to that unit."""

    DAY = "day"
    WEEK = "week"
    MONTH_PART = "month_part"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    ONGOING = "ongoing"


class Lateness(StrEnum):
    """What a card says about its deadline on a given day."""

    NONE = "none"
    AHEAD = "ahead"
    NOW = "now"
    LATE = "late"
    ASK = "ask"


_PARTS = {1: "early", 11: "middle", 21: "end"}  # by the first day of the part of a month
_SHAPES = {Precision.HALF_YEAR: "half", None: "none"}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A span of days, both ends inclusive; without `first` and `last` it is ongoing, waiting or not understood.

    `by`: only the last day counts ("bis Ende Mai" is the 31st). `next_meeting`: follows the plan's next meeting and
    has no span until that has one. Raises ValueError when one end is missing or the ends are swapped.
    """

    words: str
    first: date | None = None
    last: date | None = None
    precision: Precision | None = None
    tentative: bool = False
    by: bool = False
    next_meeting: bool = False

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            return
        if self.first is None or self.last is None or self.first > self.last:
            raise ValueError(f"no span of days: {self.first} to {self.last}")

    @property
    def understood(self) -> bool:
        """Whether the words were read; if not, they are kept and marked."""
        return self.precision is not None or self.next_meeting

    @property
    def due_from(self) -> date | None:
        """The first day on which it is due, None without a span."""
        return self.last - BY_IS_DUE if self.by and self.last else self.first

    @property
    def shape(self) -> str:
        """Which span is drawn: day, week, early, middle, end, month, quarter, half, year, ongoing or none."""
        if self.precision is Precision.MONTH_PART and self.first:
            return _PARTS.get(self.first.day, "month")
        return _SHAPES.get(self.precision) or str(self.precision)

    def lateness(self, day: date, done: bool = False) -> Lateness:
        """What a card says on `day`, a Berlin date. Late only after the last day; tentative ones only ask."""
        first, last, due_from = self.first, self.last, self.due_from
        if done or first is None or last is None or due_from is None:
            return Lateness.NONE
        if self.tentative:
            return Lateness.ASK if day >= first - ASK_BEFORE else Lateness.AHEAD
        if day > last:
            return Lateness.LATE
        return Lateness.NOW if day >= due_from else Lateness.AHEAD

    def sort_key(self) -> tuple[date, date]:
        """Last day, then first day; without a span at the end."""
        return self.last or date.max, self.first or date.max

    def is_later_than(self, other: "Deadline | None") -> bool:
        """Whether its last day is after that of the other; no when one of them has none."""
        return bool(other and self.last and other.last and self.last > other.last)

    def to_json(self) -> dict[str, Any]:
        """Plain values for the history's effects."""
        return {
            "words": self.words,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "precision": self.precision.value if self.precision else None,
            "tentative": self.tentative,
            "by": self.by,
            "next_meeting": self.next_meeting,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Deadline":
        """The deadline that `to_json` wrote. Raises KeyError or ValueError for anything else."""
        return cls(
            words=kept["words"],
            first=date.fromisoformat(kept["first"]) if kept["first"] else None,
            last=date.fromisoformat(kept["last"]) if kept["last"] else None,
            precision=Precision(kept["precision"]) if kept["precision"] else None,
            tentative=kept["tentative"],
            by=kept["by"],
            next_meeting=kept["next_meeting"],
        )
