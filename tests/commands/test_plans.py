"""Starting a plan, its head and its next meeting."""

import pytest

from tests.planning import NOON, Planning, set_next_meeting
from tracker.commands import plans, steps
from tracker.domain.meeting import Meeting
from tracker.domain.network import Region
from tracker.domain.plan import MOST_PLANS, Plan, start_plan
from tracker.domain.refusals import Clash, Forbidden, Full, Invalid, NotFound
from tracker.domain.stage import StageKind
from tracker.domain.step import Step
from tracker.store.outcome import Told
from tracker.store.plans import stages_of


def region_id(planning: Planning) -> str:
    return planning.one(Plan, planning.plan_id).region_id


def start(planning: Planning, who: str, title: str = "Ein zweiter") -> Plan:
    by = getattr(planning.people, who)
    region = region_id(planning)
    return planning.database.write_now(lambda s: plans.start(s, by, region, title, "de", NOON)).value


def test_a_facilitator_starts_a_plan_with_the_usual_stages(planning: Planning) -> None:
    plan = start(planning, "anna")
    stages = planning.database.read_now(stages_of, plan.id)
    assert [stage.kind for stage in stages] == list(StageKind)
    assert (plan.rev, {stage.rev for stage in stages}) == (0, {0})


async def test_all_who_may_read_a_new_plan_hear_of_it_and_nobody_else(planning: Planning) -> None:
    told: list[Told] = []
    planning.database.listen(told.append)
    by, region = planning.people.anna, region_id(planning)
    await planning.database.write(lambda s: plans.start(s, by, region, "Ein zweiter", "de", NOON))
    with pytest.raises(Forbidden):
        await planning.database.write(
            lambda s: plans.start(s, planning.people.bernd, region, "Noch einer", "de", NOON)
        )
    people = planning.people
    readers = (people.anna, people.bernd, people.guel, people.emil)
    assert [one.more for one in told] == [{who.key for who in readers}]


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("bernd", Forbidden),
        ("guel", Forbidden),
        ("clara", NotFound),
        ("deniz", NotFound),
        ("nobody", NotFound),
    ],
)
def test_nobody_else_starts_one(planning: Planning, who: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        start(planning, who)
    assert len(planning.all(Plan)) == 1


def test_a_region_that_is_not_there_has_no_plans(planning: Planning) -> None:
    with pytest.raises(NotFound):
        planning.database.write_now(
            lambda s: plans.start(s, planning.people.emil, "000000000000", "a", "de", NOON)
        )


def test_a_network_holds_so_many_plans_and_no_more(planning: Planning) -> None:
    region = region_id(planning)
    planning.database.write_now(
        lambda s: s.add_all(start_plan(region, f"Plan {n}", NOON) for n in range(MOST_PLANS - 2))
    )
    start(planning, "anna", "Der letzte")
    with pytest.raises(Full):
        start(planning, "anna", "Einer zu viel")


def test_the_head_is_edited_by_its_facilitator_with_a_clash_where_two_write_the_same(
    planning: Planning,
) -> None:
    planning.do(plans.edit_head, {"goal": "Ein Ziel", "period": "2026"}, None, by=planning.people.emil)
    with pytest.raises(Clash) as clash:
        planning.do(plans.edit_head, {"goal": "Mein Ziel", "title": "Neu"}, 0)
    assert [(one.kind, one.field, one.theirs, one.was, one.by) for one in clash.value.clashes] == [
        ("plan", "goal", "Ein Ziel", "", "Emil")
    ]
    planning.do(plans.edit_head, {"title": "Neu", "goal": ""}, 0)
    plan = planning.one(Plan, planning.plan_id)
    assert (plan.title, plan.goal, plan.rev, plan.head_rev) == ("Neu", "Ein Ziel", 2, 2)
    with pytest.raises(Forbidden):
        planning.do(plans.edit_head, {"title": "Neuer"}, None, by=planning.people.bernd)


def test_a_plan_has_one_next_meeting_and_the_head_shows_it(planning: Planning) -> None:
    first = planning.do(set_next_meeting, "Folgetreffen", "12.06.2026", None)
    moved = planning.do(set_next_meeting, "Folgetreffen", "19.06.2026", 1)
    meetings = planning.all(Meeting)
    assert [(one.id, one.title, str(one.deadline_last)) for one in meetings] == [
        (first.made, "Folgetreffen", "2026-06-19")
    ]
    assert moved.made == ""
    assert planning.one(Plan, planning.plan_id).head_rev == 2
    assert planning.do(set_next_meeting, "Folgetreffen", "19.06.2026", None).revs == {}


def test_an_empty_meeting_makes_none(planning: Planning) -> None:
    assert planning.do(set_next_meeting, "", " ", None).revs == {}
    assert planning.all(Meeting) == []


def test_steps_by_the_next_meeting_follow_it_when_it_moves(planning: Planning) -> None:
    follows = planning.step("a", words="bis zum nächsten Treffen")
    fixed = planning.step("b", words="12.03.2027")
    done = planning.step("c", words="beim nächsten Treffen")
    planning.do(steps.complete, done)
    for day in ("2026-06-12", "2026-06-19"):
        planning.do(set_next_meeting, "Folgetreffen", day, None)
        step = planning.one(Step, follows)
        assert (str(step.deadline_last), step.rev, step.deadline_rev) == (day, planning.rev, 1)
        assert step.deadline_words == "bis zum nächsten Treffen"
    assert planning.one(Step, fixed).rev == 2
    assert planning.one(Step, done).deadline_last is None
    assert [(e.kind, e.field) for e in planning.last_effects()] == [
        ("meeting", "deadline"),
        ("step", "deadline"),
    ]
    planning.do(set_next_meeting, "Folgetreffen", "", None)
    gone = planning.one(Step, follows).deadline
    assert gone
    assert (gone.last, gone.next_meeting) == (None, True)


def test_renaming_the_meeting_moves_no_step(planning: Planning) -> None:
    planning.do(set_next_meeting, "Treffen", "12.06.2026", None)
    step_id = planning.step("a", words="bis zum nächsten Treffen")
    planning.do(set_next_meeting, "Folgetreffen", "12.06.2026", None)
    assert planning.one(Step, step_id).rev == 2


def test_a_guest_sets_no_meeting_and_its_title_has_a_limit(planning: Planning) -> None:
    with pytest.raises(Forbidden):
        planning.do(set_next_meeting, "", "12.06.2026", None, by=planning.people.deniz)
    with pytest.raises(Invalid):
        planning.do(set_next_meeting, "x" * 201, "12.06.2026", None)
    assert planning.one(Region, region_id(planning)).name == "Nordrhein-Westfalen"
