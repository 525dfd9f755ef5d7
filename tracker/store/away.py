"""What is off the plan: trashed by mistake, steps also dropped for a reason."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, Table, select
from sqlmodel import Session

from tracker.domain.change import Change, ChangeEntity, Verb
from tracker.domain.completion import Drop
from tracker.domain.meeting import Meeting
from tracker.domain.note import Note
from tracker.domain.step import Step
from tracker.store.changes import names_of
from tracker.store.history import table_of

_STEP, _DROP, _NOTE, _MEETING = map(table_of, (Step, Drop, Note, Meeting))
_CHANGE, _ENTITY = table_of(Change), table_of(ChangeEntity)


@dataclass(frozen=True, slots=True)
class FoundAway:
    """A step off the board: since when, by whom (empty when they are gone), why."""

    id: str
    number: int
    title: str
    at: datetime
    by: str
    reason: str
    is_trash: bool = False
    has_left: bool = False
    """It lies in the trash because it went to another plan."""


@dataclass(frozen=True, slots=True)
class FoundRemoved:
    """A note or meeting that was removed: when, by whom (empty when they are gone)."""

    id: str
    at: datetime
    by: str
    stays: bool = False
    """A goal that a step still serves is not removed for good."""


def trashed_steps(session: Session, plan_id: str, step_id: str = "") -> list[FoundAway]:
    """The steps in the trash, last one first; or only this one."""
    # an undo may have taken it off the board, too
    who = _last(
        plan_id, _STEP, "step", Verb.STEP_TRASHED, Verb.STEP_LEFT, Verb.CHANGE_REVERSED
    ).scalar_subquery()
    left = _last(plan_id, _STEP, "step", Verb.STEP_TRASHED, Verb.STEP_LEFT)
    verb = left.with_only_columns(_CHANGE.c.verb).scalar_subquery()
    statement = select(_STEP.c.id, _STEP.c.number, _STEP.c.title, _STEP.c.trashed_at)
    statement = statement.add_columns(who.label("by"), verb.label("verb"))
    statement = statement.where(_STEP.c.plan_id == plan_id, _STEP.c.trashed_at.is_not(None))
    if step_id:
        statement = statement.where(_STEP.c.id == step_id)
    rows = session.connection().execute(statement.order_by(_STEP.c.trashed_at.desc(), _STEP.c.id)).all()
    names = names_of(session, {row.by for row in rows if row.by})
    return [
        FoundAway(
            r.id,
            r.number,
            r.title,
            r.trashed_at,
            names.get(r.by or "", ""),
            "",
            is_trash=True,
            has_left=r.verb == Verb.STEP_LEFT,
        )
        for r in rows
    ]


def removed_notes(session: Session, plan_id: str) -> list[FoundRemoved]:
    """The notes in the trash, last one first."""
    return _removed(session, plan_id, _NOTE, "note", Verb.NOTE_TRASHED)


def removed_meetings(session: Session, plan_id: str) -> list[FoundRemoved]:
    """The meetings in the trash, last one first."""
    return _removed(session, plan_id, _MEETING, "meeting", Verb.MEETING_TRASHED)


def dropped_steps(session: Session, plan_id: str, step_id: str = "") -> list[FoundAway]:
    """The dropped steps, last one first; or only this one."""
    statement = select(_STEP.c.id, _STEP.c.number, _STEP.c.title, _DROP.c.at, _DROP.c.by, _DROP.c.reason)
    statement = statement.join(_DROP, _DROP.c.step_id == _STEP.c.id)
    statement = statement.where(_STEP.c.plan_id == plan_id, _STEP.c.trashed_at.is_(None))
    if step_id:
        statement = statement.where(_STEP.c.id == step_id)
    rows = session.connection().execute(statement.order_by(_DROP.c.at.desc(), _STEP.c.id)).all()
    names = names_of(session, {row.by for row in rows})
    return [FoundAway(r.id, r.number, r.title, r.at, names.get(r.by, ""), r.reason) for r in rows]


def _removed(session: Session, plan_id: str, table: Table, kind: str, verb: Verb) -> list[FoundRemoved]:
    served = select(_STEP.c.id).where(_STEP.c.goal_id == table.c.id).exists()
    who = _last(plan_id, table, kind, verb, Verb.CHANGE_REVERSED).scalar_subquery()
    columns = table.c.id, table.c.trashed_at, who.label("by")
    statement = select(*columns, served.label("served"))
    statement = statement.where(table.c.plan_id == plan_id, table.c.trashed_at.is_not(None))
    rows = session.connection().execute(statement.order_by(table.c.trashed_at.desc(), table.c.id)).all()
    names = names_of(session, {row.by for row in rows if row.by})
    return [
        FoundRemoved(row.id, row.trashed_at, names.get(row.by or "", ""), bool(row.served)) for row in rows
    ]


def _last(plan_id: str, table: Table, kind: str, *verbs: Verb) -> Select[tuple[str]]:
    """Who was the last to do one of the verbs to a row of the table."""
    change, entity = _CHANGE.c, _ENTITY.c
    return (
        select(change.by)
        .join(_ENTITY, (entity.feed == change.feed) & (entity.rev == change.rev))
        .where(entity.feed == f"plan:{plan_id}", entity.kind == kind, entity.id == table.c.id)
        .where(change.verb.in_(verbs))
        .order_by(change.rev.desc())
        .limit(1)
    )
