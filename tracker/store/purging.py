"""What has lain in the trash for 30 days is removed for good; the history keeps its titles."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, select, update
from sqlmodel import Session

from tracker.domain.folded_text import FoldedText
from tracker.domain.meeting import Meeting
from tracker.domain.note import Note
from tracker.domain.step import TRASH_LIFE, Step
from tracker.store.history import table_of
from tracker.store.schema import METADATA

AT_ONCE = 200  # of them in one command; more would keep others waiting

_STEP, _FOLDED, _NOTE, _MEETING = (table_of(model) for model in (Step, FoldedText, Note, Meeting))


def due_steps(session: Session, now: datetime) -> Sequence[str]:
    """Ids of steps whose time in the trash is over, at most a command's worth."""
    return _due(session, _STEP, now)


def purge_steps(session: Session, ids: Sequence[str], now: datetime) -> None:
    """Remove these steps with all that hangs on them, except those that somebody has restored meanwhile."""
    still_due = select(_STEP.c.id).where(_STEP.c.id.in_(ids), _STEP.c.trashed_at < now - TRASH_LIFE)
    ids = session.connection().execute(still_due).scalars().all()
    session.connection().execute(delete(_FOLDED).where(_FOLDED.c.kind == "step", _FOLDED.c.id.in_(ids)))
    # nothing came of what was made of them: they can be taken up again
    session.connection().execute(update(_NOTE).where(_NOTE.c.step_id.in_(ids)).values(step_id=None))
    _remove(session, _STEP, ids)
    session.commit()


def purge_notes_and_meetings(session: Session, now: datetime) -> bool:
    """Remove some of those whose time in the trash is over; whether there were any.

    A goal that a step still serves stays, for it is shown there.
    """
    served = select(_STEP.c.id).where(_STEP.c.goal_id == _NOTE.c.id).exists()
    notes = _due(session, _NOTE, now, ~served)
    session.connection().execute(delete(_FOLDED).where(_FOLDED.c.kind == "note", _FOLDED.c.id.in_(notes)))
    _remove(session, _NOTE, notes)
    meetings = _due(session, _MEETING, now)
    session.connection().execute(
        delete(_FOLDED).where(_FOLDED.c.kind == "meeting", _FOLDED.c.id.in_(meetings))
    )
    _remove(session, _MEETING, meetings)
    session.commit()
    return bool(notes or meetings)


def _due(session: Session, table: Table, now: datetime, *also: ColumnElement[bool]) -> Sequence[str]:
    """Ids of what has been in the trash long enough, at most a command's worth."""
    due = select(table.c.id).where(table.c.trashed_at < now - TRASH_LIFE, *also)
    return session.connection().execute(due.order_by(table.c.trashed_at).limit(AT_ONCE)).scalars().all()


def _remove(session: Session, table: Table, ids: Sequence[str]) -> None:
    """Rows by their key, after those of other tables that point at them."""
    if not ids:
        return
    own = next(iter(table.primary_key.columns))
    for other in METADATA.sorted_tables:
        for pointing in (
            key.parent for key in other.foreign_keys if key.column is own and other is not table
        ):
            keys = list(other.primary_key.columns)
            if len(keys) == 1 and keys[0] is not pointing:
                found = select(keys[0]).where(pointing.in_(ids))
                _remove(session, other, session.connection().execute(found).scalars().all())
            else:
                session.connection().execute(delete(other).where(pointing.in_(ids)))
    session.connection().execute(delete(table).where(own.in_(ids)))
