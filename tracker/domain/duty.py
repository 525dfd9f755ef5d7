"""What concerns one member on a Berlin day: their own steps, whom they ask, where they meet; and what of it is said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from tracker.domain.deadline import Deadline, Lateness
from tracker.domain.occasion import Reminder, due_on, follow_up_reminder, reminders_of
from tracker.domain.stillness import Still

Part = Literal["late", "now", "asked", "declined", "follow_ups", "mentions", "still", "meetings"]

AHEAD = timedelta(days=7)  # so far a digest looks for whom to ask
WEEK = timedelta(days=7)
MOST_LINES = 10  # of one mail


@dataclass(frozen=True, slots=True)
class Duty:
    """An open step that a member has taken or is asked to take, where it stands and when they were named."""

    member_id: str
    plan_id: str
    step_id: str
    title: str
    place: str
    deadline: Deadline | None
    asked: bool
    named: date
    ownership_id: str = ""
    language: str = "de"
    """Of the plan."""
    rev: int = 0
    """The same, when this was read."""
    party: str = ""
    """The organisation they answer for; empty where it is their own name."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A member asks `party` for an answer about a step."""

    member_id: str
    id: str
    plan_id: str
    step_id: str
    title: str
    place: str
    party: str
    until: date


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting of a plan that a member is part of."""

    member_id: str
    plan_id: str
    id: str
    title: str
    place: str
    deadline: Deadline
    starts: str


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody else named a member in a step's text or a comment."""

    member_id: str
    plan_id: str
    step_id: str
    title: str
    place: str
    day: date


@dataclass(frozen=True, slots=True)
class Refusal:
    """`party` said "not me" about a step, and this member hears of it; `word`: how what was said with it begins."""

    member_id: str
    plan_id: str
    step_id: str
    id: str
    title: str
    place: str
    party: str
    word: str
    day: date


Thing = Duty | Asking | Gathering | Named | Refusal | Still


@dataclass(slots=True)
class Duties:
    """All that concerns one member."""

    steps: list[Duty] = field(default_factory=list)
    askings: list[Asking] = field(default_factory=list)
    gatherings: list[Gathering] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    still: list[Still] = field(default_factory=list)

    def parts(self, day: date, back: timedelta = WEEK) -> Mapping[Part, Sequence[Thing]]:
        """What a digest says on `day`, the most urgent first; each step in the first part it belongs to. Refusals and
        mentions are those of the time `back` from there; a refusal that names the member is said once."""
        asked = [one for one in self.steps if one.asked]
        to_ask = sorted((one for one in self.askings if one.until <= day + AHEAD), key=_until)
        refusals = [one for one in self.refusals if one.day >= day - back]
        refused = {one.step_id for one in refusals}
        own = [(_lateness(one, day), one) for one in self.steps if not one.asked]
        return {
            "late": _by_day(one for how, one in own if how is Lateness.LATE),
            "now": _by_day(one for how, one in own if how in (Lateness.NOW, Lateness.ASK)),
            "asked": _by_day(asked),
            "declined": refusals,
            "follow_ups": to_ask,
            "mentions": [one for one in self.named if one.day >= day - back and one.step_id not in refused],
            "still": self.still,
            "meetings": self.gatherings,
        }

    def says_something(self, day: date, back: timedelta = WEEK) -> bool:
        """Whether there is a digest at all."""
        return any(self.parts(day, back).values())

    def due(self, day: date) -> list[Reminder]:
        """The reminders that are due, whether or not they were told."""
        of_steps = [due for one in self.steps for due in due_on(day, one.step_id, one.deadline, one.named)]
        asked = (follow_up_reminder(one.id, one.until) for one in self.askings)
        of_plans = [due for one in self.still if (due := one.due_on(day))]
        return of_steps + [one for one in asked if one.day <= day] + of_plans

    def ahead(self, day: date, until: date) -> list[Reminder]:
        """Those that come after `day` and not after `until`, as things stand, in the order of their days."""
        of_steps = [one for step in self.steps for one in reminders_of(step.step_id, step.deadline)]
        asked = [follow_up_reminder(one.id, one.until) for one in self.askings]
        return sorted((one for one in of_steps + asked if day < one.day <= until), key=lambda one: one.day)


def _lateness(one: Duty, day: date) -> Lateness:
    return one.deadline.lateness(day) if one.deadline else Lateness.NONE


def _by_day(duties: Iterable[Duty]) -> list[Duty]:
    return sorted(duties, key=_sort_key)


def _sort_key(one: Duty) -> tuple[tuple[date, date], str, str]:
    return one.deadline.sort_key() if one.deadline else (date.max, date.max), one.title, one.step_id


def _until(one: Asking) -> tuple[date, str]:
    return one.until, one.id
