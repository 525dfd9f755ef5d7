"""The steps that a meeting is about: what was due for it, and what had been done by then."""

from datetime import date

from sqlalchemy import ColumnElement, Select, select
from sqlmodel import Session

from tracker.domain.completion import Completion, Drop
from tracker.domain.step import Step
from tracker.store.history import table_of

_STEP, _DONE, _DROP = table_of(Step), table_of(Completion), table_of(Drop)


def due_steps(
    session: Session, plan_id: str, before: date | None, day: date | None, *, with_late: bool
) -> list[str]:
    """Ids of the steps on the board due after the meeting `before` up to the one on `day`, by deadline.

    Not those that were done by then. `with_late`: also what was due earlier and is still open. Without a `day` only
    those that wait for it.
    """
    done, last = _DONE.c.step_id.is_not(None), _STEP.c.deadline_last
    if day is None:
        wanted: ColumnElement[bool] = _STEP.c.deadline_next_meeting & last.is_(None) & ~done
    else:
        wanted = (last <= day) & (~done | (_DONE.c.day > day))
        if before is not None:
            wanted &= (last > before) | ~done if with_late else (last > before)
    order = last, _STEP.c.deadline_first, _STEP.c.number
    return _ids(session, _on_board(plan_id).where(wanted).order_by(*order))


def done_by(session: Session, plan_id: str, before: date | None, day: date) -> list[str]:
    """Ids of the steps on the board done after the day of the meeting `before`, up to `day`, in that order."""
    wanted = _DONE.c.day <= day
    if before is not None:
        wanted &= _DONE.c.day > before
    return _ids(session, _on_board(plan_id).where(wanted).order_by(_DONE.c.day, _DONE.c.at, _STEP.c.number))


def _on_board(plan_id: str) -> Select[str]:
    return (
        select(_STEP.c.id)
        .outerjoin(_DONE, _DONE.c.step_id == _STEP.c.id)
        .outerjoin(_DROP, _DROP.c.step_id == _STEP.c.id)
        .where(_STEP.c.plan_id == plan_id, _STEP.c.trashed_at.is_(None), _DROP.c.step_id.is_(None))
    )


def _ids(session: Session, statement: Select[str]) -> list[str]:
    return list(session.connection().execute(statement).scalars())
