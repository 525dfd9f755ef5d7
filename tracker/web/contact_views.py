"""Contact and deputy as a page shows them to one viewer."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlmodel import Session

from tracker.domain.contacts import POSTS, is_address, standing
from tracker.domain.member import Member
from tracker.domain.permissions import Action, Role, may
from tracker.domain.plan import Plan
from tracker.pages import ContactsView, PostView
from tracker.store.contact_persons import contact_persons
from tracker.store.contacts import Place, people_of, with_above


def contacts_of_plan(session: Session, plan_id: str, role: Role) -> ContactsView:
    """Those of a plan that the viewer has found."""
    return contacts_view(session, session.get_one(Plan, plan_id), role)


def contacts_view(session: Session, place: Place, role: Role) -> ContactsView:
    """Contact and deputy, and among whom to choose for those who may."""
    may_name, addresses = may(role, Action.NAME_CONTACT), may(role, Action.SEE_ADDRESSES)
    posts = [
        PostView(post, contact_name(session, place, post, with_addresses=addresses), standing(place, post))
        for post in POSTS
    ]
    if not may_name:
        return ContactsView(posts)
    here = people_of(session, with_above(session, place))
    return ContactsView(posts, told_apart(here), may_name=True)


def told_apart(people: Sequence[Member]) -> list[tuple[str, str]]:
    alike = Counter(one.name for one in people)
    return [(one.id, f"{one.name} ({one.email})" if alike[one.name] > 1 else one.name) for one in people]


def persons_by_party(
    session: Session, plan_id: str, party_ids: Sequence[str]
) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Who answers for each of these organisations: ids and names, none where nobody does."""
    found = contact_persons(session, plan_id, party_ids)
    return {id: [(one.id, one.name) for one in found.get(id, ())] for id in party_ids}


def contact_name(
    session: Session, place: Place, post: str = "contact", *, with_addresses: bool = False
) -> str:
    """A member's name, else words of a plan file; an address only for those who may see addresses."""
    stands = standing(place, post)
    member = session.get(Member, stands) if getattr(place, f"{post}_id") else None
    words = "" if is_address(stands) and not with_addresses else stands
    return member.name if member else words
