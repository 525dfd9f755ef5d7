"""What a handover would do: to whom, and what goes along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.domain.contacts import POSTS, standing
from tracker.domain.guest_name import member_name
from tracker.domain.handover import next_posts
from tracker.domain.member import Member, Membership, clean_address
from tracker.domain.network import Network, Region
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action, Role, highest, lowest
from tracker.domain.plan import Plan
from tracker.domain.refusals import Forbidden, Invalid, NotFound
from tracker.store.contacts import Place, people_of, with_above
from tracker.store.holders import Holder, find_holder, post_needed
from tracker.store.holdings import Holdings, find_holdings
from tracker.store.kept_handovers import kind_of_place
from tracker.store.members import (
    allow,
    find_member,
    role_in_network,
    role_in_region,
    role_on_plan,
    roles_on_plans,
)

NEW = "new"
"""Stands for the id of a successor who has no account yet."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Ids of members; `member` may be a party, of somebody without account. Without a deputy the successor gets all
    posts. Who is not here yet is said by mail address, and by name where the address is new."""

    member: str
    successor: str = ""
    deputy: str = ""
    email: str = ""
    name: str = ""

    @property
    def called(self) -> str:
        """The name of a new member; without one it is the address's first half."""
        return self.name.strip() or self.email.strip().partition("@")[0]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a handover would do."""

    held: Holdings
    heir: Member | None
    """None: nobody has the address yet."""
    name: str
    """The successor's."""
    invites: bool
    """They have no role here yet, and hear of it by mail."""
    role: Role | None
    """What they will be here, at least; None when they are that already."""
    new_role: Role | None
    """The same where it is not handed over but given anew."""
    stays: str
    """From where the predecessor keeps a role here: `region` or `network`, else empty."""
    is_here: bool
    """The predecessor has a role there still: what is taken from them is not taken unseen."""
    posts: Sequence[tuple[Place, str, str]]
    """Where a post changes hands, which, and the id of who has it then; `NEW` without account, empty: nobody."""

    def hears(self, by: str) -> bool:
        """Whether the successor gets a mail that says so: neither an invitation nor the member (id) who does it."""
        return not self.invites and (self.heir is None or self.heir.id != by)

    def tells(self, by: str) -> bool:
        """Whether the predecessor gets a mail that says so: whoever has left does not, nor the member who does it."""
        return self.is_here and self.held.holder.email != "" and self.held.holder.id != by

    @property
    def is_empty(self) -> bool:
        """Whether nothing would go along."""
        return self.role is None and not self.posts and not any(self.held.counts().values())


def enter_place(session: Session, by: Participant, kind: str, id: str) -> tuple[Place, Role]:
    """A network or region for those who coordinate it, a plan for its facilitators, and what they are there. Raises
    NotFound, Forbidden."""
    place: Place | None = None
    match kind:
        case "network":
            place = session.get(Network, id)
        case "region":
            place = session.get(Region, id)
        case "plan":
            place = session.get(Plan, id)
    if place is None:
        raise NotFound()
    if isinstance(place, Plan):
        own, action = role_on_plan(session, by, id), Action.NAME_CONTACT
    elif isinstance(place, Region):
        own, action = role_in_region(session, by, place), Action.ADD_MEMBER
    else:
        own, action = role_in_network(session, by, id), Action.ADD_MEMBER
    allow(own, action)
    assert own is not None
    return place, own


def look_over(session: Session, place: Place, own: Role, wanted: Wanted, now: datetime) -> Outlook:
    """What would be handed over by somebody who is `own` there. Raises Forbidden for somebody above them, Invalid at
    the person who makes no sense."""
    here = {one.id for one in people_of(session, with_above(session, place))}
    holder = find_holder(session, place, wanted.member)
    if holder is None:
        raise Invalid("member", "unknown")
    before = role_at(session, holder.member, place) if holder.member else None
    if before is not None and highest([own, before]) is not own:
        raise Forbidden(action=Action.NAME_CONTACT)  # nobody gives or takes more than they hold (P4)
    heir, name = _heir(session, wanted, holder, here)
    if wanted.deputy and wanted.deputy not in here:
        raise Invalid("deputy", "unknown")
    if wanted.deputy and wanted.deputy in (wanted.member, heir and heir.id):
        raise Invalid("deputy", "same_person")
    held = find_holdings(session, place, holder, now, deputy=bool(wanted.deputy))
    moved = [Role(one.role) for one in held.memberships if _at(one, place)]
    theirs = role_at(session, heir, place) if heir else None
    given = lowest([own, before or Role.FACILITATOR])
    after = highest([*moved, *([theirs] if theirs else [])])
    new = given if after is None or highest([after, given]) is not after else None
    role = new or (after if after != theirs else None)
    invites = heir is None or heir.id not in here
    posts = [
        (one, post, id or "")
        for one in (*held.posts, *(session.get_one(Plan, id) for id, of in held.plans.items() if of.posts))
        for post, id in posts_after(
            session, place, holder, one, heir.id if heir else NEW, wanted.deputy
        ).items()
    ]
    stays, is_here = _stays(session, holder, place), before is not None or bool(held.memberships)
    return Outlook(held, heir, name, invites, role, new, stays, is_here, posts)


def posts_after(
    session: Session, place: Place, gone: Holder, one: Place, successor: str, deputy: str
) -> dict[str, str | None]:
    """Who holds which post at `one` once `place` is handed over, by id, where that changes."""
    posts = next_posts({post: standing(one, post) for post in POSTS}, gone.id, successor, deputy)
    needed = post_needed(session, one, gone) if one.id == place.id and not posts else ""
    return {needed: successor} if needed else posts


def role_at(session: Session, member: Member, place: Place) -> Role | None:
    """What a membership there or above makes of a member."""
    who = member.as_participant()
    if isinstance(place, Plan):
        return roles_on_plans(session, who).get(place.id)
    if isinstance(place, Region):
        return role_in_region(session, who, place)
    return role_in_network(session, who, place.id)


def _heir(session: Session, wanted: Wanted, holder: Holder, here: set[str]) -> tuple[Member | None, str]:
    """The successor, None while nobody has the address, and their name."""
    if wanted.email.strip():
        if wanted.successor:
            raise Invalid("email", "one_successor")
        heir, field = find_member(session, clean_address(wanted.email)), "email"
        if heir is None:
            return None, member_name(wanted.called)
        # the name of an account is told only to those who see it here anyway
        name = heir.name if heir.id in here else wanted.called
    else:
        heir, field = session.get(Member, wanted.successor) if wanted.successor in here else None, "successor"
        if heir is None:
            raise Invalid("successor", "unknown")
        name = heir.name
    if heir.id == holder.id:
        raise Invalid(field, "same_person")
    return heir, name


def _at(membership: Membership, place: Place) -> bool:
    return bool(getattr(membership, f"{kind_of_place(place)}_id") == place.id)


def _stays(session: Session, holder: Holder, place: Place) -> str:
    for above in with_above(session, place)[1:]:
        kind = kind_of_place(above)
        mine = select(col(Membership.id)).where(col(Membership.member_id) == holder.id)
        if session.execute(mine.filter_by(**{f"{kind}_id": above.id})).first() is not None:
            return kind
    return ""
