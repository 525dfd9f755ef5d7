"""When somebody is reminded of a step: which occasions a deadline has, and what of it is due on a Berlin day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.deadline import ASK_BEFORE, BY_IS_DUE, Deadline, Precision

DAY = timedelta(days=1)


class Occasion(StrEnum):
    """Why somebody is written to."""

    BEGINS = "begins"
    """A quarter or half-year begins."""
    SOON = "soon"
    """Two weeks are left."""
    OVER = "over"
    """Yesterday was the last day."""
    FIXED = "fixed"
    """A tentative date comes closer: is it fixed?"""
    FOLLOW_UP = "follow_up"
    """Somebody is to be asked for an answer."""
    NO_STEP = "no_step"
    """Of a plan: nothing is left to do."""
    NO_MEETING = "no_meeting"
    """Of a plan: no next meeting is set."""
    UNTOUCHED = "untouched"
    """Of a plan: nobody has changed it for long."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Due at `day` or after, once. `about` and `span` say of what: another span is another reminder.

    Whoever was named after `worth` knew it already and is not told.
    """

    occasion: Occasion
    about: str
    span: str
    day: date
    worth: date


def reminders_of(step_id: str, deadline: Deadline | None) -> Iterator[Reminder]:
    """All that a deadline leads to, in the order of their days; nothing without a span of days."""
    if deadline is None or deadline.first is None or deadline.last is None:
        return
    first, last = deadline.first, deadline.last
    span = f"/{last}" if deadline.by else f"{first}/{last}"
    if deadline.tentative:
        yield Reminder(Occasion.FIXED, step_id, span, first - ASK_BEFORE, last)
    else:
        if not deadline.by and deadline.precision in (Precision.QUARTER, Precision.HALF_YEAR):
            yield Reminder(Occasion.BEGINS, step_id, span, first, first)
        yield Reminder(Occasion.SOON, step_id, span, last - BY_IS_DUE, last)
    yield Reminder(Occasion.OVER, step_id, span, last + DAY, last)


def follow_up_reminder(follow_up_id: str, until: date) -> Reminder:
    """The one that a FollowUp leads to."""
    return Reminder(Occasion.FOLLOW_UP, follow_up_id, until.isoformat(), until, date.max)


def due_on(day: date, step_id: str, deadline: Deadline | None, named: date) -> list[Reminder]:
    """What is due on `day`, or was on a day on which nobody could be told, for whoever was named on the day `named`."""
    return [one for one in reminders_of(step_id, deadline) if one.day <= day and named <= one.worth]
