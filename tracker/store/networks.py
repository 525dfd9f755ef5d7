"""Finding networks and regions, always for somebody: only those who hold a role there are let in."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from tracker.domain.member import Membership
from tracker.domain.network import Network, Region
from tracker.domain.participant import Participant
from tracker.domain.permissions import Role
from tracker.domain.plan import Plan
from tracker.domain.refusals import NotFound
from tracker.store.members import role_in_network, role_in_region
from tracker.store.plans import FoundPlan, plans_of

# built once: putting a statement together costs as much as running it
_NETWORKS_OF = (
    select(Network)
    .where(
        col(Network.id).in_(
            select(col(Membership.network_id)).where(col(Membership.member_id) == bindparam("member"))
        )
    )
    .order_by(col(Network.name_key), col(Network.id))
)


@dataclass(frozen=True, slots=True)
class FoundNetwork:
    """A network and what the one who asked is to it."""

    network: Network
    role: Role


@dataclass(frozen=True, slots=True)
class FoundRegion:
    """A region, its network, and what the one who asked is to each (None: nothing to the network as a whole)."""

    region: Region
    network: Network
    role: Role
    network_role: Role | None


@dataclass(frozen=True, slots=True)
class WayToPlan:
    """What lies above a plan; a role of None: not to be opened by the one who asked."""

    network: Network
    network_role: Role | None
    region: Region
    region_role: Role | None


def find_network(session: Session, participant: Participant, network_id: str) -> FoundNetwork:
    """A network for reading. Raises NotFound when it is not there or not theirs."""
    role = role_in_network(session, participant, network_id)
    network = session.get(Network, network_id) if role else None
    if network is None or role is None:
        raise NotFound()
    return FoundNetwork(network, role)


def find_region(session: Session, participant: Participant, region_id: str) -> FoundRegion:
    """A region for reading. Raises NotFound when it is not there or not theirs."""
    region = session.get(Region, region_id)
    role = role_in_region(session, participant, region) if region else None
    if region is None or role is None:
        raise NotFound()
    network = session.get_one(Network, region.network_id)
    return FoundRegion(region, network, role, role_in_network(session, participant, network.id))


def way_to_plan(session: Session, participant: Participant, region: Region) -> WayToPlan:
    """Network and region of a plan that the participant may read."""
    network = session.get_one(Network, region.network_id)
    network_role = role_in_network(session, participant, network.id)
    return WayToPlan(network, network_role, region, role_in_region(session, participant, region))


def networks_of(session: Session, participant: Participant) -> Sequence[Network]:
    """The networks in which a member holds a role as a whole, by name."""
    if participant.kind != "member" or participant.plans:
        return []
    return session.execute(_NETWORKS_OF, {"member": participant.id}).scalars().all()


def regions_of(session: Session, network_id: str) -> Sequence[tuple[Region, int]]:
    """The regions of a network with how many plans each has, by name."""
    plans = (
        select(func.count())
        .where(col(Plan.region_id) == Region.id, col(Plan.archived_at).is_(None))
        .scalar_subquery()
    )
    statement = select(Region, plans).where(col(Region.network_id) == network_id)
    rows = session.execute(statement.order_by(col(Region.name_key), col(Region.id))).all()
    return [(region, count or 0) for region, count in rows]


def plans_in(session: Session, participant: Participant, region_id: str) -> Sequence[FoundPlan]:
    """The plans of a region that the participant reads."""
    return [found for found in plans_of(session, participant) if found.region.id == region_id]
