"""Calendars to subscribe to: a member's addresses, and the one just made."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.pages.common import FormView, PathLink, PlanLink


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """An address; what it is nobody can say any more, only with which device it was made and when."""

    id: str
    device: str
    since: str


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """The viewer's addresses of one calendar; `place` is where it belongs: `/me` or `/plans/ID`."""

    place: str
    rows: Sequence[CalendarRow]


@dataclass(frozen=True, slots=True)
class PlanCalendarPage:
    """`calendars/plan.html`: a plan's calendar, and how one subscribes to it."""

    plan: PlanLink
    path: Sequence[PathLink]
    calendar: CalendarPart | None
    """None for those without account: their way in ends soon."""
    form: FormView


@dataclass(frozen=True, slots=True)
class NewCalendarPage:
    """`calendars/new.html`: the one page on which an address stands."""

    address: str
    """Empty when it was shown before."""
    back: str
    plan: PlanLink | None

    @property
    def webcal(self) -> str:
        """What calendar programs open."""
        return f"webcal:{self.address.partition(':')[2]}"
