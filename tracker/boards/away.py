"""What is off a plan, with when it goes for good."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from tracker.boards.cards import meeting_view
from tracker.domain.meeting import Meeting
from tracker.domain.note import Note
from tracker.domain.step import TRASH_LIFE
from tracker.language.dates import moment_day, moment_text
from tracker.language.texts import text
from tracker.pages import AwayMeeting, AwayNote, AwayRow, AwayView
from tracker.store.away import (
    FoundAway,
    FoundRemoved,
    dropped_steps,
    removed_meetings,
    removed_notes,
    trashed_steps,
)


def away_rows(session: Session, plan_id: str, locale: str) -> tuple[list[AwayRow], list[AwayRow]]:
    """The trashed and the dropped steps of a plan."""
    trashed, dropped = trashed_steps(session, plan_id), dropped_steps(session, plan_id)
    return [_row(one, locale) for one in trashed], [_row(one, locale) for one in dropped]


def away_notes(session: Session, plan_id: str, locale: str) -> list[AwayNote]:
    """The removed notes of a plan."""
    found = [(one, session.get_one(Note, one.id)) for one in removed_notes(session, plan_id)]
    return [AwayNote(note.id, note.kind, note.text, _removed(one, locale)) for one, note in found]


def away_meetings(session: Session, plan_id: str, locale: str, day: date) -> list[AwayMeeting]:
    """The removed meetings of a plan."""
    found = [(one, session.get_one(Meeting, one.id)) for one in removed_meetings(session, plan_id)]
    return [AwayMeeting(meeting_view(meeting, locale, day), _removed(one, locale)) for one, meeting in found]


def away_view(found: Sequence[FoundAway], locale: str) -> AwayView | None:
    """Of the one step there is, if there is one."""
    return _view(found[0], locale) if found else None


def _row(away: FoundAway, locale: str) -> AwayRow:
    return AwayRow(away.id, away.number, away.title, _view(away, locale))


def _view(away: FoundAway, locale: str) -> AwayView:
    until = _until(away.at, locale) if away.is_trash else ""
    reason = text(locale, "step.has_left") if away.has_left else away.reason
    return AwayView(moment_text(locale, away.at), _who(away.by, locale), reason, until, away.has_left)


def _removed(one: FoundRemoved, locale: str) -> AwayView:
    until = "" if one.stays else _until(one.at, locale)
    return AwayView(moment_text(locale, one.at), _who(one.by, locale), until=until)


def _who(name: str, locale: str) -> str:
    return name or text(locale, "say.somebody")


def _until(at: datetime, locale: str) -> str:
    return moment_day(locale, at + TRASH_LIFE)
