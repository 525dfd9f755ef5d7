"""What one person holds at a plan, in a region or in a network: everything that a handover gives on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlmodel import Session, col

from tracker.domain.berlin import BERLIN
from tracker.domain.completion import Completion, Drop
from tracker.domain.folding import same_name
from tracker.domain.follow_up import FollowUp
from tracker.domain.join_link import JoinLink
from tracker.domain.meeting import Meeting
from tracker.domain.member import Membership
from tracker.domain.network import Network, Region
from tracker.domain.ownership import Answer, Ownership
from tracker.domain.party import ContactPerson, PlanParty
from tracker.domain.sign_up import SignUp
from tracker.domain.step import Step
from tracker.store.contacts import Place, people_of, with_above
from tracker.store.holders import Holder, below, holds_post, post_needed, still_theirs


@dataclass(slots=True)
class PlanHoldings:
    """Of one plan: ids."""

    posts: bool = False
    owned: list[str] = field(default_factory=list)
    in_charge: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    awaited: list[str] = field(default_factory=list)
    """Ownerships of others whom they asked, and who have not answered."""
    meetings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Holdings:
    """Of one person; only plans in which there is something."""

    holder: Holder
    memberships: Sequence[Membership]
    posts: Sequence[Region | Network]
    """Where they are contact or deputy, or are asked because nobody else is, or a deputy is to be named."""
    answers_for: Sequence[str]
    """Organisations."""
    links: Sequence[JoinLink]
    """By which people still come, or could if whoever made them were still here."""
    sign_ups: Sequence[SignUp]
    """Their own, for meetings to come."""
    plans: Mapping[str, PlanHoldings]

    def counts(self) -> dict[str, int]:
        """How many of each there are, by name; posts aside."""
        plans = self.plans.values()
        return {
            "roles": len(self.memberships),
            "steps": len({id for one in plans for id in (*one.owned, *one.in_charge)}),
            "questions": sum(len(one.questions) for one in plans),
            "awaited": sum(len(one.awaited) for one in plans),
            "meetings": sum(len(one.meetings) for one in plans),
            "answers_for": len(self.answers_for),
            "links": len(self.links),
            "sign_ups": len(self.sign_ups),
        }


def find_holdings(
    session: Session, place: Place, holder: Holder, now: datetime, *, deputy: bool = False
) -> Holdings:
    """Everything of somebody at and below a place; steps that are done or away stay theirs, and so do past meetings.
    With a `deputy` to be named, the place itself and where they have a role are among the posts."""
    regions, plans = below(session, place)
    ids = [plan.id for plan in plans]
    by_plan: dict[str, PlanHoldings] = {}
    for name, model, mine in (
        ("owned", Ownership, col(Ownership.party_id).in_(holder.parties) & still_theirs()),
        ("in_charge", Ownership, (col(Ownership.in_charge_id) == holder.id) & still_theirs()),
        ("questions", FollowUp, _asks(holder.parties)),
        ("awaited", Ownership, _awaits(holder)),
    ):
        for row in _on_open_steps(session, model, ids, mine):
            getattr(by_plan.setdefault(row.plan_id, PlanHoldings()), name).append(row.id)
    memberships = _memberships(session, holder, place, regions, ids)
    roles_at = {one.plan_id or one.region_id or one.network_id for one in memberships}

    def is_post(one: Place) -> bool:
        named = deputy and (one is place or one.id in roles_at)
        return named or holds_post(one, holder) or (one is place and bool(post_needed(session, one, holder)))

    for plan in plans:
        if is_post(plan):
            by_plan.setdefault(plan.id, PlanHoldings()).posts = True
    ahead = _meetings_ahead(session, ids, now)
    for meeting in _hosted(session, place, ahead, holder):
        by_plan.setdefault(meeting.plan_id, PlanHoldings()).meetings.append(meeting.id)
    around: list[Region | Network] = [*regions, *([place] if isinstance(place, Network) else [])]
    return Holdings(
        holder,
        memberships,
        [one for one in around if is_post(one)],
        _spoken_for(session, holder, ids),
        _links(session, holder, ids, now),
        _sign_ups(session, holder, ahead),
        by_plan,
    )


def _asks(parties: Collection[str]) -> ColumnElement[bool]:
    mine = or_(col(FollowUp.asker_id).in_(parties), col(FollowUp.party_id).in_(parties))
    return mine & col(FollowUp.done).is_(False)


def _awaits(holder: Holder) -> ColumnElement[bool]:
    if holder.member is None:
        return false()
    asks = col(Ownership.asked_by) == holder.member.as_participant().key
    return and_(asks, col(Ownership.answer) == Answer.ASKED, col(Ownership.party_id).not_in(holder.parties))


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


def _meetings_ahead(session: Session, plans: Sequence[str], now: datetime) -> list[Meeting]:
    here = select(Meeting).where(col(Meeting.plan_id).in_(plans), col(Meeting.trashed_at).is_(None))
    day = now.astimezone(BERLIN).date()
    return [one for one in session.execute(here).scalars() if not one.is_past(day)]


def _hosted(session: Session, place: Place, ahead: Sequence[Meeting], holder: Holder) -> list[Meeting]:
    """A host is words: whoever alone is called so here is meant."""
    others = [one.name for one in people_of(session, with_above(session, place)) if one.id != holder.id]
    names = [name for name in holder.names if not any(same_name(name, other) for other in others)]
    return [one for one in ahead if one.host and any(same_name(one.host, name) for name in names)]


def _memberships(
    session: Session, holder: Holder, place: Place, regions: Sequence[Region], plans: Sequence[str]
) -> Sequence[Membership]:
    here = or_(
        col(Membership.plan_id).in_(plans),
        col(Membership.region_id).in_([region.id for region in regions]),
        col(Membership.network_id) == (place.id if isinstance(place, Network) else ""),
    )
    mine = select(Membership).where(col(Membership.member_id) == holder.id, here)
    return session.execute(mine.order_by(col(Membership.id))).scalars().all()


def _spoken_for(session: Session, holder: Holder, plans: Sequence[str]) -> list[str]:
    shown = select(col(PlanParty.party_id)).where(col(PlanParty.plan_id).in_(plans))
    mine = select(col(ContactPerson.party_id)).where(col(ContactPerson.member_id) == holder.id)
    return list(session.execute(mine.where(col(ContactPerson.party_id).in_(shown))).scalars())


def _links(session: Session, holder: Holder, plans: Sequence[str], now: datetime) -> Sequence[JoinLink]:
    made = select(JoinLink).where(col(JoinLink.made_by) == holder.id, col(JoinLink.plan_id).in_(plans))
    return [one for one in session.execute(made.order_by(col(JoinLink.id))).scalars() if one.counts(now)]


def _sign_ups(session: Session, holder: Holder, ahead: Sequence[Meeting]) -> Sequence[SignUp]:
    if not holder.email:
        return []
    mine = select(SignUp).where(col(SignUp.meeting_id).in_([one.id for one in ahead]))
    return session.execute(mine.where(col(SignUp.email) == holder.email)).scalars().all()
