"""Who may have something to hand over at a plan, in a region or in a network, also when they have left."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from tracker.domain.completion import Completion, Drop
from tracker.domain.contacts import POSTS, standing
from tracker.domain.follow_up import FollowUp
from tracker.domain.member import Member
from tracker.domain.network import Region
from tracker.domain.ownership import Answer, Ownership, Way
from tracker.domain.party import Party, PartySort, PlanParty
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.store.contacts import Place, people_of, to_turn_to_at, with_above


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody, with or without account: whoever was erased is but the party that stood for them."""

    id: str
    """Of the member, else of the party."""
    member: Member | None
    parties: Collection[str]
    """Ids of those that stand for them."""
    names: Collection[str]

    @property
    def email(self) -> str:
        """Their address, empty without account."""
        return self.member.email if self.member else ""


def find_holder(session: Session, place: Place, id: str) -> Holder | None:
    """The one of this id, if they may have something to hand over there."""
    member = next((one for one in holders(session, place) if one.id == id), None)
    if member is not None:
        mine = select(Party).where(col(Party.member_id) == id)
        parties = session.execute(mine).scalars().all()
        names = dict.fromkeys([member.name, *(one.name for one in parties)])
        return Holder(id, member, [one.id for one in parties], list(names))
    party = next((one for one, _ in without_account(session, place) if one.id == id), None)
    return Holder(id, None, [id], [party.name]) if party else None


def holders(session: Session, place: Place) -> list[Member]:
    """Everybody with a role there, and who has left and still holds a post, an own party or a step; by name."""
    regions, plans = below(session, place)
    ids = [plan.id for plan in plans]
    here = [place, *regions, *plans]
    left = {getattr(one, f"{post}_id") for one in here for post in POSTS}
    shown = select(col(Party.member_id)).join(PlanParty, col(PlanParty.party_id) == col(Party.id))
    left |= set(session.execute(shown.where(col(PlanParty.plan_id).in_(ids))).scalars())
    charged = select(col(Ownership.in_charge_id)).where(col(Ownership.plan_id).in_(ids))
    left |= set(session.execute(charged).scalars())
    found = {one.id: one for one in people_of(session, [*here, *with_above(session, place)])}
    gone = select(Member).where(col(Member.id).in_(sorted(id for id in left if id and id not in found)))
    found |= {one.id: one for one in session.execute(gone).scalars()}
    return sorted(found.values(), key=lambda one: (one.name.casefold(), one.id))


def without_account(session: Session, place: Place) -> list[tuple[Party, str]]:
    """People without account, and those whose account was erased, who are named at an open step there, each with the
    title of the first such step; by name."""
    _, plans = below(session, place)
    asks = or_(col(FollowUp.asker_id) == col(Party.id), col(FollowUp.party_id) == col(Party.id))
    found: dict[str, tuple[Party, str]] = {}
    named: list[tuple[Any, Any]] = [
        (Ownership, (col(Ownership.party_id) == col(Party.id)) & still_theirs()),
        (FollowUp, asks & col(FollowUp.done).is_(False)),
    ]
    for model, theirs in named:
        rows = select(Party, col(Step.title)).join(model, theirs).join(Step, col(Step.id) == model.step_id)
        rows = rows.outerjoin(Completion, col(Completion.step_id) == col(Step.id))
        rows = rows.outerjoin(Drop, col(Drop.step_id) == col(Step.id))
        rows = rows.where(
            model.plan_id.in_([plan.id for plan in plans]),
            col(Party.sort) == PartySort.PERSON,
            col(Party.member_id).is_(None),
            *(gone.is_(None) for gone in (col(Step.trashed_at), col(Completion.step_id), col(Drop.step_id))),
        )
        for party, title in session.execute(rows.order_by(col(Party.name_key), col(Step.number))):
            found.setdefault(party.id, (party, title))
    return sorted(found.values(), key=lambda one: (one[0].name_key, one[0].id))


def still_theirs() -> ColumnElement[bool]:
    """Of an ownership: they have not declined; whoever was erased has not either."""
    return or_(col(Ownership.answer) != Answer.DECLINED, col(Ownership.answered_how) == Way.LEFT)


def below(session: Session, place: Place) -> tuple[list[Region], list[Plan]]:
    """The regions and plans at and below a place."""
    if isinstance(place, Plan):
        return [], [place]
    if isinstance(place, Region):
        regions = [place]
    else:
        of_network = select(Region).where(col(Region.network_id) == place.id)
        regions = list(session.execute(of_network).scalars())
    ids = [region.id for region in regions]
    plans = select(Plan).where(col(Plan.region_id).in_(ids)).order_by(col(Plan.id))
    return regions, list(session.execute(plans).scalars())


def holds_post(place: Place, holder: Holder) -> bool:
    """Whether they are contact or deputy."""
    return holder.id in (place.contact_id, place.deputy_id)


def post_needed(session: Session, place: Place, holder: Holder) -> str:
    """The post at a plan or region that whoever follows must take, so that what concerns it reaches them: because of
    a post above, the holder is the first to turn to. Empty: none."""
    places = with_above(session, place)
    if holds_post(place, holder) or len(places) == 1:
        return ""
    first = next(iter(to_turn_to_at(session, places)), None)
    if first is None or first.id != holder.id:
        return ""
    return next((post for post in POSTS if not standing(place, post)), "")
