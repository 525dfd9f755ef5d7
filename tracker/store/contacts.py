"""Whom to turn to for a plan, and who can be chosen as contact or deputy of a plan, region or network."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, func, or_, select
from sqlmodel import Session, col

from tracker.domain.contacts import POSTS
from tracker.domain.member import Member, Membership
from tracker.domain.network import Network, Region
from tracker.domain.permissions import Role
from tracker.domain.plan import Plan

Place = Plan | Region | Network


def whom_to_turn_to(session: Session, plan_id: str) -> list[Member]:
    """Whom a mail about a plan is for, each once, the first one first: the plan's contact, its deputy, the region's,
    the network's, then the network's coordinators by name.

    Only members who hold a role on the plan now: whoever has left is passed over, as are words of a plan file that no
    member stands for. Empty when there is nobody.
    """
    return to_turn_to_at(session, with_above(session, session.get_one(Plan, plan_id)))


def may_be_meant(members: BindParameter[Any]) -> ColumnElement[bool]:
    """For statements that join plan, region and network: one of these members holds a post there or coordinates, so
    that `whom_to_turn_to` may name them. It asks several times and is worth it for few plans only."""
    posts = [col(getattr(place, f"{post}_id")) for place in (Plan, Region, Network) for post in POSTS]
    held = col(Membership.network_id) == Network.id, col(Membership.role) == Role.COORDINATOR
    coordinates = (
        select(col(Membership.id)).where(*held, col(Membership.member_id).in_(members)).correlate(Network)
    )
    return or_(coordinates.exists(), *(post.in_(members) for post in posts))


def to_turn_to_at(session: Session, places: Sequence[Place]) -> list[Member]:
    """The same for a place and those above it, the network last."""
    here = {member.id: member for member in people_of(session, places)}
    named = [getattr(place, f"{post}_id") for place in places for post in POSTS]
    found = dict.fromkeys([*named, *_coordinators(session, places[-1].id)])
    return [here[id] for id in found if id in here]


def with_above(session: Session, place: Place) -> list[Place]:
    """A plan, its region and its network; or what of it lies at and above `place`."""
    if isinstance(place, Plan):
        return [place, *with_above(session, session.get_one(Region, place.region_id))]
    if isinstance(place, Region):
        return [place, session.get_one(Network, place.network_id)]
    return [place]


def people_of(session: Session, places: Sequence[Place]) -> list[Member]:
    """Whoever holds a role at one of these places, by name."""
    held = [_COLUMNS[type(place)] == place.id for place in places]
    here = select(col(Membership.member_id)).where(or_(*held))
    found = session.execute(select(Member).where(col(Member.id).in_(here))).scalars()
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def meant_by_words(session: Session, member: Member) -> tuple[list[str], list[Region]]:
    """The plans (ids) and regions whose contact or deputy is still the member's address, where they hold a role."""
    plans = session.execute(select(Plan).where(_address(Plan, member))).scalars().all()
    regions = session.execute(select(Region).where(_address(Region, member))).scalars().all()
    here = [plan.id for plan in plans if _is_here(session, plan, member)]
    return here, [region for region in regions if _is_here(session, region, member)]


def is_meant(place: Plan | Region, post: str, member: Member) -> bool:
    """Whether a file gave the member's address for this post."""
    words: str = getattr(place, post)
    return words.strip().casefold() == member.email


def _address(model: type[Plan] | type[Region], member: Member) -> ColumnElement[bool]:
    return or_(*(func.lower(getattr(model, post)) == member.email for post in POSTS))


def _is_here(session: Session, place: Place, member: Member) -> bool:
    return member.id in {one.id for one in people_of(session, with_above(session, place))}


def _coordinators(session: Session, network_id: str) -> list[str]:
    held = select(Member).join(Membership, col(Membership.member_id) == col(Member.id))
    held = held.where(col(Membership.network_id) == network_id, col(Membership.role) == Role.COORDINATOR)
    found = session.execute(held).scalars()
    return [one.id for one in sorted(found, key=lambda one: (one.name.casefold(), one.id))]


_COLUMNS = {
    Plan: col(Membership.plan_id),
    Region: col(Membership.region_id),
    Network: col(Membership.network_id),
}
