"""Whom a sign-in link is for, and which were mailed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlmodel import Session, col

from tracker.domain.member import Member
from tracker.domain.sign_in import SignInLink


def find_link(session: Session, hash: str, now: datetime) -> Member | None:
    """The member whom the link of this hash would sign in; None when it is used, expired or invented."""
    link = session.get(SignInLink, hash)
    if link is None or link.expires_at < now or (link.used_at is not None and not link.reusable):
        return None
    return session.get(Member, link.member_id)


def mailed_links(session: Session, member_id: str, now: datetime) -> Sequence[SignInLink]:
    """Links that were mailed to the member in the last hour, which is as long as they live, used ones too."""
    mailed = col(SignInLink.code_hash).is_not(None), col(SignInLink.expires_at) > now
    found = select(SignInLink).where(col(SignInLink.member_id) == member_id, *mailed)
    return session.execute(found).scalars().all()


def forget_old_links(session: Session, now: datetime) -> None:
    """Remove links that ended a day ago or earlier."""
    session.execute(delete(SignInLink).where(col(SignInLink.expires_at) < now - timedelta(days=1)))
