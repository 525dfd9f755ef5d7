"""What of the plans' histories is over is removed for good, once it is certain what day it is."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlmodel import Session

from tracker.domain.berlin import BERLIN
from tracker.domain.change import Change, ChangeEntity
from tracker.domain.plan import Plan
from tracker.domain.reminding import Chore
from tracker.domain.retention import over_before
from tracker.store.history import table_of
from tracker.store.once import put_once
from tracker.store.plans import feed_of

HISTORIES = "histories"  # the chore
AT_ONCE = 500  # Changes removed in one command; more would keep others waiting
CERTAIN = timedelta(days=7)  # so long the clock has to go on without a jump
JUMP = timedelta(days=31)  # between two looks: the server was down for long, or the clock is wrong

_PLAN, _CHANGE, _ENTITY, _CHORE = map(table_of, (Plan, Change, ChangeEntity, Chore))


def forget_history(session: Session, now: datetime) -> bool:
    """Remove some of what is over; whether there may be more.

    What is gone cannot be had again, and a clock that is years ahead for an hour would take it all. So nothing is
    removed for a week after the first look, and after a jump.
    """
    if not _is_certain(session, now):
        return False
    held = or_(_PLAN.c.retention > 0, _PLAN.c.archived_at.is_not(None))
    plans = select(_PLAN.c.id, _PLAN.c.retention, _PLAN.c.archived_at).where(held).order_by(_PLAN.c.id)
    return any(
        _forget(session, feed_of(plan.id), before)
        for plan in session.execute(plans).all()
        if (before := over_before(plan.retention, plan.archived_at, now))
    )


def _forget(session: Session, feed: str, before: datetime) -> bool:
    over = select(_CHANGE.c.rev).where(_CHANGE.c.feed == feed, _CHANGE.c.at < before)
    revs = session.execute(over.order_by(_CHANGE.c.rev).limit(AT_ONCE)).scalars().all()
    if not revs:
        return False
    for table in (_ENTITY, _CHANGE):
        session.connection().execute(delete(table).where(table.c.feed == feed, table.c.rev.in_(revs)))
    session.commit()
    return True


def _is_certain(session: Session, now: datetime) -> bool:
    """Whether the clock has gone on for a week; keeps that somebody looked."""
    put_once(session, _CHORE, {"kind": HISTORIES})
    day = now.astimezone(BERLIN).date()
    row = session.execute(select(_CHORE.c.day, _CHORE.c.finished_at).where(_CHORE.c.kind == HISTORIES)).one()
    goes_on = row.finished_at is not None and timedelta(days=-1) < now - row.finished_at < JUMP
    since = row.day if goes_on else day
    session.connection().execute(
        update(_CHORE).where(_CHORE.c.kind == HISTORIES).values(day=since, finished_at=now)
    )
    return day - since >= CERTAIN
