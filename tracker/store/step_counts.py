"""What hangs on steps, in numbers for their cards, read in bulk."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import BindParameter, bindparam, case, func, literal, select, union_all
from sqlmodel import Session

from tracker.domain.check import Check
from tracker.domain.comment import Comment
from tracker.store.history import table_of

_CHECK, _COMMENT = table_of(Check), table_of(Comment)


class StepCounts(NamedTuple):
    """Of one step: the lines of its checklist, how many of them are ticked, and its comments."""

    checks: int = 0
    checked: int = 0
    comments: int = 0


NO_COUNTS = StepCounts()


def step_counts(session: Session, plan_id: str, ids: Collection[str] | None = None) -> dict[str, StepCounts]:
    """By step, of these or all of the plan; a step on which nothing hangs is missing."""
    given = {"plan": plan_id} if ids is None else {"plan": plan_id, "ids": sorted(ids)}
    rows = session.connection().execute(_COUNTS[0 if ids is None else 1], given)
    found: dict[str, StepCounts] = {}
    for id, *counts in rows:
        known = found.get(id, NO_COUNTS)
        found[id] = StepCounts(*(one + more for one, more in zip(known, counts, strict=True)))
    return found


# Statements are built once: putting one together costs as much as running it.
_PLAN: BindParameter[str] = bindparam("plan")
_IDS: BindParameter[str] = bindparam("ids", expanding=True)

_CHECKS = (
    select(_CHECK.c.step_id, func.count(), func.sum(case((_CHECK.c.done, 1), else_=0)), literal(0))
    .where(_CHECK.c.plan_id == _PLAN)
    .group_by(_CHECK.c.step_id)
)
_COMMENTS = (
    select(_COMMENT.c.step_id, literal(0), literal(0), func.count())
    .where(_COMMENT.c.plan_id == _PLAN)
    .group_by(_COMMENT.c.step_id)
)
_COUNTS = (
    union_all(_CHECKS, _COMMENTS),
    union_all(_CHECKS.where(_CHECK.c.step_id.in_(_IDS)), _COMMENTS.where(_COMMENT.c.step_id.in_(_IDS))),
)
