"""Counts are kept as long as they are true, and no longer."""

from datetime import timedelta

from sqlmodel import Session

from tests.boards.scenes import VERBS, a_scene
from tests.planning import Planning
from tests.statements import statements
from tracker.boards.plan_counts import PlanCounts
from tracker.store.agenda import Counts
from tracker.store.plans import plans_of


def counted(planning: Planning, counts: PlanCounts, days: int = 0) -> dict[str, Counts]:
    """By plan, as Anna finds them; `days`: so many from now."""

    def read(session: Session) -> dict[str, Counts]:
        found = plans_of(session, planning.people.anna)
        return dict(counts.of(session, found, planning.day + timedelta(days=days)))

    return planning.database.read_now(read)


def test_what_was_kept_is_what_is_counted_anew_after_each_verb(planning: Planning) -> None:
    scene, kept, seen = a_scene(planning), PlanCounts(), set()
    for verb, do in VERBS:
        do(scene)
        now = counted(planning, kept)
        assert now == counted(planning, PlanCounts()), verb
        seen.add(now[planning.plan_id])
    assert len(seen) > 5


def test_what_has_not_moved_is_not_counted_again(planning: Planning) -> None:
    planning.another_plan()
    planning.step("Einer")
    kept = PlanCounts()
    first = counted(planning, kept)
    with statements() as heard:
        assert counted(planning, kept) == first
    assert not [one for one in heard if "GROUP BY" in one]
    planning.step("Noch einer")
    with statements() as heard:
        assert counted(planning, kept)[planning.plan_id].open == first[planning.plan_id].open + 1
    assert len([one for one in heard if "GROUP BY" in one]) == 1


def test_another_day_is_counted_anew(planning: Planning) -> None:
    planning.step("Heute noch", words=planning.day.strftime("%d.%m.%Y"))
    kept = PlanCounts()
    late = [counted(planning, kept, days)[planning.plan_id].late for days in (0, 1, 0)]
    assert late == [0, 1, 0]
