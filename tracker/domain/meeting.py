"""When and where a plan's group meets. Minutes come with their own issue."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, text
from sqlmodel import Field

from tracker.domain.berlin import is_skipped
from tracker.domain.change import Verb
from tracker.domain.columns import utc_column
from tracker.domain.dated import Dated
from tracker.domain.deadline import Deadline
from tracker.domain.edit import Edit
from tracker.domain.ids import new_id
from tracker.domain.permissions import Action
from tracker.domain.refusals import Gone, Invalid
from tracker.domain.typed_text import TEXT, TITLE, long_text, one_line

MOST_MEETINGS = 500  # of one plan, removed ones too

_EMPTY, _ZERO = {"server_default": text("''")}, {"server_default": "0"}  # for rows of the release before
_HOUR = re.compile(
    r"([01]?[0-9]|2[0-3])(?:[:.h]([0-5][0-9]))?(?:\s*(uhr|h|am|pm|a\.m\.|p\.m\.))?", re.IGNORECASE
)
_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


class Meeting(Dated, table=True):
    """A meeting of a plan. Its day is said in words like any deadline; `starts` is "18:00" or empty."""

    id: str = Field(default_factory=new_id, primary_key=True)
    plan_id: str = Field(foreign_key="plan.id", index=True)
    title: str = ""
    starts: str = Field(default="", sa_column_kwargs=_EMPTY)
    place: str = Field(default="", sa_column_kwargs=_EMPTY)
    link: str = Field(default="", sa_column_kwargs=_EMPTY)
    host: str = Field(default="", sa_column_kwargs=_EMPTY)
    agenda: str = Field(default="", sa_column_kwargs=_EMPTY)
    rev: int = 0
    title_rev: int = 0
    deadline_rev: int = 0
    starts_rev: int = Field(default=0, sa_column_kwargs=_ZERO)
    place_rev: int = Field(default=0, sa_column_kwargs=_ZERO)
    link_rev: int = Field(default=0, sa_column_kwargs=_ZERO)
    host_rev: int = Field(default=0, sa_column_kwargs=_ZERO)
    agenda_rev: int = Field(default=0, sa_column_kwargs=_ZERO)
    sign_up: dict[str, Any] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True), nullable=True)
    )
    """The terms on which people may sign up, `Terms.plain()`; None while they may not."""
    signed_up: int = Field(default=0, sa_column_kwargs=_ZERO)
    """How many have; who, is in `sign_up`, for a while."""
    trashed_at: datetime | None = Field(default=None, sa_column=utc_column(nullable=True))

    def retell(self, edit: Edit, texts: Mapping[str, str], base: int | None) -> None:
        """Title, starts, place, link, host, agenda: those that `texts` holds. Raises Forbidden, Gone, Invalid."""
        self._present(edit)
        for field, said in texts.items():
            edit.set_text("meeting", self, field, clean_fact(field, said), base)

    def put_on(self, edit: Edit, day: Deadline | None, base: int | None) -> None:
        """Its day, as read from somebody's words. Raises Forbidden, Gone."""
        self._present(edit)
        words = day.words if day else ""
        if edit.clashes_with("meeting", self, "deadline", words, base) or day == self.deadline:
            return
        was = self.deadline
        edit.note("meeting", self.id, "deadline", was and was.to_json(), day and day.to_json())
        self.write_deadline(day)
        self.deadline_rev = edit.rev
        edit.touch(self)

    def check_hour(self, edit: Edit) -> None:
        """After day or hour were set: on the night on which clocks go forward one is missing. Raises Invalid."""
        day = self.deadline_first
        if not self.starts or day is None or day != self.deadline_last or not is_skipped(day, self.starts):
            return
        if any(one.id == self.id and one.field in ("deadline", "starts") for one in edit.effects):
            raise Invalid("starts", "hour_skipped")

    def trash(self, edit: Edit) -> None:
        """It does not take place, or was a mistake. Raises Forbidden; twice changes nothing."""
        edit.require(Action.SET_MEETING)
        edit.say(Verb.MEETING_TRASHED)
        if self.trashed_at is None:
            self._trash(edit, edit.now)

    def restore(self, edit: Edit) -> None:
        """It does take place. Raises Forbidden."""
        edit.require(Action.SET_MEETING)
        edit.say(Verb.MEETING_RESTORED)
        if self.trashed_at is not None:
            self._trash(edit, None)

    def is_past(self, day: date) -> bool:
        """Whether its last day is over; one without a day is still to come."""
        return self.deadline_last is not None and self.deadline_last < day

    def _present(self, edit: Edit) -> None:
        edit.require(Action.SET_MEETING)
        edit.say(Verb.MEETING_SET)
        if self.trashed_at is not None:
            raise Gone(title=self.title or self.deadline_words or "")

    def _trash(self, edit: Edit, at: datetime | None) -> None:
        edit.note("meeting", self.id, "present", self.trashed_at is None, at is None)
        self.trashed_at = at
        edit.touch(self)


def start_meeting(edit: Edit, plan_id: str) -> Meeting:
    """A new meeting, of which nothing is known yet. Raises Forbidden."""
    edit.require(Action.SET_MEETING)
    edit.say(Verb.MEETING_ADDED)
    meeting = Meeting(plan_id=plan_id, rev=edit.rev)
    edit.note("meeting", meeting.id, "present", False, True)
    return meeting


def next_of(meetings: Iterable[Meeting], day: date) -> Meeting | None:
    """The next one on or after `day`: the earliest that has a day, else one whose day is still open."""
    ahead = [one for one in meetings if one.trashed_at is None and not one.is_past(day)]
    return min(ahead, key=by_day, default=None)


def by_day(meeting: Meeting) -> tuple[date, date, str, str]:
    """The order of meetings: those without a day come last, then whatever hour."""
    return meeting.deadline_last or date.max, meeting.deadline_first or date.max, meeting.starts, meeting.id


def clean_fact(field: str, said: str) -> str:
    """What is said of a meeting, as it is kept. Raises Invalid."""
    if field == "agenda":
        return long_text(field, said, TEXT)
    said = one_line(field, said, TITLE, required=False)
    if field == "link" and said and not _LINK.fullmatch(said):
        raise Invalid(field, "link")
    return _hour(said) if field == "starts" and said else said


def _hour(said: str) -> str:
    """ "18:00" of "18 Uhr", "18.00" or "6 pm". Raises Invalid("starts")."""
    found = _HOUR.fullmatch(said)
    half = (found[3] or "").replace(".", "").lower() if found else ""
    hour = int(found[1]) if found else 24
    if half in ("am", "pm"):
        hour = hour % 12 + 12 * (half == "pm") if 1 <= hour <= 12 else 24
    if not found or hour > 23:
        raise Invalid("starts", "hour")
    return f"{hour:02}:{found[2] or '00'}"
