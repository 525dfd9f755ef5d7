"""Commands on contact and deputy of a plan, a region or a network."""

from collections.abc import Mapping

from sqlmodel import Session

from tracker.domain.contacts import POSTS, put_in, standing
from tracker.domain.edit import Edit
from tracker.domain.member import Member
from tracker.domain.network import Network, Region
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action
from tracker.domain.refusals import Invalid, NotFound
from tracker.store.contacts import Place, is_meant, meant_by_words, people_of, with_above
from tracker.store.members import allow, role_in_network, role_in_region
from tracker.store.plans import open_plan


def name_contacts(session: Session, edit: Edit, plan_id: str, said: Mapping[str, str]) -> None:
    """Who is contact and deputy of a plan: by post the id of somebody with a role there, empty for nobody.

    Sent as it stands (also words of a file), a post is left alone. Raises NotFound, Forbidden, Invalid.
    """
    plan = open_plan(session, edit, plan_id)
    edit.require(Action.NAME_CONTACT)
    for post, member_id in _chosen(session, plan, said).items():
        plan.name_contact(edit, post, member_id)


def name_contacts_of_region(
    session: Session, by: Participant, region_id: str, said: Mapping[str, str]
) -> None:
    """The same for a region; for its facilitators."""
    region = session.get(Region, region_id)
    if region is None:
        raise NotFound()
    allow(role_in_region(session, by, region), Action.NAME_CONTACT)
    _put(session, region, said)


def name_contacts_of_network(
    session: Session, by: Participant, network_id: str, said: Mapping[str, str]
) -> None:
    """The same for a network."""
    allow(role_in_network(session, by, network_id), Action.NAME_CONTACT)
    _put(session, session.get_one(Network, network_id), said)


def recognise(session: Session, edit: Edit, plan_id: str) -> None:
    """Whoever acts is the one whose address a plan's file gives as contact or deputy."""
    plan, member = open_plan(session, edit, plan_id), session.get_one(Member, edit.by.id)
    for post in POSTS:
        if is_meant(plan, post, member):
            plan.recognise_contact(edit, post, member.id)


def recognise_in_regions(session: Session, member: Member) -> list[str]:
    """The same for regions; the ids of the plans that are waiting for `recognise`."""
    plans, regions = meant_by_words(session, member)
    for region in regions:
        for post in POSTS:
            if is_meant(region, post, member):
                put_in(region, post, member.id)
    return plans


def _put(session: Session, place: Place, said: Mapping[str, str]) -> None:
    for post, member_id in _chosen(session, place, said).items():
        put_in(place, post, member_id)


def _chosen(session: Session, place: Place, said: Mapping[str, str]) -> dict[str, str | None]:
    here = {member.id for member in people_of(session, with_above(session, place))}
    new = {post: said[post] for post in POSTS if post in said and said[post] != standing(place, post)}
    for post, member_id in new.items():
        if member_id and member_id not in here:
            raise Invalid(post, "unknown")
    return {post: member_id or None for post, member_id in new.items()}
