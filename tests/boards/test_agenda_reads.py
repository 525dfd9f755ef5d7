"""What the start page asks the database: as often for one step as for many."""

from tests.planning import Planning
from tests.statements import statements
from tracker.boards.agenda import agenda
from tracker.boards.plan_counts import PlanCounts
from tracker.commands import ownerships


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
