"""What one person holds at a plan, in a region or in a network: everything that a handover gives on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from tracker.domain.completion import Completion, Drop
from tracker.domain.contacts import POSTS
from tracker.domain.follow_up import FollowUp
from tracker.domain.meeting import Meeting
from tracker.domain.member import Member, Membership
from tracker.domain.network import Network, Region
from tracker.domain.ownership import Answer, Ownership
from tracker.domain.party import ContactPerson, Party, PlanParty
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.store.contacts import Place, people_of, with_above


@dataclass(slots=True)
class PlanHoldings:
    """Of one plan: ids."""

    posts: bool = False
    owned: list[str] = field(default_factory=list)
    in_charge: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    meetings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Holdings:
    """Of one person; only plans in which there is something."""

    parties: Collection[str]
    """Those that stand for them."""
    memberships: Sequence[Membership]
    posts: Sequence[Region | Network]
    """Where they are contact or deputy."""
    answers_for: Sequence[str]
    """Organisations."""
    plans: Mapping[str, PlanHoldings]

    def counts(self) -> dict[str, int]:
        """How many of each there are, by name."""
        plans = self.plans.values()
        return {
            "roles": len(self.memberships),
            "posts": len(self.posts) + sum(one.posts for one in plans),
            "steps": len({id for one in plans for id in (*one.owned, *one.in_charge)}),
            "questions": sum(len(one.questions) for one in plans),
            "meetings": sum(len(one.meetings) for one in plans),
            "answers_for": len(self.answers_for),
        }


def find_holdings(session: Session, place: Place, member: Member) -> Holdings:
    """Everything of a member at and below a place; steps that are done or away stay theirs."""
    regions, plans = _below(session, place)
    ids = [plan.id for plan in plans]
    parties = _ids(session, select(col(Party.id)).where(col(Party.member_id) == member.id))
    by_plan: dict[str, PlanHoldings] = {}
    for name, model, mine in (
        ("owned", Ownership, col(Ownership.party_id).in_(parties)),
        ("in_charge", Ownership, col(Ownership.in_charge_id) == member.id),
        ("questions", FollowUp, _asks(parties)),
    ):
        for row in _on_open_steps(session, model, ids, mine):
            if name == "questions" or row.answer != Answer.DECLINED:
                getattr(by_plan.setdefault(row.plan_id, PlanHoldings()), name).append(row.id)
    for plan in plans:
        if _holds_post(plan, member):
            by_plan.setdefault(plan.id, PlanHoldings()).posts = True
    for meeting in _hosted(session, ids, member):
        by_plan.setdefault(meeting.plan_id, PlanHoldings()).meetings.append(meeting.id)
    around: list[Region | Network] = [*regions, *([place] if isinstance(place, Network) else [])]
    return Holdings(
        parties,
        _memberships(session, member, place, regions, ids),
        [one for one in around if _holds_post(one, member)],
        _spoken_for(session, member, ids),
        by_plan,
    )


def holders(session: Session, place: Place) -> list[Member]:
    """Who may have something to hand over: everybody with a role there, and who has left and still holds a post, an
    own party or a step; by name."""
    regions, plans = _below(session, place)
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


def _below(session: Session, place: Place) -> tuple[list[Region], list[Plan]]:
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


def _ids(session: Session, statement: Any) -> list[str]:
    return list(session.execute(statement).scalars())


def _asks(parties: Collection[str]) -> ColumnElement[bool]:
    mine = or_(col(FollowUp.asker_id).in_(parties), col(FollowUp.party_id).in_(parties))
    return mine & col(FollowUp.done).is_(False)


def _on_open_steps(session: Session, model: Any, plans: Sequence[str], mine: ColumnElement[bool]) -> Any:
    rows = select(model).join(Step, col(Step.id) == model.step_id)
    rows = rows.outerjoin(Completion, col(Completion.step_id) == Step.id)
    rows = rows.outerjoin(Drop, col(Drop.step_id) == Step.id)
    is_open = (
        col(Step.trashed_at).is_(None),
        col(Completion.step_id).is_(None),
        col(Drop.step_id).is_(None),
    )
    return session.execute(rows.where(mine, model.plan_id.in_(plans), *is_open)).scalars().all()


def _holds_post(place: Place, member: Member) -> bool:
    return member.id in (place.contact_id, place.deputy_id)


def _hosted(session: Session, plans: Sequence[str], member: Member) -> Sequence[Meeting]:
    named = select(Meeting).where(col(Meeting.plan_id).in_(plans), col(Meeting.host) == member.name)
    return session.execute(named.where(col(Meeting.trashed_at).is_(None))).scalars().all()


def _memberships(
    session: Session, member: Member, place: Place, regions: Sequence[Region], plans: Sequence[str]
) -> Sequence[Membership]:
    here = or_(
        col(Membership.plan_id).in_(plans),
        col(Membership.region_id).in_([region.id for region in regions]),
        col(Membership.network_id) == (place.id if isinstance(place, Network) else ""),
    )
    mine = select(Membership).where(col(Membership.member_id) == member.id, here)
    return session.execute(mine.order_by(col(Membership.id))).scalars().all()


def _spoken_for(session: Session, member: Member, plans: Sequence[str]) -> list[str]:
    shown = select(col(PlanParty.party_id)).where(col(PlanParty.plan_id).in_(plans))
    mine = select(col(ContactPerson.party_id)).where(col(ContactPerson.member_id) == member.id)
    return _ids(session, mine.where(col(ContactPerson.party_id).in_(shown)))
