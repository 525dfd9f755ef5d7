"""What the start page asks the database: as often for one step as for many, and nothing about what is not mine."""

import pytest
from sqlmodel import Session

from tests.planning import Planning
from tests.statements import statements
from tracker.boards.agenda import agenda
from tracker.boards.plan_counts import PlanCounts
from tracker.commands import ownerships
from tracker.store.engines import is_sqlite
from tracker.store.my_steps import asked_by_me, to_ask

PLANS = [f"plan{n}" for n in range(40)]


def asked(planning: Planning) -> list[str]:
    """What Anna's start page asks."""
    with statements() as heard:
        page = planning.database.read_now(agenda, planning.people.anna, "de", planning.day, PlanCounts())
    assert page.rows
    return heard


def test_many_steps_in_many_plans_are_read_with_as_few_statements_as_one(planning: Planning) -> None:
    planning.do(ownerships.take, planning.step("Einer"))
    of_one = asked(planning)
    for plan in [planning.another_plan() for _ in range(3)]:
        planning.enter(plan)
        for n in range(4):
            planning.do(ownerships.take, planning.step(f"Schritt {n}", words="Mai 2026"))
    assert len(asked(planning)) == len(of_one) <= 14


@pytest.mark.parametrize(
    ("finder", "index"),
    [(asked_by_me, "ix_ownership_asked_by"), (to_ask, "ix_follow_up_asker_id")],
)
def test_what_one_asked_of_others_is_found_without_reading_their_plans(
    planning: Planning, finder: object, index: str
) -> None:
    if not is_sqlite(planning.database.url):
        pytest.skip("a small table of PostgreSQL is read as a whole")
    with statements() as heard:
        planning.database.read_now(finder, planning.people.anna.id, PLANS)  # type: ignore[arg-type]
    [sent] = [one for one in heard if one.startswith("SELECT")]
    ways = planning.database.read_now(explained, sent)
    assert any(index in way for way in ways), ways


def explained(session: Session, sent: str) -> list[str]:
    """How SQLite goes about a statement; what is filled into it does not matter."""
    rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sent}", ("",) * sent.count("?"))
    return [row[3] for row in rows]
