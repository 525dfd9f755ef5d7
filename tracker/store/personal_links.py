"""Personal links: made with a mail, found by their hash, ended by their member. They open own steps alone."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from tracker.domain.member import Member
from tracker.domain.reminding import LINK_LIFE, PersonalLink
from tracker.domain.sign_in import hash_of, new_secret
from tracker.store.history import table_of

_LINK = table_of(PersonalLink)


def make_personal_link(session: Session, member_id: str, now: datetime) -> str:
    """A new link's secret, which is told once."""
    secret, until = new_secret(), now + LINK_LIFE
    session.add(PersonalLink(hash=hash_of(secret), member_id=member_id, created_at=now, expires_at=until))
    return secret


def take_back_personal_link(session: Session, secret: str) -> None:
    """Let a link count no more whose mail could not be sent."""
    session.connection().execute(delete(_LINK).where(_LINK.c.hash == hash_of(secret)))


def find_personal_link(session: Session, secret: str, now: datetime) -> Member | None:
    """Whose own steps it opens; None when it is not, or no longer, a link."""
    whose = select(Member).join(PersonalLink, col(PersonalLink.member_id) == col(Member.id))
    good = _LINK.c.hash == hash_of(secret), _LINK.c.expires_at > now
    return session.execute(whose.where(*good)).scalar_one_or_none()


def live_personal_links(session: Session, member_id: str, now: datetime) -> tuple[int, datetime | None]:
    """How many of a member's links are good, and until when the last of them."""
    good = _LINK.c.member_id == member_id, _LINK.c.expires_at > now
    row = session.execute(select(func.count(), func.max(_LINK.c.expires_at)).where(*good)).one()
    return row[0], row[1]


def end_personal_links(session: Session, member_id: str) -> None:
    """None of a member's links is good any more."""
    session.connection().execute(delete(_LINK).where(_LINK.c.member_id == member_id))


def forget_old_personal_links(session: Session, now: datetime) -> None:
    """Remove those that have ended."""
    session.connection().execute(delete(_LINK).where(_LINK.c.expires_at <= now))
