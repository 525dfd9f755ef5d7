"""The eight who try everything, with sessions and tokens, made through the commands on any migrated database."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlmodel import Session, select

from tracker.clock import Clock
from tracker.commands import memberships, networks, ownerships, parties, plans, sign_ins, steps
from tracker.commands import notes as note_commands
from tracker.domain.member import Guest, Member
from tracker.domain.network import Region
from tracker.domain.participant import NOBODY, Participant
from tracker.domain.permissions import Role
from tracker.store.database import Database
from tracker.store.networks import networks_of
from tracker.store.plans import feed_of, stages_of

TODAY = datetime(2026, 4, 14, 10, 0, tzinfo=UTC)  # the day on which the mock pages of the design play
NAMES = ("anna", "bernd", "guel", "clara", "deniz", "emil", "frida", "nobody")


class MovableClock(Clock):
    """Stands still until somebody sets `moment`."""

    def __init__(self, moment: datetime = TODAY) -> None:
        self.moment = moment
        super().__init__(lambda: self.moment)


@dataclass(frozen=True)
class Person:
    """One of the cast: `session` is the secret of their cookie, `token` that of their scripts; empty without."""

    name: str
    role: Role | None
    """On the NRW plan."""
    participant: Participant = NOBODY
    session: str = ""
    token: str = ""


@dataclass(frozen=True)
class Place:
    """A network with one region and one plan in it; the plan has two steps, a note, a theme, a party, an ownership."""

    network: str
    region: str
    plan: str
    stages: dict[str, str]
    """By kind."""
    step: str
    other_step: str
    note: str
    theme: str
    party: str
    ownership: str

    @property
    def feed(self) -> str:
        """Of the plan."""
        return feed_of(self.plan)


@dataclass(frozen=True)
class Cast:
    """Everybody, and the three plans they belong to: `hessen` lies in NRW's network, `foreign` in Frida's."""

    people: dict[str, Person]
    nrw: Place
    hessen: Place
    foreign: Place
    database: Database = field(repr=False)
    clock: MovableClock = field(repr=False)

    def __getattr__(self, name: str) -> Person:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None


def gather(database: Database, clock: MovableClock) -> Cast:
    """Make the cast and their plans."""
    emil = _add_network(database, clock, "Netzwerk Demografie", "emil")
    frida = _add_network(database, clock, "Netzwerk Nachbarschaft", "frida")
    home, away = _network_of(database, emil), _network_of(database, frida)
    regions = {name: _add_region(database, home, name) for name in ("NRW", "Hessen")}
    regions["Küste"] = _add_region(database, away, "Küste")
    anna = _add_member(database, clock, "anna", "Anna", "facilitator", regions["NRW"])
    bernd = _add_member(database, clock, "bernd", "Bernd", "editor", regions["NRW"])
    guel = _add_member(database, clock, "guel", "Gül", "reader", regions["NRW"])
    clara = _add_member(database, clock, "clara", "Clara", "facilitator", regions["Hessen"])
    nrw = _add_plan(database, clock, anna.as_participant(), home, regions["NRW"], "Fachkräfte gewinnen")
    hessen = _add_plan(database, clock, clara.as_participant(), home, regions["Hessen"], "Wege zur Arbeit")
    foreign = _add_plan(database, clock, frida.as_participant(), away, regions["Küste"], "Hafen und Handwerk")
    members = {
        "anna": (anna, Role.FACILITATOR),
        "bernd": (bernd, Role.EDITOR),
        "guel": (guel, Role.READER),
        "clara": (clara, None),
        "emil": (emil, Role.COORDINATOR),
        "frida": (frida, None),
    }
    people = {name: _signed_in(database, clock, name, *known) for name, known in members.items()}
    people["deniz"] = _guest(database, clock, nrw.plan)
    people["nobody"] = Person("nobody", None)
    return Cast(people, nrw, hessen, foreign, database, clock)


def _add_network(database: Database, clock: Clock, name: str, who: str) -> Member:
    email = f"{who}@example.org"
    database.write_now(lambda s: networks.add_network(s, name, email, who.capitalize(), clock.now()))
    return database.read_now(lambda s: s.exec(select(Member).where(Member.email == email)).one())


def _network_of(database: Database, member: Member) -> str:
    return database.read_now(networks_of, member.as_participant())[0].id


def _add_region(database: Database, network: str, name: str) -> Region:
    return database.write_now(lambda s: networks.put_region(s, network, name)).value


def _add_member(database: Database, clock: Clock, who: str, name: str, role: str, region: Region) -> Member:
    def add(session: Session) -> Member:
        member = networks.member_by_address(session, f"{who}@example.org", name, clock.now())
        memberships.put_membership(session, member, role, region_id=region.id)
        return member

    return database.write_now(add).value


def _add_plan(
    database: Database, clock: Clock, by: Participant, network: str, region: Region, title: str
) -> Place:
    plan = database.write_now(lambda s: plans.start(s, by, region.id, title, "de", clock.now())).value

    def make(command: object, *values: object) -> str:
        done = database.write_now(
            lambda s, edit: command(s, edit, plan.id, *values), feeds=(feed_of(plan.id),), by=by
        )
        return done.made

    stages = {stage.kind: stage.id for stage in database.read_now(stages_of, plan.id)}
    step = make(steps.add, f"{title}: Auftakt planen", stages["agreed"], "Mai 2026")
    other = make(steps.add, "Betriebe ansprechen", stages["gathered"], "")
    party = make(parties.add_party, "Handwerkskammer", "organisation")
    return Place(
        network=network,
        region=region.id,
        plan=plan.id,
        stages=stages,
        step=step,
        other_step=other,
        note=make(note_commands.add, "goal", "Zwanzig Betriebe machen mit"),
        theme=make(parties.add_theme, "Fachkräfte"),
        party=party,
        ownership=make(ownerships.ask, step, party, "lead"),
    )


def _signed_in(database: Database, clock: Clock, name: str, member: Member, role: Role | None) -> Person:
    now = clock.now()
    expires = now + timedelta(days=30)
    session = database.write_now(
        lambda s: sign_ins.start_session(s, now, member_id=member.id, expires_at=expires)
    ).value
    token = database.write_now(lambda s: sign_ins.make_token(s, member, "test", now)).value
    return Person(name, role, member.as_participant(), session, token)


def _guest(database: Database, clock: Clock, plan: str) -> Person:
    now = clock.now()
    until = now + timedelta(hours=12)
    guest = Guest(plan_id=plan, name="Deniz", expires_at=until)
    session = database.write_now(
        lambda s: sign_ins.start_session(s, now, guest=guest, expires_at=until)
    ).value
    return Person("deniz", Role.GUEST, guest.as_participant(), session)
