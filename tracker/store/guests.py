"""What is left of people without account a day after their end: what they wrote, and no way back to them (P38)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from tracker.domain.claim import KEPT
from tracker.domain.completion import Completion
from tracker.domain.guest_name import WITHOUT_ACCOUNT
from tracker.domain.join_link import JoinLink
from tracker.domain.member import Guest
from tracker.domain.party import Party
from tracker.domain.plan import Plan
from tracker.domain.sign_in import SignInSession
from tracker.domain.trace import Erasing, What
from tracker.domain.traces import traces
from tracker.store.history import table_of
from tracker.store.schema import METADATA

AT_ONCE = 50  # of them in one command; more would keep others waiting
SOMEBODY = "g:"
"""The key that takes the place of theirs."""

_DONE, _PARTY = table_of(Completion), table_of(Party)


def due_guests(session: Session, now: datetime) -> Sequence[str]:
    """Ids of guests whose last day is over, at most a command's worth."""
    over = (col(Guest.expires_at) < now - KEPT) | (col(Guest.ended_at) < now - KEPT)
    return session.execute(select(col(Guest.id)).where(over).limit(AT_ONCE)).scalars().all()


def forget_guests(session: Session, ids: Sequence[str], now: datetime) -> None:
    """Remove them and what leads to them; a name stays only at a step they took."""
    for guest in session.execute(select(Guest).where(col(Guest.id).in_(ids))).scalars().all():
        _forget(session, guest)
    ended = col(JoinLink.expires_at) < now - KEPT
    still_named = select(col(Guest.link_id)).where(col(Guest.link_id).is_not(None))
    session.execute(delete(JoinLink).where(ended, col(JoinLink.id).not_in(still_named)))
    session.commit()


def _forget(session: Session, guest: Guest) -> None:
    key, connection = guest.as_participant().key, session.connection()
    plan = session.get_one(Plan, guest.plan_id)
    marked = WITHOUT_ACCOUNT[plan.language].strip(" ()")
    connection.execute(update(_DONE).where(_DONE.c.by == key).values(by_name=marked))
    for trace in traces():
        if trace.what is What.KEY:
            table = METADATA.tables[trace.table]
            column = table.c[trace.column]
            if trace.erasing is Erasing.ROW:
                connection.execute(delete(table).where(column == key))
            else:
                connection.execute(update(table).where(column == key).values({trace.column: SOMEBODY}))
    connection.execute(update(_PARTY).where(_PARTY.c.guest_id == guest.id).values(guest_id=None))
    session.execute(delete(SignInSession).where(col(SignInSession.guest_id) == guest.id))
    session.delete(guest)
    session.flush()
