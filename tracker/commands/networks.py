"""Commands on networks, regions and who belongs to them. They touch no plan's feed."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.domain.member import Member, Membership, clean_address, join, role_named
from tracker.domain.network import Network, Region, start_network, start_region
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action
from tracker.domain.refusals import Invalid, NotFound
from tracker.store.members import allow, find_member, role_in_network, role_in_region
from tracker.store.writing import rights_changed


def add_network(session: Session, name: str, email: str, coordinator: str, now: datetime) -> Network:
    """A new network with its first coordinator (made when the address is new). Raises Invalid."""
    network = start_network(name)
    if session.execute(select(col(Network.id)).where(col(Network.name_key) == network.name_key)).first():
        raise Invalid("name", "taken")
    session.add(network)
    session.flush()
    member = member_by_address(session, email, coordinator, now)
    session.add(Membership(member_id=member.id, network_id=network.id, role="coordinator"))
    rights_changed(session, member.as_participant().key)
    return network


def add_region(
    session: Session,
    by: Participant,
    network_id: str,
    name: str,
    kind: str = "region",
    states: list[str] | None = None,
) -> Region:
    """A new region of a network; for its coordinators. Raises NotFound, Forbidden, Invalid."""
    if session.get(Network, network_id) is None:
        raise NotFound()
    allow(role_in_network(session, by, network_id), Action.ADD_REGION)
    return put_region(session, network_id, name, kind, states)


def put_region(
    session: Session, network_id: str, name: str, kind: str = "region", states: list[str] | None = None
) -> Region:
    """The same without asking anybody; a region of the same folded name is used again."""
    new = start_region(network_id, name, kind, states)
    statement = select(Region).where(
        col(Region.network_id) == network_id, col(Region.name_key) == new.name_key
    )
    known = session.execute(statement).scalars().first()
    session.add(known or new)
    session.flush()
    return known or new


def add_member(
    session: Session,
    by: Participant,
    email: str,
    name: str,
    role: str,
    now: datetime,
    *,
    network_id: str = "",
    region_id: str = "",
) -> Member:
    """Give somebody a role in a network or a region; for coordinators there. Raises NotFound, Forbidden, Invalid."""
    region = session.get(Region, region_id) if region_id else None
    if (region_id and region is None) or (network_id and session.get(Network, network_id) is None):
        raise NotFound()
    own = role_in_region(session, by, region) if region else role_in_network(session, by, network_id)
    allow(own, Action.ADD_MEMBER)
    member = member_by_address(session, email, name, now)
    put_membership(session, member, role, network_id=network_id, region_id=region_id)
    return member


def put_membership(
    session: Session, member: Member, role: str, *, network_id: str = "", region_id: str = ""
) -> None:
    """Give a role, or change the one held there."""
    place = {"network_id": network_id or None, "region_id": region_id or None}
    statement = select(Membership).filter_by(member_id=member.id, **place)
    held = session.execute(statement).scalars().first()
    held = held or Membership(
        member_id=member.id, role="", network_id=network_id or None, region_id=region_id or None
    )
    held.role = role_named(role)
    session.add(held)
    rights_changed(session, member.as_participant().key)


def member_by_address(session: Session, email: str, name: str, now: datetime) -> Member:
    """The member with this address, made under `name` when there is none. Raises Invalid."""
    member = find_member(session, clean_address(email)) or join(email, name, now)
    session.add(member)
    session.flush()
    return member
