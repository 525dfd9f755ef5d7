"""Commands on sessions, links and tokens. Secrets leave here once; only their hashes are stored."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from tracker.domain.member import LANGUAGES, Guest, Member, clean_address
from tracker.domain.refusals import Full, Invalid, NotFound
from tracker.domain.sign_in import (
    LINK_LIFE,
    MEMBER_SESSION,
    MOST_LINKS_AN_HOUR,
    MOST_LIVE_LINKS,
    MOST_TOKENS,
    AccessToken,
    SignInLink,
    SignInSession,
    code_hash_of,
    hash_of,
    new_code,
    new_secret,
)
from tracker.domain.typed_text import NAME, one_line
from tracker.store.members import find_member
from tracker.store.plans import plan_ids_of
from tracker.store.sign_in_links import mailed_links
from tracker.store.sign_in_sessions import sessions_of, tokens_of


def make_link(
    session: Session,
    member: Member,
    now: datetime,
    *,
    life: timedelta = LINK_LIFE,
    reusable: bool = False,
    code_hash: str | None = None,
) -> str:
    """A link's secret that signs a member in once within `life` (a demo's: again and again, for a day)."""
    secret = new_secret()
    expires_at = now + (timedelta(days=1) if reusable else life)
    link = SignInLink(hash=hash_of(secret), member_id=member.id, expires_at=expires_at, reusable=reusable)
    link.code_hash = code_hash
    session.add(link)
    return secret


def make_link_and_code(session: Session, member: Member, now: datetime) -> tuple[str, str] | None:
    """A link's secret and a code for a mail; None when the member has enough of them (P7)."""
    mailed = mailed_links(session, member.id, now)
    if len(mailed) >= MOST_LINKS_AN_HOUR or sum(link.used_at is None for link in mailed) >= MOST_LIVE_LINKS:
        return None
    code = new_code()
    return make_link(session, member, now, code_hash=code_hash_of(member.id, code)), code


def take_back_link(session: Session, link_secret: str) -> None:
    """Let a link count no more whose mail could not be sent."""
    session.execute(delete(SignInLink).where(col(SignInLink.hash) == hash_of(link_secret)))


def sign_in_by_code(session: Session, email: str, code: str, now: datetime, device: str = "") -> str:
    """Use the code of a mail; the new session's secret. Raises Invalid("email"), NotFound for every code not right."""
    member = find_member(session, clean_address(email))
    links = mailed_links(session, member.id, now) if member else []
    for link in links:
        if member and link.used_at is None and link.code_hash == code_hash_of(member.id, code):
            return _use(session, link, now, device)
    raise NotFound()


def sign_in(session: Session, link_secret: str, now: datetime, device: str = "") -> str:
    """Use a link on a device; the new session's secret. Raises NotFound: used, expired, invented look the same."""
    link = session.get(SignInLink, hash_of(link_secret))
    if link is None or link.expires_at < now or (link.used_at is not None and not link.reusable):
        raise NotFound()
    return _use(session, link, now, device)


def _use(session: Session, link: SignInLink, now: datetime, device: str) -> str:
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
    language: str | None = None,
) -> str:
    """A fresh session for a member or a guest; its secret is the cookie's value."""
    secret = new_secret()
    row = SignInSession(
        hash=hash_of(secret), member_id=member_id, device=device, created_at=now, expires_at=expires_at
    )
    row.language = language
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
    session: Session,
    member: Member,
    name: str,
    now: datetime,
    *,
    reads_only: bool = False,
    plans: Sequence[str] = (),
) -> str:
    """An access token for scripts, for these plans or for all; its secret leaves here once.

    Raises Invalid("name"), Invalid("plans") for a plan that is not the member's, Full.
    """
    name = one_line("name", name, NAME)
    if len(tokens_of(session, member.id)) >= MOST_TOKENS:
        raise Full(limit=MOST_TOKENS)
    if not set(plans) <= set(plan_ids_of(session, member.as_participant())):
        raise Invalid("plans", "unknown")
    secret = new_secret()
    token = AccessToken(hash=hash_of(secret), member_id=member.id, name=name, created_at=now)
    token.reads_only, token.plans = reads_only, " ".join(sorted(set(plans)))
    session.add(token)
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
