"""Commands on whom and what a plan shows: parties and themes."""

from itertools import count
from typing import Any, TypeVar

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.domain.change import Verb
from tracker.domain.edit import Edit
from tracker.domain.folding import same_name
from tracker.domain.guest_name import bare_and_mark, typed_name
from tracker.domain.member import Member, clean_address
from tracker.domain.network import Region
from tracker.domain.party import Party, PartySort, Theme, kind_of, name_party, name_theme, name_typed
from tracker.domain.party import rename as rename_everywhere
from tracker.domain.permissions import Action, may
from tracker.domain.plan import Plan
from tracker.domain.refusals import Invalid, NotFound
from tracker.domain.typed_text import NAME
from tracker.store.contacts import people_of, with_above
from tracker.store.members import role_on_plan
from tracker.store.parties import (
    count_naming,
    is_shown,
    order_of,
    plans_showing,
    show,
    take_off,
    touch_named,
)
from tracker.store.plans import feed_of, open_plan

Named = TypeVar("Named", Party, Theme)

_EDITING: dict[type[Any], Action] = {Party: Action.EDIT_PARTY, Theme: Action.EDIT_THEME}


def add_party(session: Session, edit: Edit, plan_id: str, name: str, sort: str = "organisation") -> str:
    """Let the plan show a party; one of the same folded name in the network is used again.

    A name that only one member of the plan has is theirs: what they are asked then stands on their own page.
    """
    plan = open_plan(session, edit, plan_id)
    edit.require(Action.ADD_PARTY)
    network = network_of(session, plan)
    if known := _known(session, Party, network, typed_name("name", name)):
        return show_party(session, edit, plan, known).id
    new = name_party(network, name_typed(name, sort), sort)
    if member := _only_one_called(session, plan, new.name):
        return show_party(session, edit, plan, _of_member(session, network, member)).id
    return show_party(session, edit, plan, new).id


def add_theme(session: Session, edit: Edit, plan_id: str, name: str) -> str:
    """Let the plan show a theme; one of the same folded name in the network is used again."""
    plan = open_plan(session, edit, plan_id)
    edit.require(Action.ADD_THEME)
    network = network_of(session, plan)
    new = name_theme(network, name)
    return show_theme(session, edit, plan, _known(session, Theme, network, new.name) or new).id


class OtherPlans(Exception):
    """Meanwhile it is shown by other plans than the command was made for: made anew, it fits."""


def rename(
    session: Session, edit: Edit, plan_id: str, model: type[Named], id: str, name: str, *beside: Edit
) -> None:
    """Give a party or theme another name, in every plan that shows it: `beside` are the Edits of the others.

    Raises OtherPlans, and Invalid when the name is taken in the network or stands in a plan that is not the
    author's to edit.
    """
    plan, one = _shown_by(session, edit, plan_id, model, id)
    edit.require(_EDITING[model])
    edits = {each.feed: each for each in (edit, *beside)}
    shown = {feed_of(other): other for other in plans_showing(session, model, id)}
    if edits.keys() != shown.keys():
        raise OtherPlans()
    for other in beside:
        other.role = role_on_plan(session, other.by, shown[other.feed])
        if not may(other.role, _EDITING[model]):
            raise Invalid("name", "elsewhere")
    alike = _known(session, model, network_of(session, plan), name)
    if alike is not None and alike.id != one.id:
        raise Invalid("name", "taken")
    before = one.name
    rename_everywhere(one, list(edits.values()), name)
    if one.name != before:
        for feed, plan_edit in edits.items():
            touch_named(session, plan_edit, session.get_one(Plan, shown[feed]), one)


def remove(session: Session, edit: Edit, plan_id: str, model: type[Named], id: str) -> None:
    """No longer show a party or theme on the plan. Raises Invalid while steps name it, saying how many."""
    plan, one = _shown_by(session, edit, plan_id, model, id)
    edit.require(_EDITING[model])
    if count := count_naming(session, plan, one):
        raise Invalid("", "in_use", n=count, name=one.name)
    edit.say(Verb.PARTY_REMOVED if kind_of(one) == "party" else Verb.THEME_REMOVED)
    # beside the fact itself, so that an undo finds the old place again
    edit.note(kind_of(one), one.id, "order", order_of(session, plan, one), None)
    edit.note(kind_of(one), one.id, "shown", True, False)
    take_off(session, edit, plan, one)


def party_of_member(session: Session, edit: Edit, plan: Plan) -> Party:
    """The acting member's own party in the plan's network, shown by the plan; made when missing."""
    return party_for(session, edit, plan, session.get_one(Member, edit.by.id))


def party_for(session: Session, edit: Edit, plan: Plan, member: Member) -> Party:
    """The same for any member."""
    return show_party(session, edit, plan, _of_member(session, network_of(session, plan), member))


def party_of_guest(session: Session, edit: Edit, plan: Plan, *, consents: bool, email: str) -> Party:
    """The acting guest's own party, made with their consent when missing; never one that is there by that name.

    `email` is kept when they leave one. Raises Invalid("consent"), Invalid("email").
    """
    network = network_of(session, plan)
    mine = select(Party).where(col(Party.network_id) == network, col(Party.guest_id) == edit.by.id)
    party = session.execute(mine).scalars().first()
    if party is None:
        if not consents:
            raise Invalid("consent", "consent_missing")
        party = name_party(network, _free_name(session, network, edit.by.name), PartySort.PERSON)
        party.guest_id = edit.by.id
    if email:
        party.email = clean_address(email)
    return show_party(session, edit, plan, party)


def _free_name(session: Session, network_id: str, name: str) -> str:
    """The guest's name as no other party of the network has it: with a number, if need be."""
    given, mark = bare_and_mark(name)
    for n in count(1):
        number = f" {n}" if n > 1 else ""
        free = f"{given[: NAME - len(number) - len(mark)]}{number}{mark}"
        if _known(session, Party, network_id, free) is None:
            return free
    raise AssertionError("there is always one more number")


def show_party(session: Session, edit: Edit, plan: Plan, party: Party) -> Party:
    """Show a party on a plan, unless it is shown already."""
    return _shown(session, edit, plan, party, "party", Verb.PARTY_ADDED)


def show_theme(session: Session, edit: Edit, plan: Plan, theme: Theme) -> Theme:
    """Show a theme on a plan, unless it is shown already; its rider takes the next of the eight places."""
    return _shown(session, edit, plan, theme, "theme", Verb.THEME_ADDED)


def network_of(session: Session, plan: Plan) -> str:
    """The id of the network a plan belongs to."""
    statement = select(col(Region.network_id)).where(col(Region.id) == plan.region_id)
    id: str = session.execute(statement).scalar_one()
    return id


def _shown(session: Session, edit: Edit, plan: Plan, one: Named, kind: str, verb: Verb) -> Named:
    session.add(one)
    if not is_shown(session, plan, one):
        session.flush()
        show(session, edit, plan, one)
        edit.say(verb)
        edit.note(kind, one.id, "shown", False, True)
        edit.made = edit.made or one.id
    return one


def _of_member(session: Session, network: str, member: Member) -> Party:
    """Who stands for a member in a network; new when nobody does."""
    statement = select(Party).where(col(Party.network_id) == network, col(Party.member_id) == member.id)
    known: Party | None = session.execute(statement).scalars().first()
    return known or name_party(network, member.name, PartySort.PERSON, member.id)


def _only_one_called(session: Session, plan: Plan, name: str) -> Member | None:
    alike = [one for one in people_of(session, with_above(session, plan)) if same_name(one.name, name)]
    return alike[0] if len(alike) == 1 else None


def _shown_by(session: Session, edit: Edit, plan_id: str, model: type[Named], id: str) -> tuple[Plan, Named]:
    plan, one = open_plan(session, edit, plan_id), session.get(model, id)
    if one is None or not is_shown(session, plan, one):
        raise NotFound()
    return plan, one


def _known(session: Session, model: type[Named], network_id: str, name: str) -> Named | None:
    # all names, because "Ärzte" and "Aerzte" have no key in common
    names = select(col(model.id), col(model.name)).where(col(model.network_id) == network_id)
    rows = session.execute(names.order_by(col(model.id))).all()
    alike = next((row.id for row in rows if same_name(row.name, name)), None)
    return session.get(model, alike) if alike else None
