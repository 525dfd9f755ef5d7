"""Whom a sign-in link is for."""

from datetime import datetime

from sqlmodel import Session

from tracker.domain.member import Member
from tracker.domain.sign_in import SignInLink


def find_link(session: Session, hash: str, now: datetime) -> Member | None:
    """The member whom the link of this hash would sign in; None when it is used, expired or invented."""
    link = session.get(SignInLink, hash)
    if link is None or link.expires_at < now or (link.used_at is not None and not link.reusable):
        return None
    return session.get(Member, link.member_id)
