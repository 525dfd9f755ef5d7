"""Commands on sessions, links and tokens. Secrets leave here once; only their hashes are stored."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from tracker.domain.member import LANGUAGES, Guest, Member
from tracker.domain.refusals import Full, Invalid, NotFound
from tracker.domain.sign_in import (
    LINK_LIFE,
    MEMBER_SESSION,
    MOST_TOKENS,
    AccessToken,
    SignInLink,
    SignInSession,
    hash_of,
    new_secret,
)
from tracker.domain.typed_text import NAME, one_line
from tracker.store.sign_in_sessions import sessions_of, tokens_of


def make_link(session: Session, member: Member, now: datetime, *, reusable: bool = False) -> str:
    """A link's secret that signs a member in within 60 minutes (a demo's: again and again, for a day)."""
    secret = new_secret()
    life = timedelta(days=1) if reusable else LINK_LIFE
    session.add(
        SignInLink(hash=hash_of(secret), member_id=member.id, expires_at=now + life, reusable=reusable)
    )
    return secret


def sign_in(session: Session, link_secret: str, now: datetime, device: str = "") -> str:
    """Use a link on a device; the new session's secret. Raises NotFound: used, expired, invented look the same."""
    link = session.get(SignInLink, hash_of(link_secret))
    if link is None or link.expires_at < now or (link.used_at is not None and not link.reusable):
        raise NotFound()
    link.used_at = now
    expires_at = now + MEMBER_SESSION
    return start_session(session, now, member_id=link.member_id, expires_at=expires_at, device=device)


def start_session(
    session: Session,
    now: datetime,
    *,
    expires_at: datetime,
    member_id: str | None = None,
    guest: Guest | None = None,
    device: str = "",
) -> str:
    """A fresh session for a member or a guest; its secret is the cookie's value."""
    secret = new_secret()
    row = SignInSession(
        hash=hash_of(secret), member_id=member_id, device=device, created_at=now, expires_at=expires_at
    )
    if guest is not None:
        session.add(guest)
        session.flush()
        row.guest_id = guest.id
    session.add(row)
    return secret


def sign_out(session: Session, session_hash: str) -> None:
    """End a session on the server."""
    session.execute(delete(SignInSession).where(col(SignInSession.hash) == session_hash))


def end_session(session: Session, member_id: str, session_id: str, now: datetime) -> str:
    """End one of the member's sessions; its hash, for what is open under it. Raises NotFound."""
    found = [row for row in sessions_of(session, member_id, now) if row.id == session_id]
    if not found:
        raise NotFound()
    session.delete(found[0])
    return found[0].hash


def end_other_sessions(session: Session, member_id: str, own_hash: str, now: datetime) -> list[str]:
    """End all sessions of the member but the one with `own_hash`; their hashes."""
    others = [row for row in sessions_of(session, member_id, now) if row.hash != own_hash]
    for row in others:
        session.delete(row)
    return [row.hash for row in others]


def make_token(
    session: Session, member: Member, name: str, now: datetime, *, reads_only: bool = False
) -> str:
    """An access token for scripts; its secret leaves here once. Raises Invalid("name"), Full."""
    name = one_line("name", name, NAME)
    if len(tokens_of(session, member.id)) >= MOST_TOKENS:
        raise Full(limit=MOST_TOKENS)
    secret = new_secret()
    session.add(
        AccessToken(
            hash=hash_of(secret), member_id=member.id, name=name, created_at=now, reads_only=reads_only
        )
    )
    return secret


def revoke_token(session: Session, member_id: str, token_id: str, now: datetime) -> str:
    """Let one of the member's tokens count no more; its hash, for what is open under it. Raises NotFound."""
    token = session.get(AccessToken, token_id)
    if token is None or token.member_id != member_id or token.revoked_at is not None:
        raise NotFound()
    token.revoked_at = now
    return token.hash


def set_language(session: Session, session_hash: str, member_id: str, language: str) -> None:
    """Remember the chosen language with the session and, for a member, with the person. Raises Invalid."""
    if language not in LANGUAGES:
        raise Invalid("language", "unknown")
    if row := session.get(SignInSession, session_hash):
        row.language = language
    if member := session.get(Member, member_id) if member_id else None:
        member.language = language
