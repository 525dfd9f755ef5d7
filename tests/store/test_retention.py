"""P40: a plan's history ends when its facilitators said, or two years after it was archived, and never by a clock that
is wrong for an hour; on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.planning import Planning
from tracker.commands import archives, reversals, steps
from tracker.domain.change import ChangeEntity
from tracker.domain.refusals import Refusal
from tracker.domain.retention import over_before
from tracker.domain.step import Step
from tracker.store.retention import forget_history

DAY, YEAR = timedelta(days=1), timedelta(days=366)


def look(planning: Planning) -> None:
    """What a server does every hour."""
    now = planning.time.now
    while planning.database.write_now(lambda session: forget_history(session, now)).value:
        pass


def days_on(planning: Planning, days: int) -> None:
    """A server runs so many days and looks once on each."""
    for _ in range(days):
        planning.time.jump(days=1)
        look(planning)


def keep(planning: Planning, years: int) -> None:
    by, plan = planning.people.anna, planning.plan_id
    planning.database.write_now(lambda s: archives.keep_for(s, by, plan, str(years)))


def archive(planning: Planning) -> None:
    by, plan, now = planning.people.anna, planning.plan_id, planning.time.now
    planning.database.write_now(lambda s: archives.archive(s, by, plan, now))


def past(planning: Planning) -> list[int]:
    return [change.rev for change in planning.changes()]


def test_by_default_all_stays_as_long_as_the_plan_runs(planning: Planning) -> None:
    planning.step("Alt")
    before = past(planning)
    planning.time.jump(days=20 * 365)
    days_on(planning, 10)
    assert past(planning) == before != []


def test_what_is_older_than_was_said_goes_and_the_plan_stays(planning: Planning) -> None:
    step = planning.step("Alt")
    planning.do(steps.retell, step, "Älter", None, None)
    keep(planning, 2)
    planning.time.jump(days=3 * 365)
    new = planning.step("Neu")
    rev = planning.rev
    days_on(planning, 9)
    assert past(planning) == [rev]
    assert {one.rev for one in planning.all(ChangeEntity) if one.feed == planning.feed} == {rev}
    assert {(one.id, one.title) for one in planning.all(Step)} == {(step, "Älter"), (new, "Neu")}
    with pytest.raises(Refusal):
        planning.do(reversals.undo, rev - 1)
    planning.do(steps.retell, step, "Geht weiter", None, None)
    assert past(planning) == [rev, rev + 1]


def test_two_years_after_it_was_archived_all_is_gone_unless_it_was_taken_back(planning: Planning) -> None:
    planning.step("Alt")
    archive(planning)
    days_on(planning, 8)
    planning.time.jump(days=2 * 365 - 20)
    days_on(planning, 10)
    assert past(planning) != []
    days_on(planning, 4)
    assert past(planning) == []


def test_another_plan_keeps_its_own(planning: Planning) -> None:
    planning.step("Hier")
    keep(planning, 2)
    first = planning.plan_id
    planning.enter(planning.another_plan())
    planning.step("Dort")
    planning.time.jump(days=3 * 365)
    days_on(planning, 9)
    assert len(past(planning)) == 1
    planning.enter(first)
    assert past(planning) == []


@pytest.mark.parametrize("jump", [30 * YEAR, -YEAR])
def test_a_clock_that_is_wrong_for_a_while_takes_nothing(planning: Planning, jump: timedelta) -> None:
    planning.step("Alt")
    keep(planning, 2)
    days_on(planning, 9)
    before = past(planning)
    right = planning.time.now
    planning.time.now = right + jump
    for _ in range(24):
        planning.time.jump(hours=1)
        look(planning)
    assert past(planning) == before != []
    planning.time.now = right + DAY
    days_on(planning, 10)
    assert past(planning) == before


def test_a_server_that_was_down_for_long_waits_a_week_again(planning: Planning) -> None:
    planning.step("Alt")
    keep(planning, 2)
    days_on(planning, 9)
    planning.time.jump(days=3 * 365)
    days_on(planning, 7)
    assert past(planning) != []
    days_on(planning, 2)
    assert past(planning) == []


def test_of_a_leap_day_the_day_before_is_meant() -> None:
    assert over_before(2, None, datetime(2028, 2, 29, tzinfo=UTC)) == datetime(2026, 2, 28, tzinfo=UTC)
    archived = datetime(2028, 2, 29, 12, tzinfo=UTC)
    assert over_before(0, archived, datetime(2030, 2, 28, 11, tzinfo=UTC)) is None
    end = datetime(2030, 2, 28, 12, tzinfo=UTC)
    assert over_before(0, archived, end) == end
