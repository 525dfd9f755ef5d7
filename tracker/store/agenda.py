"""Counting the steps of several plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, case, func, select
from sqlmodel import Session

from tracker.domain.completion import Completion, Drop
from tracker.domain.follow_up import FollowUp
from tracker.domain.ownership import Answer, OwnerRole, Ownership
from tracker.domain.step import Step
from tracker.store.history import table_of

_STEP, _DONE, _DROP = table_of(Step), table_of(Completion), table_of(Drop)
_OWNERSHIP, _FOLLOW_UP = table_of(Ownership), table_of(FollowUp)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many steps of a plan are open, done, late, and open without anybody who said yes or is being asked to."""

    open: int = 0
    done: int = 0
    late: int = 0
    unowned: int = 0


def step_counts(session: Session, plan_ids: Sequence[str], day: date) -> dict[str, Counts]:
    """The counts of each plan, in one query."""
    rows = session.connection().execute(_COUNTS, {"plans": plan_ids, "day": day})
    return {plan_id: Counts(*counts) for plan_id, *counts in rows}


def _counts() -> Select[Any]:
    followed = select(_FOLLOW_UP.c.id).where(
        _FOLLOW_UP.c.step_id == _OWNERSHIP.c.step_id,
        _FOLLOW_UP.c.party_id == _OWNERSHIP.c.party_id,
        _FOLLOW_UP.c.done.is_(False),
    )
    owned = select(_OWNERSHIP.c.step_id).where(
        _OWNERSHIP.c.step_id == _STEP.c.id,
        _OWNERSHIP.c.role != OwnerRole.INVOLVE,
        (_OWNERSHIP.c.answer == Answer.ACCEPTED)
        | ((_OWNERSHIP.c.answer == Answer.ASKED) & followed.exists()),
    )
    is_open = _DONE.c.step_id.is_(None)
    is_late = is_open & (_STEP.c.deadline_last < bindparam("day")) & _STEP.c.deadline_tentative.is_(False)
    counted = [is_open, ~is_open, is_late, is_open & ~owned.exists()]
    return (
        select(_STEP.c.plan_id, *(func.sum(case((what, 1), else_=0)) for what in counted))
        .outerjoin(_DONE, _DONE.c.step_id == _STEP.c.id)
        .outerjoin(_DROP, _DROP.c.step_id == _STEP.c.id)
        .where(_STEP.c.plan_id.in_(bindparam("plans", expanding=True)))
        .where(_STEP.c.trashed_at.is_(None), _DROP.c.step_id.is_(None))
        .group_by(_STEP.c.plan_id)
    )


_COUNTS = _counts()  # built once: putting a statement together costs as much as running it
