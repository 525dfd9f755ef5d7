"""Commands on networks, regions and who belongs to them. They touch no plan's feed."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.domain.member import Member, Membership, clean_address, join
from tracker.domain.network import Network, Region, start_network, start_region
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action
from tracker.domain.refusals import Invalid, NotFound
from tracker.store.members import allow, find_member, role_in_network
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


def member_by_address(session: Session, email: str, name: str, now: datetime) -> Member:
    """The member with this address, made under `name` when there is none. Raises Invalid."""
    member = find_member(session, clean_address(email)) or join(email, name, now)
    session.add(member)
    session.flush()
    return member
