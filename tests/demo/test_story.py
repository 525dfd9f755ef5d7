"""On whatever day a demo starts, its plans look like real work and show every state a card can have."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from tracker.clock import Clock
from tracker.demo import sized_plan
from tracker.demo.people import find_network
from tracker.demo.relative_days import words_on
from tracker.demo.story import furnish
from tracker.domain.change import Change
from tracker.domain.completion import Completion, Drop
from tracker.domain.deadline import Lateness
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.meeting import Meeting
from tracker.domain.ownership import Ownership
from tracker.domain.party import Party
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.store.database import Database
from tracker.store.migrating import upgrade

Row = TypeVar("Row", bound=SQLModel)
STARTS = [
    datetime(2026, 11, 22, 9, tzinfo=UTC),
    datetime(2028, 2, 29, 9, tzinfo=UTC),
    datetime(2027, 1, 1, 0, 30, tzinfo=UTC),
]


@pytest.fixture(scope="module", params=STARTS, ids=lambda start: f"{start:%Y-%m-%d}")
def started(request: pytest.FixtureRequest) -> datetime:
    """The moment at which a demo starts."""
    moment: datetime = request.param
    return moment


@pytest.fixture(scope="module")
def database(started: datetime, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A furnished database."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'tracker.db'}"
    upgrade(url)
    furnish(url, started)
    database = Database(url, Clock(lambda: started).both)
    yield database
    database.close()


def test_every_plan_was_agreed_three_weeks_ago_and_meets_again(database: Database, started: datetime) -> None:
    today = Clock(lambda: started).day()
    plans, meetings = rows(database, Plan), rows(database, Meeting)
    assert [plan.agreed for plan in plans] == [today - timedelta(weeks=3)] * 5
    assert {meeting.plan_id for meeting in meetings} == {plan.id for plan in plans}
    assert all(meeting.deadline_first and meeting.deadline_first > today for meeting in meetings)


def test_something_is_late_something_due_and_something_asks(database: Database, started: datetime) -> None:
    today = Clock(lambda: started).day()
    shown = [step for step in rows(database, Step) if step.id not in done(database)]
    late = [step.deadline.lateness(today) for step in shown if step.deadline]
    assert set(late) == set(Lateness)
    for plan in rows(database, Plan):
        states = {s.deadline.lateness(today) for s in shown if s.plan_id == plan.id and s.deadline}
        assert {Lateness.LATE, Lateness.NOW} & states, plan.title


def test_every_shape_of_a_span_is_shown(database: Database) -> None:
    shapes = {step.deadline.shape if step.deadline else "" for step in rows(database, Step)}
    assert shapes >= {"day", "week", "month", "quarter", "half", "year", "ongoing", "none", ""}
    assert shapes & {"early", "middle", "end"}


def test_owners_have_said_everything_one_can_say(database: Database) -> None:
    owners = rows(database, Ownership)
    assert {owner.answer for owner in owners} == {"asked", "accepted", "declined"}
    assert {owner.role for owner in owners} == {"lead", "with", "involve"}
    assert {party.sort for party in rows(database, Party)} == {"person", "organisation", "group"}
    assert {step.id for step in rows(database, Step)} > {owner.step_id for owner in owners}


def test_what_was_done_happened_since_and_has_a_result(database: Database, started: datetime) -> None:
    for completion in rows(database, Completion):
        assert completion.result
        assert started - timedelta(weeks=3) < completion.at <= started
    assert len(rows(database, Completion)) >= 5
    assert len(rows(database, Drop)) == 1


def test_it_all_happened_one_after_the_other_in_the_history(database: Database) -> None:
    for plan in rows(database, Plan):
        changes = sorted(
            (c for c in rows(database, Change) if c.feed == f"plan:{plan.id}"), key=lambda c: c.rev
        )
        assert [change.rev for change in changes] == list(range(1, plan.rev + 1))
        assert changes[0].verb == "plan_started"
        moments = [change.at for change in changes]
        assert moments == sorted(moments)
        assert len(set(moments)) == len(moments)


def test_a_plan_of_any_size_can_be_had_for_measuring(database: Database, started: datetime) -> None:
    network = database.read_now(find_network)
    assert network is not None
    plan_id = sized_plan(database, network.id, started, started.date(), steps=25)
    steps = [step for step in rows(database, Step) if step.plan_id == plan_id]
    assert len(steps) == 25
    assert all(step.deadline and step.deadline.first for step in steps)
    assert len({step.stage_id for step in steps}) == 5


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("{day-30}", date(2026, 12, 16), date(2026, 12, 16)),
        ("{week-3}", date(2026, 12, 21), date(2026, 12, 27)),
        ("im {month-1}", date(2026, 12, 1), date(2026, 12, 31)),
        ("im {month+12}", date(2028, 1, 1), date(2028, 1, 31)),
        ("{quarter-1}", date(2026, 10, 1), date(2026, 12, 31)),
        ("{half+1}", date(2027, 7, 1), date(2027, 12, 31)),
        ("{year+1}", date(2028, 1, 1), date(2028, 12, 31)),
    ],
)
def test_days_are_counted_from_today(words: str, first: date, last: date) -> None:
    today = date(2027, 1, 15)
    deadline = read_deadline(words_on(today, words), today)
    assert deadline is not None
    assert (deadline.first, deadline.last) == (first, last)


def rows(database: Database, table: type[Row]) -> list[Row]:
    with database.reading() as session:
        return list(session.execute(select(table)).scalars())


def done(database: Database) -> set[str]:
    return {completion.step_id for completion in rows(database, Completion)}
