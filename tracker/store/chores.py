"""What a server does once a day by itself: claimed by one process, done again by nobody, resumed when it died."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select, update
from sqlmodel import Session

from tracker.domain.berlin import BERLIN
from tracker.domain.reminding import LEASE, Chore
from tracker.store.history import table_of
from tracker.store.once import put_once

MAILS = "mails"  # digests and reminders
HOUR = 7  # in Berlin

_CHORE = table_of(Chore)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A chore is ours until the lease ends. `before`: the day it was done for last."""

    before: date | None


def due_day(now: datetime) -> date | None:
    """The Berlin day whose mails may be sent at this moment; None before the hour."""
    berlin = now.astimezone(BERLIN)
    return berlin.date() if berlin.hour >= HOUR else None


def claim_chore(session: Session, kind: str, day: date, now: datetime) -> Claimed | None:
    """Take it on for `day`; None when it was done for that day, or somebody is at it."""
    put_once(session, _CHORE, {"kind": kind})
    free = or_(_CHORE.c.claimed_until.is_(None), _CHORE.c.claimed_until <= now)
    undone = or_(_CHORE.c.day.is_(None), _CHORE.c.day < day)
    claim = update(_CHORE).where(_CHORE.c.kind == kind, free, undone).values(claimed_until=now + LEASE)
    if session.connection().execute(claim).rowcount != 1:
        return None
    return Claimed(chore_day(session, kind))


def chore_day(session: Session, kind: str) -> date | None:
    """For which day it was done last."""
    return session.connection().execute(select(_CHORE.c.day).where(_CHORE.c.kind == kind)).scalar()


def still_at(session: Session, kind: str, now: datetime) -> None:
    """A sign of life: the lease begins anew."""
    session.connection().execute(
        update(_CHORE).where(_CHORE.c.kind == kind).values(claimed_until=now + LEASE)
    )


def finish_chore(session: Session, kind: str, day: date, now: datetime) -> None:
    """It is done for `day`."""
    done = update(_CHORE).where(_CHORE.c.kind == kind)
    session.connection().execute(done.values(day=day, finished_at=now, claimed_until=None))


def find_chore(session: Session, kind: str) -> Chore | None:
    """When it was done last, and who is at it; None before the first time."""
    return session.get(Chore, kind)
