"""The region a plan file goes into: the one asked for, the network's of that name, or a new one."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.commands.networks import add_region, put_region
from tracker.domain.contacts import POSTS
from tracker.domain.folding import sort_key
from tracker.domain.network import Network, Region
from tracker.domain.participant import Participant
from tracker.domain.refusals import NotFound
from tracker.plan_file.document import PlanDocument
from tracker.store.contacts import people_of, with_above


def region_for(
    session: Session, by: Participant, document: PlanDocument, network_id: str, region_id: str
) -> Region:
    """The region meant, made when it is not there. Raises NotFound, Forbidden."""
    region = region_there(session, document, network_id, region_id)
    if region is not None:
        return region
    states = list(document.states)
    if by.kind == "nobody":
        return put_region(session, network_id, document.region, states=states)
    return add_region(session, by, network_id, document.region, states=states)


def known_contacts(session: Session, region: Region, plan: Mapping[str, Any]) -> dict[str, str]:
    """What to write of contact and deputy of a new plan's row whose words are addresses of members of the region."""
    here = {one.email: one.id for one in people_of(session, with_above(session, region))}
    found = {post: here.get(plan[post].strip().casefold()) for post in POSTS}
    known = {post: id for post, id in found.items() if id}
    return {f"{post}_id": id for post, id in known.items()} | dict.fromkeys(known, "")


def region_there(session: Session, document: PlanDocument, network_id: str, region_id: str) -> Region | None:
    """The region meant, if it is there. Raises NotFound when nothing can be made in its place."""
    region = session.get(Region, region_id) if region_id else _same_region(session, document, network_id)
    if region is None and (region_id or session.get(Network, network_id) is None):
        raise NotFound()
    return region


def _same_region(session: Session, document: PlanDocument, network_id: str) -> Region | None:
    name_key = sort_key(document.region)
    here = select(Region).where(col(Region.network_id) == network_id, col(Region.name_key) == name_key)
    return session.execute(here.order_by(col(Region.id))).scalars().first()
