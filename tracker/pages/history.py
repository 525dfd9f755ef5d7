"""What was done on a plan, by whom and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.pages.common import FeedPlace, FormView, PathLink, PlanLink


@dataclass(frozen=True, slots=True)
class PastPart:
    """Something that went from one value to another; both are words of the reader's language, or empty."""

    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class PastLine:
    """One Change."""

    rev: int
    day: str
    time: str
    """In Berlin, as `day`."""
    sentence: str
    parts: Sequence[PastPart]
    step: str
    """The id of the step it is about, while there is one; else empty."""
    number: int | None
    may_undo: bool
    undone: bool
    why_not: str = ""
    """Why it cannot be undone, never or not any more; empty for all that could be, and for who may not."""


@dataclass(frozen=True, slots=True)
class PastDay:
    """The Changes of one Berlin day, newest first."""

    name: str
    lines: Sequence[PastLine]


@dataclass(frozen=True, slots=True)
class StepPast:
    """`steps/_past.html`: the last few Changes of one step, newest first."""

    plan: PlanLink
    number: int
    lines: Sequence[PastLine]
    form: FormView


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """`plans/history.html`."""

    plan: PlanLink
    path: Sequence[PathLink]
    days: Sequence[PastDay]
    people: Sequence[tuple[str, str]]
    """Key and name of everybody who ever changed something here."""
    by: str
    """The person chosen; empty for all."""
    step: str
    """The number of the step chosen, as typed; empty for all."""
    since: int
    """Only what is newer than this rev; 0 for everything."""
    older: str
    """The address of the page with what came before; empty at the beginning."""
    here: FeedPlace
    day: date
    form: FormView

    @property
    def address(self) -> str:
        return f"/plans/{self.plan.id}/history"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.by or self.step or self.since)
