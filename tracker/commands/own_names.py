"""Calling oneself otherwise: everywhere at once where a name follows its member."""

from collections.abc import Mapping

from sqlalchemy import select, update
from sqlmodel import Session, col

from tracker.commands.parties import OtherPlans
from tracker.domain.change import Verb
from tracker.domain.completion import Completion
from tracker.domain.edit import Edit
from tracker.domain.folding import sort_key
from tracker.domain.guest_name import member_name
from tracker.domain.member import Member
from tracker.domain.party import Party
from tracker.domain.plan import Plan
from tracker.domain.refusals import NotFound
from tracker.domain.step import Step
from tracker.store.parties import is_shown, touch_named
from tracker.store.persons import find_person, plans_naming, steps_naming
from tracker.store.writing import rights_changed


def change_name(session: Session, me: str, name: str, *edits: Edit) -> None:
    """Another name for the member of this key: one Change in each plan that shows it.

    The old one is kept nowhere, so that erasing somebody has none to look for. Raises Invalid("name"), and OtherPlans
    when `edits` are not those of the plans that show it.
    """
    person, by_plan = find_person(session, me), {edit.feed.partition(":")[2]: edit for edit in edits}
    if sorted(by_plan) != plans_naming(session, person):
        raise OtherPlans()
    member, name = session.get_one(Member, person.id), member_name(name)
    if member.name == name:
        return
    member.name = name
    steps = steps_naming(session, person)
    for plan_id, edit in by_plan.items():
        edit.say(Verb.NAME_CHANGED)
        edit.note("person", member.id, "name", False, True)
        plan = session.get_one(Plan, plan_id)
        plan.head_rev = plan.parties_rev = edit.rev  # contact and deputy stand in the head
        touched = [id for plan_of, id in steps if plan_of == plan_id]
        session.execute(update(Step).where(col(Step.id).in_(touched)).values(rev=edit.rev))
    session.execute(update(Completion).where(col(Completion.by) == me).values(by_name=name))
    for party in session.execute(select(Party).where(col(Party.id).in_(person.parties))).scalars().all():
        _rename(session, party, name, by_plan)
    rights_changed(session, me)  # whoever is here is shown to the others by name


def plans_of_name(session: Session, me: str) -> list[str]:
    """The ids of the plans in which the name of the member of this key stands; none of somebody who has gone."""
    try:
        return plans_naming(session, find_person(session, me))
    except NotFound:
        return []


def _rename(session: Session, party: Party, name: str, by_plan: Mapping[str, Edit]) -> None:
    party.name, party.name_key = name, sort_key(name)
    for plan_id, edit in by_plan.items():
        plan = session.get_one(Plan, plan_id)
        if is_shown(session, plan, party):
            touch_named(session, edit, plan, party)
