"""Finding who asks whom at a step."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.domain.follow_up import FollowUp
from tracker.domain.refusals import NotFound


def open_follow_ups(session: Session, step_id: str) -> Sequence[FollowUp]:
    """What is still to be asked at a step, the most urgent first."""
    here = select(FollowUp).where(col(FollowUp.step_id) == step_id, col(FollowUp.done).is_(False))
    return session.execute(here.order_by(col(FollowUp.until), col(FollowUp.id))).scalars().all()


def follow_ups_by_step(session: Session, plan_id: str) -> Mapping[str, list[FollowUp]]:
    """What is still to be asked in a plan."""
    here = select(FollowUp).where(col(FollowUp.plan_id) == plan_id, col(FollowUp.done).is_(False))
    found: dict[str, list[FollowUp]] = defaultdict(list)
    for one in session.execute(here.order_by(col(FollowUp.until), col(FollowUp.id))).scalars():
        found[one.step_id].append(one)
    return found


def find_follow_up(session: Session, step_id: str, id: str) -> FollowUp:
    """One of this step. Raises NotFound."""
    found = session.get(FollowUp, id)
    if found is None or found.step_id != step_id:
        raise NotFound()
    return found
