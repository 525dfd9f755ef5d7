"""Claiming what one did without account."""

from collections.abc import Mapping

from sqlalchemy import select, update
from sqlmodel import Session, col

from tracker.commands.parties import OtherPlans, show_party
from tracker.domain.change import Verb
from tracker.domain.claim import can_be_claimed
from tracker.domain.edit import Edit
from tracker.domain.folding import sort_key
from tracker.domain.member import Guest, Member
from tracker.domain.party import Party
from tracker.domain.plan import Plan
from tracker.domain.refusals import Forbidden, NotFound
from tracker.domain.step import Step
from tracker.store.claims import (
    parties_of_guest,
    plans_of_guest,
    put_under_member,
    put_under_party,
    steps_of_guest,
)
from tracker.store.join_links import end_sessions_of
from tracker.store.parties import is_shown
from tracker.store.plans import open_plan
from tracker.store.writing import rights_changed


def claim(session: Session, guest_id: str, *edits: Edit) -> str:
    """What the guest took, asked and wrote is from now on the acting member's: one Change in each of the plans.

    The guest is no more. Whether it is theirs has been asked before. Gives the id of the guest's plan. Raises NotFound,
    also a day after the guest's end and for a plan that the member may not read; OtherPlans when `edits` are not those
    of the plans that name the guest.
    """
    guest = session.get(Guest, guest_id)
    if guest is None or not edits or not can_be_claimed(guest, edits[0].now):
        raise NotFound()
    by_plan = {edit.feed.partition(":")[2]: edit for edit in edits}
    if sorted(by_plan) != plans_of_guest(session, guest_id):
        raise OtherPlans()
    own = by_plan[guest.plan_id]
    if own.by.kind != "member":
        raise Forbidden()
    open_plan(session, own, guest.plan_id)
    member, parties = session.get_one(Member, own.by.id), parties_of_guest(session, guest_id)
    steps = steps_of_guest(session, guest, [party.id for party in parties])
    for plan_id, edit in by_plan.items():
        edit.say(Verb.GUEST_CLAIMED)
        edit.note("guest", guest_id, "claimed", None, member.id)
        session.get_one(Plan, plan_id).parties_rev = edit.rev
        touched = [id for plan, id in steps if plan == plan_id]
        session.execute(update(Step).where(col(Step.id).in_(touched)).values(rev=edit.rev))
    for party in parties:
        _give(session, party, member, by_plan)
    put_under_member(session, guest, member, list(by_plan))
    end_sessions_of(session, guest)
    rights_changed(session, guest.as_participant().key)
    session.delete(guest)
    session.flush()
    return own.feed.partition(":")[2]


def _give(session: Session, party: Party, member: Member, by_plan: Mapping[str, Edit]) -> None:
    """It becomes the member's own; where they have one, that takes its place."""
    own = select(Party).where(col(Party.network_id) == party.network_id, col(Party.member_id) == member.id)
    known: Party | None = session.execute(own).scalars().first()
    if known is None:
        party.name, party.name_key = member.name, sort_key(member.name)
        party.member_id, party.guest_id, party.email = member.id, None, None
        return
    for plan_id, edit in by_plan.items():
        plan = session.get_one(Plan, plan_id)
        if is_shown(session, plan, party):
            show_party(session, edit, plan, known)
    put_under_party(session, party, known, list(by_plan))
