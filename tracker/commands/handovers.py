"""Handing over a coordination: everything that one person holds at a place goes to a successor, and to a deputy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.commands.handover_outlook import Outlook, Wanted, enter_place, look_over, posts_after
from tracker.commands.memberships import invite_to
from tracker.commands.networks import member_by_address
from tracker.commands.parties import OtherPlans, party_for
from tracker.domain.change import Verb, joined, write_effects
from tracker.domain.edit import Edit
from tracker.domain.follow_up import FollowUp
from tracker.domain.handover import pass_on, pass_on_question
from tracker.domain.kept_handover import KeptHandover
from tracker.domain.meeting import Meeting
from tracker.domain.member import Member, Membership
from tracker.domain.ownership import Ownership
from tracker.domain.participant import Participant
from tracker.domain.party import ContactPerson
from tracker.domain.permissions import Action, Role, highest
from tracker.domain.plan import Plan
from tracker.domain.sign_in import INVITATION_LIFE
from tracker.store.contacts import Place
from tracker.store.holders import Holder
from tracker.store.holdings import Holdings, PlanHoldings
from tracker.store.kept_handovers import Beside, kind_of_place, mark, people_in
from tracker.store.mails import end_mails, put_mail
from tracker.store.plans import feed_of, open_plan
from tracker.store.steps import find_step, owners_of
from tracker.store.writing import rights_changed


@dataclass(frozen=True, slots=True)
class _Handing:
    """One handover while it is carried out."""

    session: Session
    place: Place
    held: Holdings
    heir: Member
    deputy: str
    handed: KeptHandover

    @property
    def gone(self) -> Holder:
        return self.held.holder

    def posts_at(self, one: Place) -> Mapping[str, str | None]:
        """Who holds which post there from now on, where that changes."""
        return posts_after(self.session, self.place, self.gone, one, self.heir.id, self.deputy)


def hand_over(
    session: Session, by: Participant, kind: str, id: str, wanted: Wanted, now: datetime, *edits: Edit
) -> str:
    """All of it in one command: one Change in each plan in which there is something, `edits` are theirs. The id of
    what is kept to take it back.

    Raises NotFound, Forbidden, Invalid, and OtherPlans when `edits` are of other plans by now.
    """
    place, own = enter_place(session, by, kind, id)
    outlook = look_over(session, place, own, wanted, now)
    held, by_plan = outlook.held, {edit.feed: edit for edit in edits}
    if by_plan.keys() != {feed_of(plan_id) for plan_id in held.plans}:
        raise OtherPlans()
    heir = outlook.heir or member_by_address(session, wanted.email, wanted.called, now)
    handed = KeptHandover(kind=kind_of_place(place), place_id=place.id, at=now, effects="")
    handing, beside = _Handing(session, place, held, heir, wanted.deputy, handed), Beside(session)
    _give_answers(handing, beside)
    for plan_id, of_plan in held.plans.items():
        _in_plan(handing, by_plan[feed_of(plan_id)], plan_id, of_plan)
    for one in held.posts:
        for post, member_id in handing.posts_at(one).items():
            beside.set(kind_of_place(one), one, f"{post}_id", member_id)
    _give_roles(handing, beside, outlook)
    for link in held.links:
        beside.set("join_link", link, "made_by", heir.id)
    for sign_up in held.sign_ups:
        beside.set("sign_up", sign_up, "member", heir.id)
    handed.effects = write_effects(joined(beside.effects))
    session.add(handed)
    _tell(handing, beside, by, outlook, now)
    return handed.id


def _in_plan(handing: _Handing, edit: Edit, plan_id: str, of_plan: PlanHoldings) -> None:
    session, gone, heir = handing.session, handing.gone, handing.heir
    plan = open_plan(session, edit, plan_id)
    edit.require(Action.NAME_CONTACT)
    edit.say(Verb.HANDED_OVER)
    edit.note("plan", plan_id, "handed", gone.id, heir.id)
    mark(edit, handing.handed)
    if of_plan.owned or of_plan.questions:
        _give_steps(handing, edit, plan, of_plan)
    for id in of_plan.in_charge:
        owner = session.get(Ownership, id)
        if owner is not None:
            step = find_step(session, plan_id, owner.step_id)
            owner.rewrite(edit, step, in_charge_id=heir.id)
    for id in of_plan.awaited:
        owner = session.get_one(Ownership, id)
        owner.rewrite(edit, find_step(session, plan_id, owner.step_id), asked_by=heir.as_participant().key)
    for id in of_plan.meetings:
        session.get_one(Meeting, id).retell(edit, {"host": heir.name}, None)
        plan.head_rev = edit.rev
    for post, member_id in handing.posts_at(plan).items() if of_plan.posts else ():
        plan.name_contact(edit, post, member_id)


def _give_steps(handing: _Handing, edit: Edit, plan: Plan, of_plan: PlanHoldings) -> None:
    session, party = handing.session, party_for(handing.session, edit, plan, handing.heir)
    for id in of_plan.owned:
        owner = session.get_one(Ownership, id)
        step = find_step(session, plan.id, owner.step_id)
        if pass_on(edit, step, owner, owners_of(session, step.id), party):
            session.delete(owner)
        session.flush()
    for id in of_plan.questions:
        asks = session.get_one(FollowUp, id)
        pass_on_question(edit, find_step(session, plan.id, asks.step_id), asks, handing.gone.parties, party)


def _give_answers(handing: _Handing, beside: Beside) -> None:
    for party_id in handing.held.answers_for:
        beside.add("contact_person", ContactPerson(party_id=party_id, member_id=handing.heir.id))
        held = handing.session.get_one(ContactPerson, (party_id, handing.gone.id))
        beside.remove("contact_person", held)


def _give_roles(handing: _Handing, beside: Beside, outlook: Outlook) -> None:
    session, place, heir = handing.session, handing.place, handing.heir
    for membership in handing.held.memberships:
        _give_role(session, beside, membership, heir)
    if outlook.new_role is None:
        return
    where = {f"{kind_of_place(place)}_id": place.id}
    known = _held_by(session, heir, where)
    if known is not None:
        beside.set("membership", known, "role", outlook.new_role)
    else:
        beside.add("membership", Membership(member_id=heir.id, role=outlook.new_role, **where))


def _give_role(session: Session, beside: Beside, membership: Membership, heir: Member) -> None:
    known = _held_by(session, heir, membership.model_dump(include={"network_id", "region_id", "plan_id"}))
    if known is None:
        beside.set("membership", membership, "member_id", heir.id)
        return
    # first the role, then the row: a network keeps a coordinator
    stronger = highest([Role(known.role), Role(membership.role)])
    beside.set("membership", known, "role", stronger or known.role)
    beside.remove("membership", membership)


def _held_by(session: Session, member: Member, where: Mapping[str, str | None]) -> Membership | None:
    theirs = select(Membership).where(col(Membership.member_id) == member.id).filter_by(**where)
    found: Membership | None = session.execute(theirs).scalars().first()
    return found


def _tell(handing: _Handing, beside: Beside, by: Participant, outlook: Outlook, now: datetime) -> None:
    """Mails to the old address about this place are over; whoever follows hears of it."""
    session, held, heir = handing.session, handing.held, handing.heir
    about = {one.id for one in (*held.memberships, *held.posts, *held.sign_ups)}
    if handing.gone.email:
        end_mails(session, handing.gone.email, about | {handing.place.id} | held.plans.keys())
    for member_id in people_in(beside.effects) | {heir.id}:
        rights_changed(session, Participant("member", member_id).key)
    id = handing.handed.id
    if outlook.tells(by.id):
        put_mail(session, "handed_on", handing.gone.email, now, INVITATION_LIFE, about=id, asked_by=by.id)
    if outlook.hears(by.id):
        put_mail(session, "handed_over", heir.email, now, INVITATION_LIFE, about=id, asked_by=by.id)
    elif outlook.invites:
        theirs = select(Membership).where(col(Membership.member_id) == heir.id)
        given = [e.id for e in beside.effects if e.kind == "membership"]
        got = session.execute(theirs.where(col(Membership.id).in_(given))).scalars().first()
        if got is not None:
            invite_to(session, by, heir, got, now)
