"""What people do with steps, as it is stored."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.planning import Planning, set_next_meeting
from tracker.commands import parties, steps
from tracker.domain.change import Verb
from tracker.domain.completion import Completion, Drop
from tracker.domain.edit import Edit
from tracker.domain.party import StepTheme
from tracker.domain.refusals import Forbidden, Gone, Invalid, NotFound
from tracker.domain.step import Step
from tracker.store.cards import find_cards


def last_verb(planning: Planning) -> str:
    return planning.changes()[-1].verb


def test_a_step_is_added_to_the_first_stage_unless_another_is_named(planning: Planning) -> None:
    planning.do(steps.add, "Einfach so")
    planning.step("In Arbeit", "working")
    assert (planning.titles("gathered"), planning.titles("working")) == (["Einfach so"], ["In Arbeit"])


def test_a_step_is_added_with_its_deadline_in_words(planning: Planning) -> None:
    step = planning.one(Step, planning.step(words="voraussichtlich im Mai"))
    assert step.deadline
    assert (step.deadline.words, step.deadline.tentative, step.deadline_rev) == (
        "voraussichtlich im Mai", True, 1
    )  # fmt: skip
    assert planning.one(Step, planning.step(words="  ")).deadline is None


def test_a_step_added_to_the_last_stage_is_done(planning: Planning) -> None:
    step_id = planning.step("Schon fertig", "done")
    assert [done.step_id for done in planning.all(Completion)] == [step_id]
    assert last_verb(planning) == Verb.STEP_ADDED
    planning.do(steps.reopen, step_id)
    assert planning.titles("working") == ["Schon fertig"]


def test_completing_puts_the_step_on_top_of_the_done_ones(planning: Planning) -> None:
    for title in ("a", "b"):
        planning.do(steps.complete, planning.step(title), "40 waren da")
    assert planning.titles("done") == ["b", "a"]
    done = planning.all(Completion)[0]
    assert (done.by, done.by_name, done.result, done.day) == (
        planning.people.anna.key, "Anna", "40 waren da", planning.day
    )  # fmt: skip


def test_a_second_completion_rewrites_the_result_and_moves_nothing(planning: Planning) -> None:
    first, second = planning.step("a"), planning.step("b")
    planning.do(steps.complete, first, "40 waren da")
    planning.do(steps.complete, second)
    planning.do(steps.complete, first, "50 waren da", by=planning.people.bernd)
    assert planning.titles("done") == ["b", "a"]
    assert planning.one(Completion, first).result == "50 waren da"


def test_reopening_leads_back_to_where_the_step_came_from(planning: Planning) -> None:
    step_id = planning.step("a", "waiting")
    planning.do(steps.complete, step_id)
    planning.do(steps.reopen, step_id)
    assert (planning.titles("waiting"), planning.all(Completion)) == (["a"], [])
    planning.do(steps.complete, step_id)
    planning.do(steps.reopen, step_id, planning.stages["agreed"])
    assert planning.titles("agreed") == ["a"]


def test_reopening_what_is_open_or_into_done_is_no_trap(planning: Planning) -> None:
    step_id = planning.step("a", "waiting")
    assert planning.do(steps.reopen, step_id).revs == {}
    planning.do(steps.complete, step_id)
    planning.do(steps.reopen, step_id, planning.stages["done"])
    assert planning.titles("working") == ["a"]


def test_dragging_into_done_and_out_is_a_completion_and_its_end(planning: Planning) -> None:
    step_id = planning.step("a")
    planning.do(steps.place, step_id, planning.stages["done"])
    assert len(planning.all(Completion)) == 1
    planning.do(steps.place, step_id, planning.stages["agreed"])
    assert planning.all(Completion) == []


def test_a_dropped_step_leaves_the_board_with_its_reason_and_comes_back(planning: Planning) -> None:
    step_id = planning.step("a", "working")
    planning.do(steps.drop, step_id, "fehlt Geld")
    assert (planning.titles("working"), planning.one(Drop, step_id).reason) == ([], "fehlt Geld")
    planning.do(steps.restore, step_id)
    planning.do(steps.drop, step_id, "immer noch")
    planning.do(steps.restore, step_id)
    assert (planning.titles("working"), planning.all(Drop)) == (["a"], [])


def test_a_completed_step_comes_back_from_the_trash_completed(planning: Planning) -> None:
    step_id = planning.step("a")
    planning.do(steps.complete, step_id, "40 waren da")
    planning.do(steps.trash, step_id)
    assert planning.titles("done") == []
    planning.do(steps.restore, step_id)
    assert planning.titles("done") == ["a"]
    assert planning.one(Completion, step_id).result == "40 waren da"


def test_numbers_are_never_used_again(planning: Planning) -> None:
    planning.do(steps.trash, planning.step("a"))
    assert planning.one(Step, planning.step("b")).number == 2


def test_themes_of_a_step_are_set_as_a_whole_and_only_from_its_plan(planning: Planning) -> None:
    step_id = planning.step("a")
    one, two = (planning.do(parties.add_theme, name).made for name in ("Tools", "Netzwerk"))
    planning.do(steps.set_themes, step_id, [one, two])
    planning.do(steps.set_themes, step_id, [two])
    assert [(row.step_id, row.theme_id) for row in planning.all(StepTheme)] == [(step_id, two)]
    assert planning.do(steps.set_themes, step_id, [two, two]).revs == {}
    with pytest.raises(Invalid) as refused:
        planning.do(steps.set_themes, step_id, [two, "000000000000"])
    assert (refused.value.field, refused.value.reason) == ("themes", "unknown")
    with pytest.raises(Forbidden):
        planning.do(steps.set_themes, step_id, ["000000000000"], by=planning.people.guel)
    planning.do(steps.set_themes, step_id, [])
    assert planning.all(StepTheme) == []


def test_a_deadline_is_set_taken_away_and_given_a_reason(planning: Planning) -> None:
    step_id = planning.step("a")
    planning.do(steps.set_deadline, step_id, "im Mai", None)
    planning.do(steps.set_deadline, step_id, "im Juni", None, "  Urlaub ")
    assert {effect.field: effect.now for effect in planning.last_effects()}["reason"] == "Urlaub"
    assert planning.do(steps.set_deadline, step_id, "im Juni", None, "noch ein Grund").revs == {}
    planning.do(steps.set_deadline, step_id, "", None)
    assert planning.one(Step, step_id).deadline is None


def test_by_the_next_meeting_is_the_meetings_day(planning: Planning) -> None:
    step_id = planning.step("a", words="bis zum nächsten Treffen")
    waiting = planning.one(Step, step_id).deadline
    assert waiting
    assert (waiting.next_meeting, waiting.last) == (True, None)
    planning.do(set_next_meeting, "", "12.06.2026", None)
    known = planning.step("b", words="bis zum nächsten Treffen")
    lasts = [planning.one(Step, id).deadline_last for id in (step_id, known)]
    assert [str(last) for last in lasts] == ["2026-06-12"] * 2


COMMANDS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (steps.retell, ("Neu", None, None)),
    (steps.place, ("STAGE",)),
    (steps.set_deadline, ("im Mai", None)),
    (steps.complete, ()),
    (steps.reopen, ()),
    (steps.drop, ("fehlt Geld",)),
    (steps.set_themes, ([],)),
]
ALWAYS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [(steps.trash, ()), (steps.restore, ())]


def values(planning: Planning, args: tuple[Any, ...]) -> list[Any]:
    return [planning.stages["working"] if arg == "STAGE" else arg for arg in args]


@pytest.mark.parametrize(("command", "args"), [*COMMANDS, *ALWAYS])
def test_who_does_not_see_the_plan_finds_nothing_and_a_reader_may_not(
    planning: Planning, command: Callable[..., Any], args: tuple[Any, ...]
) -> None:
    people, step_id = planning.people, planning.step("a")
    for foreign in (people.clara, people.frida, people.nobody):
        with pytest.raises(NotFound):
            planning.do(command, step_id, *values(planning, args), by=foreign)
    with pytest.raises(Forbidden):
        planning.do(command, step_id, *values(planning, args), by=people.guel)
    for unknown in ("000000000000", "", "nonsense"):
        with pytest.raises(NotFound):
            planning.do(command, unknown, *values(planning, args))
    assert planning.rev == 1


@pytest.mark.parametrize(("command", "args"), COMMANDS)
def test_what_somebody_trashed_meanwhile_is_gone(
    planning: Planning, command: Callable[..., Any], args: tuple[Any, ...]
) -> None:
    step_id = planning.step("a")
    planning.do(steps.trash, step_id, by=planning.people.bernd)
    with pytest.raises(Gone):
        planning.do(command, step_id, *values(planning, args))
    assert planning.rev == 2


def test_a_step_of_another_plan_is_not_found_through_this_one(planning: Planning) -> None:
    """P1: an id never chooses the plan."""

    step_id = planning.step("a")
    other = planning.another_plan()

    def through_the_other(session: Any, edit: Edit) -> None:
        steps.retell(session, edit, other, step_id, "Neu", None, None)

    with pytest.raises(NotFound):
        planning.database.write_now(through_the_other, feeds=(f"plan:{other}",), by=planning.people.anna)
    assert planning.database.read_now(find_cards, other) == []


def test_a_stage_of_another_plan_takes_no_step(planning: Planning) -> None:
    with pytest.raises(NotFound):
        planning.do(steps.place, planning.step("a"), "000000000000")
    with pytest.raises(NotFound):
        planning.do(steps.add, "b", "000000000000")


def test_a_guest_writes_and_moves_but_does_not_take_away(planning: Planning) -> None:
    deniz = planning.people.deniz
    step_id = planning.do(steps.add, "Vom Tisch", by=deniz).made
    planning.do(steps.retell, step_id, "Vom Tisch 3", None, None, by=deniz)
    planning.do(steps.complete, step_id, by=deniz)
    assert planning.one(Completion, step_id).by_name == "Deniz"
    for command, args in ((steps.trash, ()), (steps.drop, ("weil",))):
        with pytest.raises(Forbidden):
            planning.do(command, step_id, *args, by=deniz)


def test_a_coordinator_of_the_network_may_do_everything(planning: Planning) -> None:
    step_id = planning.do(steps.add, "Von oben", by=planning.people.emil).made
    planning.do(steps.trash, step_id, by=planning.people.emil)
    assert planning.titles("gathered") == []
