"""What somebody has just taken over into a plan from a table."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from tracker.domain.change import Change, ChangeEntity, Verb
from tracker.store.plans import feed_of

STAYS = timedelta(minutes=10)  # an address with it may be kept, and be looked at much later


def adopted_steps(session: Session, plan_id: str, rev: int, by: str, now: datetime) -> int:
    """How many steps the Change `rev` took over; 0 unless it was done just now, by them (a participant's key)."""
    feed = feed_of(plan_id)
    change = session.execute(
        select(col(Change.at), col(Change.by), col(Change.verb)).where(
            col(Change.feed) == feed, col(Change.rev) == rev
        )
    ).first()
    if change is None or (change.by, change.verb) != (by, Verb.STEPS_IMPORTED) or now - change.at > STAYS:
        return 0
    steps = select(func.count()).where(
        col(ChangeEntity.feed) == feed, col(ChangeEntity.rev) == rev, col(ChangeEntity.kind) == "step"
    )
    return int(session.execute(steps).scalar_one())
