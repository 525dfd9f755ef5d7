"""Handing over a coordination: everything that one person holds at a place goes to a successor, and to a deputy."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.commands.parties import OtherPlans, party_for
from tracker.domain.change import Verb
from tracker.domain.contacts import put_in
from tracker.domain.edit import Edit
from tracker.domain.follow_up import FollowUp
from tracker.domain.handover import next_posts, pass_on, pass_on_question
from tracker.domain.meeting import Meeting
from tracker.domain.member import Member, Membership
from tracker.domain.network import Network, Region
from tracker.domain.ownership import Ownership
from tracker.domain.participant import Participant
from tracker.domain.party import ContactPerson
from tracker.domain.permissions import Action, Role, highest
from tracker.domain.plan import Plan
from tracker.domain.refusals import Invalid, NotFound
from tracker.store.contacts import Place, people_of, with_above
from tracker.store.holdings import Holdings, PlanHoldings, find_holdings, holders
from tracker.store.mails import end_mails
from tracker.store.members import allow, role_in_network, role_in_region, role_on_plan
from tracker.store.plans import feed_of, open_plan
from tracker.store.steps import find_step, owners_of
from tracker.store.writing import rights_changed


@dataclass(frozen=True, slots=True)
class Handover:
    """Ids of members; without a deputy the successor gets all posts."""

    member: str
    successor: str
    deputy: str = ""


def enter_place(session: Session, by: Participant, kind: str, id: str) -> Place:
    """A network or region for those who coordinate it, a plan for its facilitators. Raises NotFound, Forbidden."""
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
        allow(role_on_plan(session, by, id), Action.NAME_CONTACT)
    elif isinstance(place, Region):
        allow(role_in_region(session, by, place), Action.ADD_MEMBER)
    else:
        allow(role_in_network(session, by, id), Action.ADD_MEMBER)
    return place


def look_over(session: Session, place: Place, wanted: Handover) -> Holdings:
    """What would be handed over. Raises Invalid at the person who makes no sense."""
    here = {one.id for one in people_of(session, with_above(session, place))}
    if wanted.member not in {one.id for one in holders(session, place)}:
        raise Invalid("member", "unknown")
    if wanted.successor not in here:
        raise Invalid("successor", "unknown")
    if wanted.successor == wanted.member:
        raise Invalid("successor", "same_person")
    if wanted.deputy and wanted.deputy not in here:
        raise Invalid("deputy", "unknown")
    if wanted.deputy in (wanted.member, wanted.successor):
        raise Invalid("deputy", "same_person")
    return find_holdings(session, place, session.get_one(Member, wanted.member))


def hand_over(session: Session, by: Participant, kind: str, id: str, wanted: Handover, *edits: Edit) -> None:
    """All of it in one command: one Change in each plan in which there is something, `edits` are theirs.

    Raises NotFound, Forbidden, Invalid, and OtherPlans when `edits` are of other plans by now.
    """
    place = enter_place(session, by, kind, id)
    held = look_over(session, place, wanted)
    by_plan = {edit.feed: edit for edit in edits}
    if by_plan.keys() != {feed_of(plan_id) for plan_id in held.plans}:
        raise OtherPlans()
    gone, heir = session.get_one(Member, wanted.member), session.get_one(Member, wanted.successor)
    _give_answers(session, held, gone, heir)
    for plan_id, of_plan in held.plans.items():
        _in_plan(session, by_plan[feed_of(plan_id)], plan_id, of_plan, held, wanted, heir, gone)
    for one in held.posts:
        for post, member_id in next_posts(one, gone.id, heir.id, wanted.deputy).items():
            put_in(one, post, member_id)
    about = {held_one.id for held_one in held.memberships} | {place.id} | held.plans.keys()
    end_mails(session, gone.email, about | {one.id for one in held.posts})
    for membership in held.memberships:
        _give_role(session, membership, heir)
    for member in (gone, heir):
        rights_changed(session, member.as_participant().key)


def _in_plan(
    session: Session,
    edit: Edit,
    plan_id: str,
    of_plan: PlanHoldings,
    held: Holdings,
    wanted: Handover,
    heir: Member,
    gone: Member,
) -> None:
    plan = open_plan(session, edit, plan_id)
    edit.require(Action.NAME_CONTACT)
    edit.say(Verb.HANDED_OVER)
    edit.note("plan", plan_id, "handed", gone.id, heir.id)
    if of_plan.owned or of_plan.questions:
        _give_steps(session, edit, plan, of_plan, held, heir)
    for id in of_plan.in_charge:
        owner = session.get(Ownership, id)
        if owner is not None:
            step = find_step(session, plan_id, owner.step_id)
            owner.rewrite(edit, step, in_charge_id=heir.id)
    for id in of_plan.meetings:
        session.get_one(Meeting, id).retell(edit, {"host": heir.name}, None)
        plan.head_rev = edit.rev
    for post, member_id in next_posts(plan, gone.id, heir.id, wanted.deputy).items():
        plan.name_contact(edit, post, member_id)


def _give_steps(
    session: Session, edit: Edit, plan: Plan, of_plan: PlanHoldings, held: Holdings, heir: Member
) -> None:
    party = party_for(session, edit, plan, heir)
    for id in of_plan.owned:
        owner = session.get_one(Ownership, id)
        step = find_step(session, plan.id, owner.step_id)
        if pass_on(edit, step, owner, owners_of(session, step.id), party):
            session.delete(owner)
        session.flush()
    for id in of_plan.questions:
        asks = session.get_one(FollowUp, id)
        pass_on_question(edit, find_step(session, plan.id, asks.step_id), asks, held.parties, party)


def _give_answers(session: Session, held: Holdings, gone: Member, heir: Member) -> None:
    for party_id in held.answers_for:
        session.merge(ContactPerson(party_id=party_id, member_id=heir.id))
        session.delete(session.get_one(ContactPerson, (party_id, gone.id)))
    session.flush()


def _give_role(session: Session, membership: Membership, heir: Member) -> None:
    where: Mapping[str, str | None] = membership.model_dump(include={"network_id", "region_id", "plan_id"})
    theirs = select(Membership).where(col(Membership.member_id) == heir.id).filter_by(**where)
    known: Membership | None = session.execute(theirs).scalars().first()
    if known is None:
        membership.member_id = heir.id
        return
    # first the role, then the row: a network keeps a coordinator
    known.role = highest([Role(known.role), Role(membership.role)]) or known.role
    session.delete(membership)
    session.flush()
