"""Steps that have left the board: trashed by mistake, or dropped for a reason."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from tracker.domain.change import Change, ChangeEntity, Verb
from tracker.domain.completion import Drop
from tracker.domain.step import Step
from tracker.store.changes import names_of
from tracker.store.history import table_of

_STEP, _DROP = table_of(Step), table_of(Drop)
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


def trashed_steps(session: Session, plan_id: str, step_id: str = "") -> list[FoundAway]:
    """The steps in the trash, last one first; or only this one."""
    change, entity = _CHANGE.c, _ENTITY.c
    by = (
        select(change.by)
        .join(_ENTITY, (entity.feed == change.feed) & (entity.rev == change.rev))
        .where(entity.feed == f"plan:{plan_id}", entity.kind == "step", entity.id == _STEP.c.id)
        .where(change.verb.in_((Verb.STEP_TRASHED, Verb.STEP_LEFT)))
        .order_by(change.rev.desc())
        .limit(1)
    )
    who, verb = by.scalar_subquery(), by.with_only_columns(change.verb).scalar_subquery()
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
