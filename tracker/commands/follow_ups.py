"""Commands on who asks an owner that is not here."""

from datetime import date

from sqlmodel import Session

from tracker.commands.parties import party_of_member
from tracker.domain.change import Verb
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.edit import Edit
from tracker.domain.follow_up import USUAL, follow_up
from tracker.domain.party import Party
from tracker.domain.permissions import Action
from tracker.domain.refusals import Invalid
from tracker.domain.step import Step
from tracker.domain.typed_text import TITLE, one_line
from tracker.store.follow_ups import find_follow_up, open_follow_ups
from tracker.store.plans import open_plan
from tracker.store.steps import open_step, owners_of, shown_party


def agree(
    session: Session, edit: Edit, plan_id: str, step_id: str, party_id: str, asker_id: str, until: str = ""
) -> str:
    """`asker_id` asks `party_id` by a day in words, in two weeks without; one agreed on before is changed.

    Without `asker_id` the acting member asks, who becomes a party of the plan then.
    """
    step = open_step(session, edit, plan_id, step_id)
    owner = next((one for one in owners_of(session, step_id) if one.party_id == party_id), None)
    if owner is None:
        raise Invalid("party", "unknown")
    edit.require(Action.ASK_OWNER)
    edit.say(Verb.FOLLOW_UP_AGREED)  # before my party may be made, which is only part of it
    asker, day = _asker(session, edit, plan_id, asker_id), _day(edit, until)
    known = next((one for one in open_follow_ups(session, step_id) if one.party_id == party_id), None)
    if known is not None:
        known.agree(edit, step, asker, day)
        return known.id
    new = follow_up(edit, step, owner, asker, day)
    session.add(new)
    return new.id


def complete(session: Session, edit: Edit, plan_id: str, step_id: str, follow_up_id: str) -> None:
    """They were asked."""
    step = open_step(session, edit, plan_id, step_id)
    find_follow_up(session, step_id, follow_up_id).complete(edit, step)


def settle(session: Session, edit: Edit, step: Step, party_id: str) -> None:
    """The party has answered, or is no longer named: nobody need ask."""
    for one in open_follow_ups(session, step.id):
        if one.party_id == party_id:
            one.settle(edit, step)


def _asker(session: Session, edit: Edit, plan_id: str, asker_id: str) -> Party:
    if not asker_id:
        if edit.by.kind != "member":
            raise Invalid("asker", "empty")
        return party_of_member(session, edit, open_plan(session, edit, plan_id))
    try:
        return shown_party(session, plan_id, asker_id)
    except Invalid:
        raise Invalid("asker", "unknown") from None


def _day(edit: Edit, until: str) -> date:
    words = one_line("until", until, TITLE, required=False)
    if not words:
        return edit.today + USUAL
    read = read_deadline(words, edit.today)
    if read is None or read.last is None:
        raise Invalid("until", "no_day")
    return read.last
