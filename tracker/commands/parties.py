"""Commands on whom and what a plan shows: parties and themes."""

from typing import TypeVar

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.domain.change import Verb
from tracker.domain.edit import Edit
from tracker.domain.folding import same_name
from tracker.domain.network import Region
from tracker.domain.party import Party, PartySort, Theme, name_party, name_theme
from tracker.domain.permissions import Action
from tracker.domain.plan import Plan
from tracker.store.parties import is_shown, show
from tracker.store.plans import open_plan

Named = TypeVar("Named", Party, Theme)


def add_party(session: Session, edit: Edit, plan_id: str, name: str, sort: str = "organisation") -> str:
    """Let the plan show a party; one of the same folded name in the network is used again."""
    plan = open_plan(session, edit, plan_id)
    edit.require(Action.ADD_PARTY)
    network = network_of(session, plan)
    new = name_party(network, name, sort)
    return show_party(session, edit, plan, _known(session, Party, network, new) or new).id


def add_theme(session: Session, edit: Edit, plan_id: str, name: str) -> str:
    """Let the plan show a theme; one of the same folded name in the network is used again."""
    plan = open_plan(session, edit, plan_id)
    edit.require(Action.ADD_THEME)
    network = network_of(session, plan)
    new = name_theme(network, name)
    return show_theme(session, edit, plan, _known(session, Theme, network, new) or new).id


def party_of_member(session: Session, edit: Edit, plan: Plan) -> Party:
    """The acting member's own party in the plan's network, shown by the plan; made when missing."""
    network = network_of(session, plan)
    statement = select(Party).where(col(Party.network_id) == network, col(Party.member_id) == edit.by.id)
    mine = session.execute(statement).scalars().first()
    return show_party(
        session, edit, plan, mine or name_party(network, edit.by.name, PartySort.PERSON, edit.by.id)
    )


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


def _known(session: Session, model: type[Named], network_id: str, new: Named) -> Named | None:
    # all names, because "Ärzte" and "Aerzte" have no key in common
    names = select(col(model.id), col(model.name)).where(col(model.network_id) == network_id)
    rows = session.execute(names.order_by(col(model.id))).all()
    alike = next((row.id for row in rows if same_name(row.name, new.name)), None)
    return session.get(model, alike) if alike else None
