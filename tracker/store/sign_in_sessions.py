"""Who a cookie or token belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.domain.member import Guest, Member
from tracker.domain.participant import Participant
from tracker.domain.sign_in import AccessToken, SignInSession


@dataclass(frozen=True, slots=True)
class KnownSession:
    """A live session: who it is, in which language, until when."""

    hash: str
    participant: Participant
    expires_at: datetime


def find_session(session: Session, hash: str, now: datetime) -> KnownSession | None:
    """The session of this cookie's hash; None when it is foreign, ended or expired."""
    row = session.get(SignInSession, hash)
    if row is None or row.expires_at <= now:
        return None
    if row.member_id and (member := session.get(Member, row.member_id)):
        who = member.as_participant()
        language = row.language or member.language
        return KnownSession(hash, Participant("member", who.id, who.name, language), row.expires_at)
    guest = session.get(Guest, row.guest_id) if row.guest_id else None
    if guest is None or guest.expires_at <= now or guest.ended_at is not None:
        return None
    return KnownSession(hash, guest.as_participant(row.language or "de"), row.expires_at)


def member_of_session(session: Session, hash: str) -> Member:
    """The member that a session, known to be one's, belongs to."""
    session.flush()
    theirs = select(Member).join(SignInSession, col(SignInSession.member_id) == col(Member.id))
    found: Member = session.execute(theirs.where(col(SignInSession.hash) == hash)).scalar_one()
    return found


def find_token(session: Session, hash: str) -> Participant | None:
    """Who an access token acts for; None when it is foreign or revoked."""
    token = session.execute(select(AccessToken).where(col(AccessToken.hash) == hash)).scalar_one_or_none()
    member = session.get(Member, token.member_id) if token and token.revoked_at is None else None
    if token is None or member is None:
        return None
    return replace(member.as_participant(), reads_only=token.reads_only, plans=frozenset(token.plans.split()))


def sessions_of(session: Session, member_id: str, now: datetime) -> Sequence[SignInSession]:
    """Where the member is signed in, the latest first."""
    mine = select(SignInSession).where(col(SignInSession.member_id) == member_id)
    alive = mine.where(col(SignInSession.expires_at) > now)
    return session.execute(alive.order_by(col(SignInSession.created_at).desc())).scalars().all()


def tokens_of(session: Session, member_id: str) -> Sequence[AccessToken]:
    """The member's tokens that count, the latest first."""
    mine = select(AccessToken).where(col(AccessToken.member_id) == member_id)
    alive = mine.where(col(AccessToken.revoked_at).is_(None))
    return session.execute(alive.order_by(col(AccessToken.created_at).desc())).scalars().all()
