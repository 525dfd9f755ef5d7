"""Erasing a person: their account and name go, what they did for a plan stays without them."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlmodel import Session, col

from tracker.commands.parties import OtherPlans
from tracker.domain.change import Effect, Verb
from tracker.domain.completion import Completion
from tracker.domain.edit import Edit
from tracker.domain.erasure import Erasure, Person
from tracker.domain.folding import sort_key
from tracker.domain.member import Guest
from tracker.domain.ownership import Answer, Ownership, Way
from tracker.domain.party import Party, came_without_account
from tracker.domain.permissions import Action, may
from tracker.domain.plan import Plan
from tracker.domain.refusals import Invalid, NotFound
from tracker.domain.trace import Erasing, Trace, What
from tracker.domain.traces import traces
from tracker.language.formerly import formerly
from tracker.store.mails import forget_mails_to
from tracker.store.members import role_on_plan
from tracker.store.parties import is_shown, plans_showing, touch_named
from tracker.store.persons import Stain, find_person, find_stains, last_of, past_stains, plans_with, steps_by
from tracker.store.plans import open_plan
from tracker.store.schema import METADATA
from tracker.store.search import keep_found
from tracker.store.writing import rights_changed

AT_ONCE = 500  # ids in one statement


def erase_me(session: Session, me: str, address: str, now: datetime, *edits: Edit) -> list[str]:
    """Erase a member who typed their own address; the hashes of what was open. Raises Invalid, OtherPlans."""
    person = find_person(session, me)
    if address.strip().casefold() not in person.addresses:
        raise Invalid("address", "not_yours")
    if alone := last_of(session, person):
        raise Invalid("", "last_coordinator_of", name=", ".join(network.name for network in alone))
    return erase(session, person, now, *edits)


def erase_party(session: Session, edit: Edit, plan_id: str, party_id: str, *beside: Edit) -> None:
    """Erase a person without login who is named on the plan, on all plans.

    Raises Forbidden, NotFound, OtherPlans, and Invalid when they stand in a plan that is not the author's to do so.
    """
    plan, party = open_plan(session, edit, plan_id), session.get(Party, party_id)
    if party is None or not is_shown(session, plan, party):
        raise NotFound()
    # whoever lets people in without account also erases them, while they are here and later
    needed = Action.SHARE_PLAN if came_without_account(party) else Action.ERASE_PERSON
    edit.require(needed)
    for other in beside:
        other.role = role_on_plan(session, other.by, other.feed.partition(":")[2])
        if not may(other.role, needed):
            raise Invalid("", "elsewhere")
    erase(session, find_person(session, f"p:{party_id}"), edit.now, edit, *beside)


def erase_guest(session: Session, edit: Edit, plan_id: str, guest_id: str, *beside: Edit) -> None:
    """Erase somebody who came to the plan by a link; for whoever may take them out. Raises Forbidden, NotFound."""
    open_plan(session, edit, plan_id)
    edit.require(Action.SHARE_PLAN)
    guest = session.get(Guest, guest_id)
    if guest is None or guest.plan_id != plan_id:
        raise NotFound()
    erase(session, find_person(session, f"g:{guest_id}"), edit.now, edit, *beside)


def erase(session: Session, person: Person, now: datetime, *edits: Edit) -> list[str]:
    """Let nothing be left of them: one Change in each plan that looks different without them.

    Gives the hashes of the sessions and tokens that end. Raises OtherPlans when one of the plans is not among `edits`.
    """
    if session.connection().dialect.name == "sqlite":
        session.connection().exec_driver_sql("PRAGMA secure_delete = ON")  # nor in the file's free pages
    by_plan = {edit.feed.partition(":")[2]: edit for edit in edits}
    if not by_plan.keys() >= set(plans_with(session, person)):
        raise OtherPlans()
    for plan_id, edit in by_plan.items():
        session.get_one(Plan, plan_id).head_rev = edit.rev  # contact, deputy and meetings stand there
        edit.say(Verb.PERSON_ERASED)
        edit.note("person", person.id, "present", True, False)
    session.flush()
    stains, shown = find_stains(session, person), steps_by(session, person)
    _clean(session, stains, by_plan)
    _touch_steps(session, [*shown, *((one.plan_id, one.step_id) for one in stains if one.step_id)], by_plan)
    for feed, rev, effects in list(past_stains(session, person)):
        _rewrite(session, "change", {"feed": feed, "rev": rev}, {"effects": effects})
    _leave_steps(session, person.parties)
    for party_id in sorted(person.parties):
        _name_nobody(session, party_id, by_plan)
    doors = _doors(session, person)
    forget_mails_to(session, person)
    _carry_out(session, person)
    session.merge(Erasure(who=person.key, at=now))
    rights_changed(session, person.key)
    session.flush()
    return doors


def _leave_steps(session: Session, parties: Collection[str]) -> None:
    """What they were to do is nobody's from now on, whatever they had answered; what is done stays theirs."""
    done = select(col(Completion.step_id))
    open_ones = update(Ownership).where(
        col(Ownership.party_id).in_(sorted(parties)), col(Ownership.step_id).not_in(done)
    )
    left = {"answer": Answer.DECLINED, "answered_how": Way.LEFT, "answered_by": "", "answered_at": None}
    session.execute(open_ones.values(**left).execution_options(synchronize_session=False))


def _name_nobody(session: Session, party_id: str, by_plan: Mapping[str, Edit]) -> None:
    party = session.get_one(Party, party_id)
    shown = [session.get_one(Plan, id) for id in plans_showing(session, Party, party_id)]
    party.name = formerly(shown[0].language if shown else "de")
    party.name_key, party.member_id = sort_key(party.name), None
    party.guest_id = party.email = None
    for plan in shown:
        touch_named(session, by_plan[plan.id], plan, party)


def _clean(session: Session, stains: Collection[Stain], by_plan: Mapping[str, Edit]) -> None:
    for one in stains:
        table = METADATA.tables[one.table]
        own = next(iter(table.primary_key.columns)).name
        edit = by_plan.get(one.plan_id)
        values: dict[str, object] = {one.column: one.left}
        if edit and one.table in ("note", "meeting", "stage"):
            values["rev"] = edit.rev
        _rewrite(session, one.table, {own: one.id}, values)
    session.expire_all()
    for plan_id in {one.plan_id for one in stains if one.plan_id}:
        told = [Effect(one.table, one.id, "text", None, None) for one in stains if one.plan_id == plan_id]
        keep_found(session, plan_id, told)


def _touch_steps(session: Session, steps: Collection[tuple[str, str]], by_plan: Mapping[str, Edit]) -> None:
    table = METADATA.tables["step"]
    for plan_id, edit in by_plan.items():
        ids = sorted({step for plan, step in steps if plan == plan_id})
        for first in range(0, len(ids), AT_ONCE):
            some = table.c.id.in_(ids[first : first + AT_ONCE])
            session.connection().execute(update(table).where(some).values(rev=edit.rev))


def _rewrite(session: Session, name: str, key: Mapping[str, object], values: Mapping[str, object]) -> None:
    table = METADATA.tables[name]
    where = [table.c[column] == value for column, value in key.items()]
    session.connection().execute(update(table).where(*where).values(**values))


def _doors(session: Session, person: Person) -> list[str]:
    """The hashes under which sockets may be open."""
    found: list[str] = []
    for name in ("sign_in_session", "access_token"):
        table = METADATA.tables[name]
        mine = [
            is_mine
            for trace in traces()
            if trace.table == name
            if (is_mine := _is(trace, person)) is not None
        ]
        for one in mine:
            found += (
                session.connection()
                .execute(table.select().with_only_columns(table.c.hash).where(one))
                .scalars()
            )
    return found


def _carry_out(session: Session, person: Person) -> None:
    """What the declaration says of rows and values; what points to others goes before them."""
    session.flush()
    session.expire_all()
    order = {table.name: place for place, table in enumerate(reversed(METADATA.sorted_tables))}
    for trace in sorted(traces(Erasing.EMPTIED, Erasing.ROW), key=lambda one: order[one.table]):
        table, is_mine = METADATA.tables[trace.table], _is(trace, person)
        if is_mine is None:
            continue
        if trace.erasing is Erasing.ROW:
            session.connection().execute(delete(table).where(is_mine))
        else:
            column = table.c[trace.column]
            empty = None if column.nullable else ""
            session.connection().execute(update(table).where(is_mine).values({column.name: empty}))


def _is(trace: Trace, person: Person) -> ColumnElement[bool] | None:
    """Whether the value of a column is theirs; None where it can be nobody's, or not theirs."""
    kinds = {What.MEMBER: "m", What.GUEST: "g"}
    if trace.what is What.PARTY:
        return METADATA.tables[trace.table].c[trace.column].in_(person.parties)
    column = METADATA.tables[trace.table].c[trace.column]
    if trace.what in kinds and person.key[0] == kinds[trace.what]:
        return column == person.id
    if trace.what is What.KEY:
        return column == person.key
    if trace.what is What.NAME and trace.column == "by_name":
        return METADATA.tables[trace.table].c.by == person.key
    return column.in_(person.addresses) if trace.what is What.ADDRESS and person.addresses else None
