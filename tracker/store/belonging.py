"""Where members belong as well, above and below a place: what taking them out of it leaves to them."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import func, select
from sqlmodel import Session

from tracker.domain.member import Membership
from tracker.domain.network import Network, Region
from tracker.domain.plan import Plan
from tracker.store.history import table_of

_Path = tuple[str, ...]


def belong_as_well(session: Session, member_ids: Collection[str]) -> Mapping[str, Sequence[str]]:
    """By membership of these members: the names of the networks, regions and plans that others of theirs open, if they
    hold this place or lie in it."""
    held: dict[str, list[tuple[str, _Path, str]]] = {}
    rows = session.connection().execute(_HELD.where(_MEMBERSHIP.c.member_id.in_(member_ids)))
    for id, member, title, region, network, *path in rows:
        name = title or region or network
        held.setdefault(member, []).append((id, tuple(place for place in path if place), name))
    return {
        id: sorted(name for other, theirs, name in mine if other != id and _is_around(path, theirs))
        for mine in held.values()
        for id, path, _ in mine
    }


def _is_around(one: _Path, other: _Path) -> bool:
    """One of them is a place in which the other lies."""
    few = min(len(one), len(other))
    return one[:few] == other[:few]


_MEMBERSHIP, _PLAN = table_of(Membership), table_of(Plan)
_REGION, _NETWORK = table_of(Region), table_of(Network)
_HELD = (
    select(_MEMBERSHIP.c.id, _MEMBERSHIP.c.member_id)
    .add_columns(_PLAN.c.title, _REGION.c.name, _NETWORK.c.name, _NETWORK.c.id, _REGION.c.id, _PLAN.c.id)
    .select_from(_MEMBERSHIP)
    .outerjoin(_PLAN, _PLAN.c.id == _MEMBERSHIP.c.plan_id)
    .outerjoin(_REGION, _REGION.c.id == func.coalesce(_MEMBERSHIP.c.region_id, _PLAN.c.region_id))
    .outerjoin(_NETWORK, _NETWORK.c.id == func.coalesce(_MEMBERSHIP.c.network_id, _REGION.c.network_id))
)
