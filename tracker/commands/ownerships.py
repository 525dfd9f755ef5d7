"""Commands on who does a step."""

from sqlmodel import Session

from tracker.commands import follow_ups
from tracker.commands.parties import add_party, party_for, party_of_guest, party_of_member
from tracker.domain import ownership
from tracker.domain.change import Verb
from tracker.domain.comment import Comment, add_comment
from tracker.domain.edit import Edit
from tracker.domain.ownership import Answer, OwnerRole, Ownership, Way
from tracker.domain.party import Party, PartySort
from tracker.domain.permissions import Action
from tracker.domain.refusals import Forbidden, Invalid, NotFound
from tracker.domain.step import Step
from tracker.language.formerly import is_formerly
from tracker.store.contact_persons import contact_persons, speaks_for
from tracker.store.contacts import people_of, with_above
from tracker.store.plans import open_plan
from tracker.store.steps import find_step, open_step, owners_of, shown_party
from tracker.store.talk import how_many


def take(
    session: Session, edit: Edit, plan_id: str, step_id: str, consents: bool = False, email: str = ""
) -> None:
    """ "Ich übernehme das": one's own person-party accepts; it is made and shown when missing.

    For that somebody without account has to consent, and may leave an address. Raises Invalid("consent").
    """
    plan = open_plan(session, edit, plan_id)
    edit.require(Action.TAKE_STEP)
    if edit.by.kind == "nobody":
        raise Forbidden(action=Action.TAKE_STEP)
    step = find_step(session, plan_id, step_id)
    edit.say(Verb.STEP_TAKEN)  # before my party may be made, which is only part of it
    if edit.by.kind == "member":
        me = party_of_member(session, edit, plan)
    else:
        me = party_of_guest(session, edit, plan, consents=consents, email=email)
    new = ownership.take(edit, step, list(owners_of(session, step_id)), me)
    if new is not None:
        session.add(new)
    follow_ups.settle(session, edit, step, me.id)


def ask(
    session: Session,
    edit: Edit,
    plan_id: str,
    step_id: str,
    party_id: str,
    role: str,
    asker_id: str = "",
    until: str = "",
) -> None:
    """Name a party that the plan shows; it is asked, and `asker_id` sees to an answer. A member with a role on the plan
    who was never named there is named by their own id.

    A group owns nothing: it is involved, by whoever approaches it. Raises Invalid("asker") as long as nobody does.
    """
    step = open_step(session, edit, plan_id, step_id)
    edit.require(Action.ASK_OWNER)
    if not party_id:
        raise Invalid("party", "empty")
    party = _asked(session, edit, plan_id, party_id)
    _check_is_anybody(party)
    if party.sort == PartySort.GROUP and role in (OwnerRole.LEAD, OwnerRole.WITH):
        if not asker_id:
            raise Invalid("asker", "group_needs_asker", name=party.name)
        role = OwnerRole.INVOLVE
    new = ownership.ask(edit, step, list(owners_of(session, step_id)), party, role)
    if new is not None:
        session.add(new)
    if asker_id:
        session.flush()
        made = edit.made
        follow_ups.agree(session, edit, plan_id, step_id, party.id, asker_id, until)
        edit.made = made


def ask_new(
    session: Session,
    edit: Edit,
    plan_id: str,
    step_id: str,
    name: str,
    sort: str,
    role: str,
    asker_id: str = "",
    until: str = "",
) -> None:
    """Ask somebody by name, who is shown by the plan from now on."""
    edit.say(Verb.OWNER_ASKED)  # before the party may be made, which is only part of it
    party_id = add_party(session, edit, plan_id, name, sort)
    edit.made = ""  # what is made is the ownership
    ask(session, edit, plan_id, step_id, party_id, role, asker_id, until)


def answer(
    session: Session,
    edit: Edit,
    plan_id: str,
    step_id: str,
    ownership_id: str,
    answer: str,
    how: str = Way.APP,
    word: str = "",
) -> None:
    """Accepted, declined, or asked again; `how` that came. A word about it is kept as a comment at the step."""
    step = open_step(session, edit, plan_id, step_id)
    named = _ownership(session, step_id, ownership_id)
    party = shown_party(session, plan_id, named.party_id)
    _check_is_anybody(party)
    named.reply(edit, step, answer, party, how, speaks_for=speaks_for(session, edit.by, party))
    if named.answer != Answer.ASKED:
        follow_ups.settle(session, edit, step, named.party_id)
    if word.strip():
        _say(session, edit, step, word)


def charge(
    session: Session, edit: Edit, plan_id: str, step_id: str, ownership_id: str, member_id: str
) -> None:
    """Which contact person of an organisation sees to the step; empty: nobody in particular."""
    step = open_step(session, edit, plan_id, step_id)
    named = _ownership(session, step_id, ownership_id)
    party = shown_party(session, plan_id, named.party_id)
    known = contact_persons(session, plan_id, [party.id]).get(party.id, ())
    named.charge(edit, step, member_id or None, speaks_for=speaks_for(session, edit.by, party))
    if member_id and member_id not in {one.id for one in known}:
        raise Invalid("member", "unknown")


def end(session: Session, edit: Edit, plan_id: str, step_id: str, ownership_id: str) -> None:
    """Take a party off a step."""
    step = open_step(session, edit, plan_id, step_id)
    named = _ownership(session, step_id, ownership_id)
    party = session.get_one(Party, named.party_id)
    named.end(edit, step, party, speaks_for=speaks_for(session, edit.by, party))
    session.delete(named)
    follow_ups.settle(session, edit, step, named.party_id)


def _asked(session: Session, edit: Edit, plan_id: str, id: str) -> Party:
    try:
        return shown_party(session, plan_id, id)
    except Invalid:
        plan = open_plan(session, edit, plan_id)
        member = next((one for one in people_of(session, with_above(session, plan)) if one.id == id), None)
        if member is None:
            raise
    edit.say(Verb.OWNER_ASKED)  # before the party may be made, which is only part of it
    party = party_for(session, edit, plan, member)
    edit.made = ""  # what is made is the ownership
    session.flush()
    return party


def _check_is_anybody(party: Party) -> None:
    if party.sort == PartySort.PERSON and party.member_id is None and is_formerly(party.name):
        raise Invalid("party", "erased")


def _say(session: Session, edit: Edit, step: Step, word: str) -> None:
    try:
        session.add(add_comment(edit, step, word, how_many(session, Comment, step.id)))
    except Invalid as invalid:
        raise Invalid("word", invalid.reason, **invalid.values) from None
    edit.made = ""  # what was done is the answer


def _ownership(session: Session, step_id: str, ownership_id: str) -> Ownership:
    if not ownership_id:
        raise Invalid("ownership", "unknown")
    named = session.get(Ownership, ownership_id)
    if named is None or named.step_id != step_id:
        raise NotFound()
    return named
