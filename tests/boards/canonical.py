"""A plan's state without its revs: what two moments must share when nothing was done between them."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from tests.planning import Planning
from tracker.boards.plain import plan_json
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.store.away import dropped_steps


def canonical(planning: Planning) -> dict[str, Any]:
    """Everything that can be seen of the plan, also what was dropped."""
    return planning.database.read_now(_canonical, planning.plan_id)


def _canonical(session: Session, plan_id: str) -> dict[str, Any]:
    state: Any = _without_revs(plan_json(session, plan_id))
    plan = session.get_one(Plan, plan_id)
    here = select(col(Step.id)).where(col(Step.plan_id) == plan_id, col(Step.trashed_at).is_(None))
    return state | {
        "dropped": [(one.id, one.reason, one.at) for one in dropped_steps(session, plan_id)],
        "goal": plan.goal,
        "visibility": plan.visibility,
        "here": sorted(session.execute(here).scalars()),
    }


def _without_revs(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_revs(one) for name, one in value.items() if name not in ("rev", "epoch")}
    return [_without_revs(one) for one in value] if isinstance(value, list) else value
