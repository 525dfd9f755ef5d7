"""Commands on who belongs to a network, region or plan, as what. They touch no plan's feed."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from tracker.commands.networks import member_by_address
from tracker.domain.member import Member, Membership, role_named
from tracker.domain.network import Network, Region
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action, Role, highest
from tracker.domain.refusals import AlreadyHere, Invalid, NotFound
from tracker.domain.sign_in import INVITATION_LIFE
from tracker.domain.taken_out import TakenOut
from tracker.store.mails import mailed_since, put_mail
from tracker.store.members import allow, role_in_network, role_in_region, role_on_plan
from tracker.store.writing import rights_changed

AGAIN_AFTER = timedelta(minutes=10)  # sooner an invitation is not sent once more


@dataclass(frozen=True, slots=True)
class Place:
    """A network, a region or a plan, by id: the others are empty."""

    network_id: str = ""
    region_id: str = ""
    plan_id: str = ""


def add_member(
    session: Session,
    by: Participant,
    place: Place,
    email: str,
    name: str,
    role: str,
    now: datetime,
    *,
    change: bool = False,
) -> Membership:
    """Give somebody a role here, of which they hear by mail if they may more then.

    With `change` it takes the place of the one they hold. For coordinators here, on a plan for its facilitators, who
    give at most what they hold. Raises NotFound, Forbidden, Invalid, AlreadyHere.
    """
    own = _enter(session, by, place)
    _check_not_above(own, role)
    member = member_by_address(session, email, name, now)
    before = _held(session, member, place)
    if before is not None:
        _check_not_above(own, before.role)
        _keep_a_coordinator(session, before, role_named(role))
        if before.role != role and not change:
            raise AlreadyHere(name=member.name, role=Role(before.role), new=role_named(role))
    known = _role_there(session, member.as_participant(), place)
    held = put_membership(session, member, role, **asdict(place))
    session.flush()
    # who may as much there already has nothing to be told
    if before is None and (known is None or highest([known, Role(held.role)]) is not known):
        _invite(session, by, member, held, now)
    return held


def set_role(session: Session, by: Participant, place: Place, membership_id: str, role: str) -> None:
    """What a member is here from now on. Raises NotFound, Forbidden, Invalid("role")."""
    held = _find(session, by, place, membership_id)
    _check_not_above(_enter(session, by, place), role)
    _give(session, held, role)


def end_membership(session: Session, by: Participant, place: Place, membership_id: str) -> None:
    """Take somebody out; what is open there closes. Raises NotFound, Forbidden, Invalid("role")."""
    held = _find(session, by, place, membership_id)
    _keep_a_coordinator(session, held, None)
    session.delete(held)
    rights_changed(session, _key(held))


def put_back(session: Session, by: Participant, place: Place, taken: TakenOut) -> str:
    """Let somebody who was taken out be what they were; what had closed stays closed until they come again. Gives the
    id of their membership. Raises NotFound, Forbidden, Invalid("role")."""
    _check_not_above(_enter(session, by, place), taken.role)
    if taken.place not in asdict(place).values() or (member := session.get(Member, taken.member_id)) is None:
        raise NotFound()
    if known := _held(session, member, place):
        return known.id  # somebody was quicker, perhaps with another role
    _give(session, Membership(id=taken.id, member_id=member.id, role="", **_columns(place)), taken.role)
    return taken.id


def invite(session: Session, by: Participant, place: Place, membership_id: str, now: datetime) -> None:
    """Send the invitation once more. Raises NotFound, Forbidden, Invalid when the last one is not ten minutes old."""
    held = _find(session, by, place, membership_id)
    _invite(session, by, session.get_one(Member, held.member_id), held, now)


def put_membership(
    session: Session,
    member: Member,
    role: str,
    *,
    network_id: str = "",
    region_id: str = "",
    plan_id: str = "",
) -> Membership:
    """Give a role, or change the one held there, without asking anybody. Raises Invalid("role")."""
    place = Place(network_id, region_id, plan_id)
    held = _held(session, member, place) or Membership(
        member_id=member.id,
        role="",
        network_id=network_id or None,
        region_id=region_id or None,
        plan_id=plan_id or None,
    )
    _give(session, held, role)
    return held


def _enter(session: Session, by: Participant, place: Place) -> Role | None:
    own = _role_there(session, by, place)
    allow(own, Action.SHARE_PLAN if place.plan_id else Action.ADD_MEMBER)
    return own


def _role_there(session: Session, who: Participant, place: Place) -> Role | None:
    """Raises NotFound where there is no such region or network."""
    if place.plan_id:
        return role_on_plan(session, who, place.plan_id)
    region = session.get(Region, place.region_id) if place.region_id else None
    if region is None and (place.region_id or session.get(Network, place.network_id) is None):
        raise NotFound()
    return role_in_region(session, who, region) if region else role_in_network(session, who, place.network_id)


def _check_not_above(own: Role | None, role: str) -> None:
    """Nobody gives or takes more than they hold (P4)."""
    if own is None or highest([own, role_named(role)]) is not own:
        raise Invalid("role", "above_own")


def _find(session: Session, by: Participant, place: Place, membership_id: str) -> Membership:
    own = _enter(session, by, place)
    held = session.get(Membership, membership_id)
    if held is None or any(getattr(held, name) != id for name, id in _columns(place).items()):
        raise NotFound()
    _check_not_above(own, held.role)
    return held


def _held(session: Session, member: Member, place: Place) -> Membership | None:
    mine = select(Membership).filter_by(member_id=member.id, **_columns(place))
    held: Membership | None = session.execute(mine).scalars().first()
    return held


def _columns(place: Place) -> dict[str, str | None]:
    return {name: id or None for name, id in asdict(place).items()}


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
    invite_to(session, by, member, held, now)


def invite_to(session: Session, by: Participant, member: Member, held: Membership, now: datetime) -> None:
    """Invite a member by mail, without asking anybody."""
    put_mail(session, "invitation", member.email, now, INVITATION_LIFE, about=held.id, asked_by=by.id)


def _key(held: Membership) -> str:
    return Participant("member", held.member_id).key
