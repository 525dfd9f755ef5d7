"""Commands on sessions, links and tokens. Secrets leave here once; only their hashes are stored."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from tracker.domain.member import LANGUAGES, Guest, Member
from tracker.domain.refusals import Invalid, NotFound
from tracker.domain.sign_in import (
    LINK_LIFE,
    MEMBER_SESSION,
    AccessToken,
    SignInLink,
    SignInSession,
    hash_of,
    new_secret,
)


def make_link(session: Session, member: Member, now: datetime, *, reusable: bool = False) -> str:
    """A link's secret that signs a member in within 60 minutes (a demo's: again and again, for a day)."""
    secret = new_secret()
    life = timedelta(days=1) if reusable else LINK_LIFE
    session.add(
        SignInLink(hash=hash_of(secret), member_id=member.id, expires_at=now + life, reusable=reusable)
    )
    return secret


def sign_in(session: Session, link_secret: str, now: datetime) -> str:
    """Use a link; the new session's secret. Raises NotFound for a used, expired or invented one: all look the same."""
    link = session.get(SignInLink, hash_of(link_secret))
    if link is None or link.expires_at < now or (link.used_at is not None and not link.reusable):
        raise NotFound()
    link.used_at = now
    return start_session(session, now, member_id=link.member_id, expires_at=now + MEMBER_SESSION)


def start_session(
    session: Session,
    now: datetime,
    *,
    expires_at: datetime,
    member_id: str | None = None,
    guest: Guest | None = None,
) -> str:
    """A fresh session for a member or a guest; its secret is the cookie's value."""
    secret = new_secret()
    row = SignInSession(hash=hash_of(secret), member_id=member_id, created_at=now, expires_at=expires_at)
    if guest is not None:
        session.add(guest)
        session.flush()
        row.guest_id = guest.id
    session.add(row)
    return secret


def sign_out(session: Session, session_hash: str) -> None:
    """End a session on the server."""
    session.execute(delete(SignInSession).where(col(SignInSession.hash) == session_hash))


def make_token(session: Session, member: Member, name: str, now: datetime) -> str:
    """An access token for scripts; shown once."""
    secret = new_secret()
    session.add(AccessToken(hash=hash_of(secret), member_id=member.id, name=name, created_at=now))
    return secret


def set_language(session: Session, session_hash: str, member_id: str, language: str) -> None:
    """Remember the chosen language with the session and, for a member, with the person. Raises Invalid."""
    if language not in LANGUAGES:
        raise Invalid("language", "unknown")
    if row := session.get(SignInSession, session_hash):
        row.language = language
    if member := session.get(Member, member_id) if member_id else None:
        member.language = language
