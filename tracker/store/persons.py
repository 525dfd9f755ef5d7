"""A person as the database knows them, and every place where their name or address stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, or_, select, union
from sqlmodel import Session, col

from tracker.domain.erasure import Person, without_person
from tracker.domain.member import Guest, Member, Membership
from tracker.domain.network import Network, Region
from tracker.domain.party import Party, PartySort, PlanParty
from tracker.domain.permissions import Role
from tracker.domain.plan import Plan
from tracker.domain.refusals import NotFound
from tracker.domain.step import Step
from tracker.domain.trace import Erasing, Trace, What
from tracker.domain.traces import DRAWN, traces
from tracker.store.history import table_of
from tracker.store.schema import METADATA

_CHANGE = "change.effects"


@dataclass(frozen=True, slots=True)
class Stain:
    """A text in which somebody's name or address stands, and how it reads without."""

    table: str
    column: str
    id: str
    plan_id: str
    """Empty for a region's."""
    step_id: str
    """The step it hangs on, or is; empty for others."""
    left: str


def find_person(session: Session, key: str) -> Person:
    """Who stands behind a key. Raises NotFound, also for a party that is no person or has a login."""
    kind, _, id = key.partition(":")
    if kind == "m" and (member := session.get(Member, id)):
        parties = session.execute(select(Party).where(col(Party.member_id) == id)).scalars().all()
        return _known(session, key, member, parties)
    if kind == "g" and (guest := session.get(Guest, id)):
        names = {guest.name, guest.name.partition(" (")[0]}  # with the mark behind it, and as they typed it
        parties = session.execute(select(Party).where(col(Party.guest_id) == id)).scalars().all()
        ids, names = frozenset(party.id for party in parties), names | {party.name for party in parties}
        return Person(key, ids, _left(parties), frozenset(names), frozenset({guest.plan_id}))
    party = session.get(Party, id) if kind == "p" else None
    if party is None or party.sort != PartySort.PERSON or party.member_id is not None:
        raise NotFound()
    if party.guest_id and session.get(Guest, party.guest_id):
        return find_person(session, f"g:{party.guest_id}")
    return _known(session, key, None, [party])


def last_of(session: Session, person: Person) -> Sequence[Network]:
    """The networks that would be left without a coordinator, by name."""
    mine = select(col(Membership.network_id)).where(
        col(Membership.member_id) == person.id, col(Membership.role) == Role.COORDINATOR
    )
    others = select(col(Membership.network_id)).where(
        col(Membership.member_id) != person.id,
        col(Membership.role) == Role.COORDINATOR,
        col(Membership.network_id).is_not(None),
    )
    lone = select(Network).where(col(Network.id).in_(mine), col(Network.id).not_in(others))
    return session.execute(lone.order_by(col(Network.name_key))).scalars().all()


def find_stains(session: Session, person: Person) -> list[Stain]:
    """Every text that is to be cleaned, those of the history left out."""
    cleaned = [one for one in traces(Erasing.CLEANED) if f"{one.table}.{one.column}" not in {_CHANGE, *DRAWN}]
    return [stain for trace in cleaned for stain in _stains(session, person, trace)]


def past_stains(session: Session, person: Person) -> Iterator[tuple[str, int, str]]:
    """Feed and rev of each Change whose effects hold them, and the effects without."""
    change = METADATA.tables["change"]
    # in JSON a quote or a backslash in a name stands with another before it
    spelled = [one.replace("\\", "\\\\").replace('"', '\\"') for one in person.spelled(What.NAME)]
    if not spelled:
        return
    holds = or_(*(change.c.effects.icontains(one, autoescape=True) for one in spelled))
    for feed, rev, effects in session.connection().execute(
        select(change.c.feed, change.c.rev, change.c.effects).where(holds)
    ):
        left = without_person(effects, person, feed.partition(":")[2])
        if left != effects:
            yield feed, rev, left


def steps_by(session: Session, person: Person) -> Sequence[tuple[str, str]]:
    """Plan and id of each step whose page names them for something they did, said or are in charge of there."""
    step, own = table_of(Step).c, {What.KEY: person.key, What.MEMBER: person.id}
    named = [
        select(table.c.step_id).where(table.c[trace.column] == own[trace.what])
        for trace in traces(Erasing.STAYS, Erasing.EMPTIED)
        if trace.what in own and "step_id" in (table := METADATA.tables[trace.table]).c
    ]
    found = select(step.plan_id, step.id).where(step.id.in_(union(*named))).order_by(step.id)
    return [(plan, id) for plan, id in session.connection().execute(found)]


def steps_naming(session: Session, person: Person) -> Sequence[tuple[str, str]]:
    """The same with those where a party of theirs owns, asks, is asked or mentioned."""
    named = [
        select(table.c.plan_id, table.c.step_id).where(table.c[column].in_(person.parties))
        for table, column in (
            (METADATA.tables["ownership"], "party_id"),
            (METADATA.tables["follow_up"], "party_id"),
            (METADATA.tables["follow_up"], "asker_id"),
            (METADATA.tables["mention"], "party_id"),
        )
    ]
    found = {(plan, step) for plan, step in session.connection().execute(union(*named))}
    return sorted(found | set(steps_by(session, person)))


def plans_naming(session: Session, person: Person) -> list[str]:
    """The ids of the plans that show their name where it follows them: what somebody wrote down is left out."""
    shown = select(col(PlanParty.plan_id)).where(col(PlanParty.party_id).in_(person.parties))
    holding = select(col(Plan.id)).where(
        (col(Plan.contact_id) == person.id) | (col(Plan.deputy_id) == person.id)
    )
    found = set(session.execute(shown.union(holding)).scalars())
    return sorted(found | {plan for plan, _ in steps_by(session, person)})


def plans_with(session: Session, person: Person) -> list[str]:
    """The ids of all plans that look different without them."""
    stained = {stain.plan_id for stain in find_stains(session, person) if stain.plan_id}
    return sorted({*plans_naming(session, person), *stained})


def _known(session: Session, key: str, member: Member | None, parties: Sequence[Party]) -> Person:
    networks = {party.network_id for party in parties} | (_networks_of(session, member) if member else set())
    plan, region = table_of(Plan).c, table_of(Region).c
    regions = session.connection().execute(select(region.id).where(region.network_id.in_(networks))).scalars()
    known = frozenset(regions)
    plans = session.connection().execute(select(plan.id).where(plan.region_id.in_(known))).scalars()
    names = {party.name for party in parties} | ({member.name} if member else set())
    addresses = _left(parties) | ({member.email} if member else set())
    ids = frozenset(party.id for party in parties)
    return Person(key, ids, frozenset(addresses), frozenset(names), frozenset(plans), known)


def _left(parties: Sequence[Party]) -> frozenset[str]:
    """The addresses that people without login have left."""
    return frozenset(party.email for party in parties if party.email)


def _networks_of(session: Session, member: Member) -> set[str]:
    held, plan, region = table_of(Membership), table_of(Plan), table_of(Region)
    mine = held.c.member_id == member.id
    of_plan = region.join(plan, plan.c.region_id == region.c.id).join(held, held.c.plan_id == plan.c.id)
    of_region = region.join(held, held.c.region_id == region.c.id)
    found = union(
        select(held.c.network_id).where(mine, held.c.network_id.is_not(None)),
        select(region.c.network_id).select_from(of_region).where(mine),
        select(region.c.network_id).select_from(of_plan).where(mine),
    )
    return set(session.connection().execute(found).scalars())


def _stains(session: Session, person: Person, trace: Trace) -> Iterator[Stain]:
    table = METADATA.tables[trace.table]
    column, spelled = table.c[trace.column], person.spelled(trace.what)
    if not spelled:
        return
    holds = or_(*(column.icontains(one, autoescape=True) for one in spelled))
    place = [named.label(name) for name, named in _place_of(table).items()]
    own = next(iter(table.primary_key.columns))
    statement = select(own.label("own"), column.label("words"), *place).where(holds)
    if "step_id" in table.c and "plan_id" not in table.c:
        statement = statement.join(METADATA.tables["step"], METADATA.tables["step"].c.id == table.c.step_id)
    for row in session.connection().execute(statement).mappings():
        plan, region, step = (row.get(name, "") for name in ("plan", "region", "step"))
        is_known = plan in person.plans or region in person.regions
        left = person.without(row["words"], trace.what, is_known=is_known)
        if left != row["words"]:
            yield Stain(trace.table, trace.column, row["own"], plan, step, left)


def _place_of(table: Table) -> dict[str, Column[Any]]:
    """The columns that say to which plan or region a row belongs, and to which step."""
    step = METADATA.tables["step"]
    if table.name == "region":
        return {"region": table.c.id}
    if table.name == "plan":
        return {"plan": table.c.id}
    if table.name == "step":
        return {"plan": table.c.plan_id, "step": table.c.id}
    if "plan_id" not in table.c:
        return {"plan": step.c.plan_id, "step": table.c.step_id}
    return {"plan": table.c.plan_id} | ({"step": table.c.step_id} if "step_id" in table.c else {})
