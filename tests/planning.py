"""A plan on a real database and the people around it: what tests of store, commands and boards begin with."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select
from sqlmodel import Session, SQLModel, col

from tracker.clock import Clock
from tracker.commands import meetings, moves, steps
from tracker.commands.memberships import put_membership
from tracker.commands.networks import add_network, member_by_address, put_region
from tracker.commands.plans import put_plan
from tracker.domain.change import Change, Effect, read_effects
from tracker.domain.edit import Edit
from tracker.domain.member import Guest
from tracker.domain.network import Region
from tracker.domain.participant import NOBODY, Participant
from tracker.domain.permissions import Action, Role, may
from tracker.domain.plan import Plan
from tracker.store.cards import step_marks
from tracker.store.changes import FeedHead, feed_head
from tracker.store.database import Database
from tracker.store.members import role_on_plan
from tracker.store.outcome import Written
from tracker.store.plans import feed_of, next_meeting, stages_of

Model = TypeVar("Model", bound=SQLModel)

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)  # a Monday, noon in Berlin


class Time:
    """A clock's source that goes on one second with each look, and jumps when told to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def jump(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass(frozen=True)
class People:
    """The cast of the handler tests, as far as this plan knows them."""

    anna: Participant
    """Facilitates the region."""
    bernd: Participant
    """Edits there."""
    guel: Participant
    """Just looks."""
    clara: Participant
    """Belongs to another region and sees nothing."""
    deniz: Participant
    """A guest by link."""
    emil: Participant
    """Coordinates the network."""
    frida: Participant
    """Coordinates a foreign one."""
    nobody: Participant = NOBODY


class Planning:
    """One plan of one region. `do` carries a command out on it, by Anna unless somebody else is named."""

    def __init__(self, database: Database, time: Time) -> None:
        self.database, self.time = database, time
        self.people, self.plan_id = database.write_now(lambda session: _begin(session, NOON)).value
        self.stages = {stage.kind: stage.id for stage in database.read_now(stages_of, self.plan_id)}

    @property
    def feed(self) -> str:
        return feed_of(self.plan_id)

    @property
    def rev(self) -> int:
        return self._head().rev

    @property
    def epoch(self) -> str:
        return self._head().epoch

    @property
    def day(self) -> date:
        """Today in Berlin."""
        return Clock(lambda: self.time.now).day()

    def do(self, command: Callable[..., Any], *args: Any, by: Participant | None = None) -> Written[Any]:
        """Carry out a command on the plan."""
        wanted = self._on_plan(command, args)
        return self.database.write_now(wanted, feeds=(self.feed,), by=by or self.people.anna)

    async def send(
        self,
        command: Callable[..., Any],
        *args: Any,
        by: Participant | None = None,
        key: str = "",
        body: bytes = b"",
    ) -> Written[Any]:
        """The same from the loop, as a handler does it."""
        wanted, author = self._on_plan(command, args), by or self.people.anna
        return await self.database.write(wanted, feeds=(self.feed,), by=author, key=key, body=body)

    def step(self, title: str = "Kick-off", stage: str = "gathered", words: str = "") -> str:
        """A new step's id."""
        return str(self.do(steps.add, title, self.stages[stage], words).value)

    def another_plan(self) -> str:
        """The id of a second, empty plan of the same region."""
        region = self.one(Plan, self.plan_id).region_id

        def command(session: Session) -> str:
            return put_plan(session, session.get_one(Region, region), "Ein zweiter", NOON).id

        return str(self.database.write_now(command).value)

    def enter(self, plan_id: str) -> None:
        """Go on in another plan."""
        self.plan_id = plan_id
        self.stages = {stage.kind: stage.id for stage in self.database.read_now(stages_of, plan_id)}

    def move(self, step: str, to: str, by: Participant | None = None, away_from: str = "") -> Written[Any]:
        """Move a step, of this plan unless another is named, to the plan `to`."""
        here = away_from or self.plan_id
        return self.database.write_now(
            lambda session, edit, there: moves.move(session, edit, here, step, to, there),
            feeds=(feed_of(here), feed_of(to)),
            by=by or self.people.anna,
        )

    def titles(self, stage: str) -> list[str]:
        """The titles in the stage of a kind, in their order."""
        return self.titles_in(self.stages[stage])

    def titles_in(self, stage_id: str) -> list[str]:
        """The titles in a stage, in their order."""
        marks = self.database.read_now(step_marks, self.plan_id)
        return [mark.title for mark in marks if mark.stage_id == stage_id]

    def one(self, model: type[Model], id: str) -> Model:
        """A row as it stands."""
        found: Model = self.database.read_now(lambda session: session.get_one(model, id))
        return found

    def all(self, model: type[Model]) -> Sequence[Model]:
        """Every row of a table."""
        return self.database.read_now(lambda session: session.execute(select(model)).scalars().all())

    def changes(self) -> Sequence[Change]:
        """The plan's history from its beginning."""
        of_plan = select(Change).where(col(Change.feed) == self.feed).order_by(col(Change.rev))
        return self.database.read_now(lambda session: session.execute(of_plan).scalars().all())

    def last_effects(self) -> list[Effect]:
        """What the last command changed."""
        return read_effects(self.changes()[-1].effects)

    def _head(self) -> FeedHead:
        head = self.database.read_now(feed_head, self.plan_id)
        assert head
        return head

    def _on_plan(self, command: Callable[..., Any], args: tuple[Any, ...]) -> Callable[..., Any]:
        return lambda session, edit: command(session, edit, self.plan_id, *args)


@contextmanager
def planning_on(url: str, busy_ms: int = 5_000) -> Iterator[Planning]:
    """A plan on a migrated, empty database."""
    time = Time()
    planning = Planning(Database(url, Clock(time).both, busy_ms), time)
    try:
        yield planning
    finally:
        planning.database.close()


def _begin(session: Session, now: datetime) -> tuple[People, str]:
    network = add_network(session, "Netz", "emil@example.org", "Emil", now)
    add_network(session, "Anderswo", "frida@example.org", "Frida", now)
    here, there = (put_region(session, network.id, name) for name in ("Nordrhein-Westfalen", "Hessen"))
    plan = put_plan(session, here, "Kooperation mit dem Handwerk", now)

    def member(name: str, role: Role, region_id: str) -> Participant:
        made = member_by_address(session, f"{name.lower().replace('ü', 'ue')}@example.org", name, now)
        put_membership(session, made, role, region_id=region_id)
        return made.as_participant()

    def coordinator(name: str) -> Participant:
        return member_by_address(session, f"{name.lower()}@example.org", name, now).as_participant()

    deniz = Guest(plan_id=plan.id, name="Deniz", expires_at=now + timedelta(days=1))
    session.add(deniz)
    session.flush()
    people = People(
        anna=member("Anna", Role.FACILITATOR, here.id),
        bernd=member("Bernd", Role.EDITOR, here.id),
        guel=member("Gül", Role.READER, here.id),
        clara=member("Clara", Role.FACILITATOR, there.id),
        deniz=deniz.as_participant(),
        emil=coordinator("Emil"),
        frida=coordinator("Frida"),
    )
    return people, plan.id


def set_next_meeting(
    session: Session, edit: Edit, plan_id: str, title: str, words: str, base: int | None
) -> None:
    """The next meeting, made when there is none."""
    known = next_meeting(session, plan_id, edit.today)
    if known:
        meetings.rewrite(session, edit, plan_id, known.id, words, {"title": title}, base)
    elif may(role_on_plan(session, edit.by, plan_id), Action.SET_MEETING) and not title + words.strip():
        return
    else:
        meetings.add(session, edit, plan_id, words, {"title": title})
