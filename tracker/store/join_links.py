"""Links to join a plan by: which there are, which of them count, who came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlmodel import Session, col

from tracker.domain.join_link import JoinLink
from tracker.domain.member import Guest, Member
from tracker.domain.network import Region
from tracker.domain.party import Party, PlanParty
from tracker.domain.permissions import Action, may
from tracker.domain.plan import Plan
from tracker.domain.sign_in import SignInSession
from tracker.store.members import role_on_plan


@dataclass(frozen=True, slots=True)
class Door:
    """A link that counts, and where it leads."""

    link: JoinLink
    plan: Plan
    region: Region


def find_door(session: Session, hash: str, now: datetime) -> Door | None:
    """Where the link of this hash leads; None when it has ended, was taken back, or never was (P2).

    It gives nothing any more when whoever made it could make none today (P4).
    """
    return _door(session, col(JoinLink.hash) == hash, now)


def find_door_by_code(session: Session, code_hash: str, now: datetime) -> Door | None:
    """The same by its code."""
    return _door(session, col(JoinLink.code_hash) == code_hash, now)


def maker_may(session: Session, link: JoinLink) -> bool:
    """Whether whoever made the link could make one today."""
    maker = session.get(Member, link.made_by)
    role = role_on_plan(session, maker.as_participant(), link.plan_id) if maker else None
    return may(role, Action.SHARE_PLAN)


def links_of(session: Session, plan_id: str, now: datetime) -> Sequence[JoinLink]:
    """A plan's links, the latest first: those that count, and others as long as somebody is still here by them."""
    with_guests = select(col(Guest.link_id)).where(*_here(plan_id, now))
    alive = col(JoinLink.revoked_at).is_(None) & (col(JoinLink.expires_at) > now)
    found = select(JoinLink).where(
        col(JoinLink.plan_id) == plan_id, alive | col(JoinLink.id).in_(with_guests)
    )
    newest = found.order_by(col(JoinLink.created_at).desc(), col(JoinLink.id))
    return session.execute(newest).scalars().all()


def labels_of(session: Session, plan_id: str) -> dict[str, str]:
    """By id: the labels of all links of a plan that have one, also of those that count no more."""
    found = select(col(JoinLink.id), col(JoinLink.label)).where(col(JoinLink.plan_id) == plan_id)
    return {row.id: row.label for row in session.execute(found.where(col(JoinLink.label) != ""))}


def guests_of(session: Session, plan_id: str, now: datetime) -> Sequence[Guest]:
    """Who is in without account, by name."""
    found = select(Guest).where(*_here(plan_id, now))
    return session.execute(found.order_by(col(Guest.name), col(Guest.id))).scalars().all()


def gone_guests_of(session: Session, plan_id: str, now: datetime) -> Sequence[Guest]:
    """Who was in without account and is so no longer, as long as that is known, by name."""
    over = col(Guest.ended_at).is_not(None) | (col(Guest.expires_at) <= now)
    found = select(Guest).where(col(Guest.plan_id) == plan_id, over)
    return session.execute(found.order_by(col(Guest.name), col(Guest.id))).scalars().all()


def addresses_left(session: Session, plan_id: str) -> list[tuple[str, str]]:
    """Name and address of the plan's parties without account who left one; for facilitators alone."""
    found = select(col(Party.name), col(Party.email)).join(
        PlanParty, col(PlanParty.party_id) == col(Party.id)
    )
    left = found.where(col(PlanParty.plan_id) == plan_id, col(Party.email).is_not(None))
    return [(name, email) for name, email in session.execute(left.order_by(col(Party.name_key))).all()]


def end_sessions_of(session: Session, guest: Guest) -> None:
    """Sign the guest out everywhere."""
    session.execute(delete(SignInSession).where(col(SignInSession.guest_id) == guest.id))


def _here(plan_id: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(Guest.plan_id) == plan_id, col(Guest.ended_at).is_(None), col(Guest.expires_at) > now


def _door(session: Session, which: ColumnElement[bool], now: datetime) -> Door | None:
    link = session.execute(select(JoinLink).where(which)).scalar_one_or_none()
    if link is None or not link.counts(now) or not maker_may(session, link):
        return None
    plan = session.get_one(Plan, link.plan_id)
    return Door(link, plan, session.get_one(Region, plan.region_id))
