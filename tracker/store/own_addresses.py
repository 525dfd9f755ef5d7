"""New addresses that members have asked for and not answered from yet."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlmodel import Session, col

from tracker.domain.mail import Mail
from tracker.domain.own_address import NewAddress
from tracker.domain.sign_in import LINK_LIFE, SignInLink
from tracker.domain.sign_up import SignUp
from tracker.store.history import table_of

_MAIL, _SIGN_UP, _LINK = table_of(Mail), table_of(SignUp), table_of(SignInLink)
_TO_OLD = ("sign_in", "address_changed")
"""What waits for the old address and does not follow: a way in, and the news itself."""


def asked_lately(session: Session, member_id: str, now: datetime) -> Sequence[NewAddress]:
    """What a member asked for in the last hour, which is as long as it counts, the last one first."""
    return _found(session, now, col(NewAddress.member_id) == member_id)


def asked_for(session: Session, address: str, now: datetime) -> Sequence[NewAddress]:
    """The same of everybody who wants this address."""
    return _found(session, now, col(NewAddress.address) == address)


def new_address_of(session: Session, member_id: str, now: datetime) -> str:
    """The address a member asked for last, while it waits for the answer; empty: none."""
    waiting = [one for one in asked_lately(session, member_id, now) if one.used_at is None]
    return waiting[0].address if waiting else ""


def end_what_led_by(session: Session, member_id: str, old: str, new: str) -> None:
    """No link that was mailed to the old address signs in; what waits for it, and sign-ups, go to the new one."""
    connection = session.connection()
    ways_in = (_LINK.c.member_id == member_id) & ~_LINK.c.reusable
    connection.execute(delete(_LINK).where(ways_in))
    # what was sent follows as well: it is forgotten with the account
    stays = _MAIL.c.due_at.is_not(None) & _MAIL.c.kind.in_(_TO_OLD)
    connection.execute(update(_MAIL).where(_MAIL.c.address == old, ~stays).values(address=new))
    connection.execute(update(_SIGN_UP).where(_SIGN_UP.c.email == old).values(email=new))


def forget_old_new_addresses(session: Session, now: datetime) -> None:
    """Remove those that ended a day ago or earlier."""
    session.execute(delete(NewAddress).where(col(NewAddress.expires_at) < now - timedelta(days=1)))


def _found(session: Session, now: datetime, which: ColumnElement[bool]) -> Sequence[NewAddress]:
    lately = select(NewAddress).where(which, col(NewAddress.created_at) > now - LINK_LIFE)
    newest = lately.order_by(col(NewAddress.created_at).desc(), col(NewAddress.id))
    return session.execute(newest).scalars().all()
