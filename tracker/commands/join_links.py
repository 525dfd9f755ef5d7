"""Commands on links to join a plan by, and on who came by them. They touch no plan's feed."""

from datetime import datetime

from sqlmodel import Session

from tracker.commands.sign_ins import start_session
from tracker.domain import join_link
from tracker.domain.join_link import MOST_LINKS, JoinLink, guest_by
from tracker.domain.member import Guest
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action
from tracker.domain.refusals import Full, NotFound
from tracker.store.join_links import end_sessions_of, find_door, guests_of, links_of
from tracker.store.members import allow, role_on_plan
from tracker.store.writing import rights_changed


def make(
    session: Session,
    by: Participant,
    key: bytes,
    plan_id: str,
    role: str,
    most: int,
    now: datetime,
    *,
    expires_at: datetime,
    starts_at: datetime | None = None,
    label: str = "",
) -> JoinLink:
    """A new link; for facilitators. Raises NotFound, Forbidden, Invalid, Full."""
    allow(role_on_plan(session, by, plan_id), Action.SHARE_PLAN)
    if sum(link.counts(now) for link in links_of(session, plan_id, now)) >= MOST_LINKS:
        raise Full(limit=MOST_LINKS)
    link = join_link.make_link(
        key, plan_id, by.id, role, most, now, starts_at=starts_at, expires_at=expires_at, label=label
    )
    session.add(link)
    return link


def revoke(
    session: Session, by: Participant, plan_id: str, link_id: str, now: datetime, *, keep: bool = False
) -> None:
    """Let nobody in by it any more. Who came by it goes, unless they are kept. Raises NotFound, Forbidden."""
    link = find_link(session, by, plan_id, link_id)
    link.revoked_at = link.revoked_at or now
    if not keep:
        _end_all(session, link, now)


def end_guests(session: Session, by: Participant, plan_id: str, link_id: str, now: datetime) -> None:
    """Take out everybody who came by a link. Raises NotFound, Forbidden."""
    _end_all(session, find_link(session, by, plan_id, link_id), now)


def end_guest(session: Session, by: Participant, plan_id: str, guest_id: str, now: datetime) -> None:
    """Take out one. Raises NotFound, Forbidden."""
    allow(role_on_plan(session, by, plan_id), Action.SHARE_PLAN)
    guest = session.get(Guest, guest_id)
    if guest is None or guest.plan_id != plan_id or guest.ended_at is not None:
        raise NotFound()
    _end(session, guest, now)


def join(session: Session, secret_hash: str, name: str, language: str, now: datetime) -> tuple[str, Guest]:
    """Come in by a link: the new session's secret, and who that is. Raises NotFound, Invalid("name"), Full.

    `language` is that of the pages from then on.
    """
    door = find_door(session, secret_hash, now)
    if door is None or (door.link.starts_at and now < door.link.starts_at):
        raise NotFound()
    guest = guest_by(door.link, name, door.plan.language)
    made = start_session(session, now, guest=guest, expires_at=guest.expires_at, language=language)
    return made, guest


def find_link(session: Session, by: Participant, plan_id: str, link_id: str) -> JoinLink:
    """A link of this plan, for facilitators. Raises NotFound, Forbidden."""
    allow(role_on_plan(session, by, plan_id), Action.SHARE_PLAN)
    link = session.get(JoinLink, link_id)
    if link is None or link.plan_id != plan_id:
        raise NotFound()
    return link


def _end_all(session: Session, link: JoinLink, now: datetime) -> None:
    for guest in guests_of(session, link.plan_id, now):
        if guest.link_id == link.id:
            _end(session, guest, now)


def _end(session: Session, guest: Guest, now: datetime) -> None:
    guest.ended_at = now
    end_sessions_of(session, guest)
    rights_changed(session, guest.as_participant().key)
