"""Commands on who belongs to a network or region, as what. They touch no plan's feed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from tracker.commands.networks import member_by_address
from tracker.domain.member import Member, Membership, role_named
from tracker.domain.network import Network, Region
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action, Role
from tracker.domain.refusals import Invalid, NotFound
from tracker.domain.sign_in import INVITATION_LIFE
from tracker.store.mails import mailed_since, put_mail
from tracker.store.members import allow, role_in_network, role_in_region
from tracker.store.writing import rights_changed

AGAIN_AFTER = timedelta(minutes=10)  # sooner an invitation is not sent once more


@dataclass(frozen=True, slots=True)
class Place:
    """A network or a region, by id: one of both is empty."""

    network_id: str = ""
    region_id: str = ""


def add_member(
    session: Session, by: Participant, place: Place, email: str, name: str, role: str, now: datetime
) -> Membership:
    """Give somebody a role here, or change the one they hold; who is new here is invited by mail.

    For coordinators here. Raises NotFound, Forbidden, Invalid.
    """
    _enter(session, by, place)
    member = member_by_address(session, email, name, now)
    is_new = _held(session, member, place) is None
    held = put_membership(session, member, role, network_id=place.network_id, region_id=place.region_id)
    if is_new:
        session.flush()
        _invite(session, by, member, held, now)
    return held


def set_role(session: Session, by: Participant, place: Place, membership_id: str, role: str) -> None:
    """What a member is here from now on. Raises NotFound, Forbidden, Invalid("role")."""
    _give(session, _find(session, by, place, membership_id), role)


def end_membership(session: Session, by: Participant, place: Place, membership_id: str) -> None:
    """Take somebody out; what is open there closes. Raises NotFound, Forbidden, Invalid("role")."""
    held = _find(session, by, place, membership_id)
    _keep_a_coordinator(session, held, None)
    session.delete(held)
    rights_changed(session, _key(held))


def invite(session: Session, by: Participant, place: Place, membership_id: str, now: datetime) -> None:
    """Send the invitation once more. Raises NotFound, Forbidden, Invalid when the last one is not ten minutes old."""
    held = _find(session, by, place, membership_id)
    _invite(session, by, session.get_one(Member, held.member_id), held, now)


def put_membership(
    session: Session, member: Member, role: str, *, network_id: str = "", region_id: str = ""
) -> Membership:
    """Give a role, or change the one held there, without asking anybody. Raises Invalid("role")."""
    place = Place(network_id, region_id)
    held = _held(session, member, place) or Membership(
        member_id=member.id, role="", network_id=network_id or None, region_id=region_id or None
    )
    _give(session, held, role)
    return held


def _enter(session: Session, by: Participant, place: Place) -> None:
    region = session.get(Region, place.region_id) if place.region_id else None
    if region is None and (place.region_id or session.get(Network, place.network_id) is None):
        raise NotFound()
    own = role_in_region(session, by, region) if region else role_in_network(session, by, place.network_id)
    allow(own, Action.ADD_MEMBER)


def _find(session: Session, by: Participant, place: Place, membership_id: str) -> Membership:
    _enter(session, by, place)
    held = session.get(Membership, membership_id)
    if held is None or (held.network_id or "", held.region_id or "") != (place.network_id, place.region_id):
        raise NotFound()
    return held


def _held(session: Session, member: Member, place: Place) -> Membership | None:
    where = {"network_id": place.network_id or None, "region_id": place.region_id or None}
    held: Membership | None = (
        session.execute(select(Membership).filter_by(member_id=member.id, **where)).scalars().first()
    )
    return held


def _give(session: Session, held: Membership, role: str) -> None:
    named = role_named(role)
    _keep_a_coordinator(session, held, named)
    held.role = named
    session.add(held)
    rights_changed(session, _key(held))


def _keep_a_coordinator(session: Session, held: Membership, role: Role | None) -> None:
    """A network is never without one (P4)."""
    if not held.network_id or held.role != Role.COORDINATOR or role is Role.COORDINATOR:
        return
    others = select(func.count()).where(
        col(Membership.network_id) == held.network_id,
        col(Membership.role) == Role.COORDINATOR,
        col(Membership.id) != held.id,
    )
    if not session.execute(others).scalar_one():
        raise Invalid("role", "last_coordinator")


def _invite(session: Session, by: Participant, member: Member, held: Membership, now: datetime) -> None:
    if mailed_since(session, "invitation", held.id, now - AGAIN_AFTER):
        raise Invalid("", "invited_lately")
    put_mail(session, "invitation", member.email, now, INVITATION_LIFE, about=held.id, asked_by=by.id)


def _key(held: Membership) -> str:
    return Participant("member", held.member_id).key
