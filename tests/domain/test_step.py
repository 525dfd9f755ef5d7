"""What can be done with a step, and what follows from it."""

from collections.abc import Callable

import pytest

from tests.domain.samples import NOW, a_plan, a_step, an_edit, said, stages
from tracker.domain.change import Verb
from tracker.domain.deadline import Deadline
from tracker.domain.edit import Edit
from tracker.domain.permissions import LOWEST, ROLES, Action, Role
from tracker.domain.plan import MOST_STEPS
from tracker.domain.refusals import Forbidden, Full, Gone, Invalid
from tracker.domain.stage import Stage
from tracker.domain.step import Step

Around = dict[str, Stage]
ON_BOARD: list[tuple[Action, Callable[[Step, Edit, Around], object]]] = [
    (Action.EDIT_STEP, lambda step, edit, around: step.retell(edit, "Neu", None, None)),
    (Action.EDIT_STEP, lambda step, edit, around: step.set_deadline(edit, Deadline("bald"), None)),
    (Action.PLACE_STEP, lambda step, edit, around: step.place(edit, around["working"], "k")),
    (Action.COMPLETE_STEP, lambda step, edit, around: step.complete(edit, around["done"], "k", "")),
    (Action.COMPLETE_STEP, lambda step, edit, around: step.reopen(edit, around["working"], "k")),
    (Action.DROP_STEP, lambda step, edit, around: step.drop(edit, "fehlt Geld")),
    (Action.EDIT_STEP, lambda step, edit, around: a_plan().set_themes(edit, step, set(), {"t"})),
]


@pytest.mark.parametrize(("action", "verb"), ON_BOARD)
def test_a_verb_asks_for_its_right_before_anything_else(
    action: Action, verb: Callable[[Step, Edit, Around], object]
) -> None:
    step, around = a_step()
    step.trashed_at = NOW
    below = ROLES[ROLES.index(LOWEST[action]) - 1]
    with pytest.raises(Forbidden):
        verb(step, an_edit(below), around)


@pytest.mark.parametrize(("action", "verb"), ON_BOARD)
@pytest.mark.parametrize("away", ["trashed", "dropped"])
def test_what_has_left_the_board_is_gone_for_every_verb(
    action: Action, verb: Callable[[Step, Edit, Around], object], away: str
) -> None:
    step, around = a_step("Kick-off")
    step.trash(an_edit()) if away == "trashed" else step.drop(an_edit(), "fehlt Geld")
    edit = an_edit(rev=20)
    with pytest.raises(Gone) as gone:
        verb(step, edit, around)
    assert gone.value.values == {"title": "Kick-off"}
    assert (edit.effects, step.rev) == ([], 10)


def test_a_new_step_takes_the_next_number_and_says_all_it_is() -> None:
    plan = a_plan()
    edit = an_edit(rev=3)
    step = plan.add_step(edit, "  Kick-off ", stages(plan)["agreed"], "i", "Bei der Kammer")
    assert (step.number, step.title, step.rev, step.title_rev, plan.next_number) == (1, "Kick-off", 3, 3, 2)
    assert (edit.made, edit.verb) == (step.id, Verb.STEP_ADDED)
    assert said(edit) == [
        ("present", False, True),
        ("title", None, "Kick-off"),
        ("stage_id", None, step.stage_id),
        ("order_key", None, "i"),
        ("text", None, "Bei der Kammer"),
    ]


def test_a_plan_holds_so_many_steps_and_no_more() -> None:
    plan = a_plan()
    plan.next_number = MOST_STEPS
    plan.add_step(an_edit(), "Der letzte", stages(plan)["agreed"], "i")
    with pytest.raises(Full):
        plan.add_step(an_edit(), "Einer zu viel", stages(plan)["agreed"], "i")


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_step_needs_a_title_within_the_limit(title: str) -> None:
    step, _ = a_step()
    with pytest.raises(Invalid):
        step.retell(an_edit(), title, None, None)


def test_moving_into_done_completes_and_moving_out_reopens() -> None:
    step, around = a_step()
    step.place(an_edit(rev=11), around["done"], "k")
    done = step.completion
    assert done is not None
    assert (done.by_name, done.result, done.from_stage_id) == ("Anna", "", around["gathered"].id)
    edit = an_edit(rev=12)
    step.place(edit, around["waiting"], "m")
    assert (step.completion, step.stage_id, step.rev) == (None, around["waiting"].id, 12)
    assert said(edit)[-1][0] == "completion"


def test_moving_within_done_keeps_the_completion() -> None:
    step, around = a_step()
    step.complete(an_edit(rev=11), around["done"], "k", "40 waren da")
    step.place(an_edit(rev=12), around["done"], "m")
    assert step.completion
    assert step.completion.result == "40 waren da"


def test_a_second_completion_only_rewrites_the_result() -> None:
    step, around = a_step()
    step.complete(an_edit(rev=11), around["done"], "k", "40 waren da")
    edit = an_edit(rev=12)
    step.complete(edit, around["done"], "zz", "50 waren da")
    assert step.order_key == "k"
    assert [(field, was["result"], now["result"]) for field, was, now in said(edit)] == [
        ("completion", "40 waren da", "50 waren da")
    ]
    again = an_edit(rev=13)
    step.complete(again, around["done"], "zz", "50 waren da")
    assert (again.effects, step.rev) == ([], 12)


def test_reopening_puts_the_step_where_it_is_told() -> None:
    step, around = a_step()
    step.complete(an_edit(rev=11), around["done"], "k", "")
    step.reopen(an_edit(rev=12), around["working"], "m")
    assert (step.completion, step.stage_id) == (None, around["working"].id)


def test_dropping_needs_a_reason_and_restoring_takes_it_back() -> None:
    step, _ = a_step()
    with pytest.raises(Invalid) as refused:
        step.drop(an_edit(), "  ")
    assert (refused.value.field, refused.value.reason) == ("reason", "empty")
    step.drop(an_edit(rev=11), "fehlt Geld")
    assert not step.on_board
    edit = an_edit(rev=12)
    step.restore(edit)
    assert (step.on_board, step.drop_, step.rev) == (True, None, 12)
    assert [(field, was["reason"], now) for field, was, now in said(edit)] == [("drop", "fehlt Geld", None)]


def test_trashing_twice_or_restoring_what_is_there_changes_nothing() -> None:
    step, _ = a_step()
    step.trash(an_edit(rev=11))
    again = an_edit(rev=12)
    step.trash(again)
    assert (again.effects, step.rev, step.on_board) == ([], 11, False)
    step.restore(an_edit(rev=13))
    nothing = an_edit(rev=14)
    step.restore(nothing)
    assert (nothing.effects, step.rev, step.on_board) == ([], 13, True)


def test_what_was_dropped_and_trashed_comes_back_whole() -> None:
    step, _ = a_step()
    step.drop(an_edit(rev=11), "fehlt Geld")
    step.trash(an_edit(rev=12))
    edit = an_edit(rev=13)
    step.restore(edit)
    assert step.on_board
    assert [field for field, _, _ in said(edit)] == ["drop", "present"]


@pytest.mark.parametrize("verb", [Step.trash, Step.restore])
def test_a_guest_neither_trashes_nor_restores(verb: Callable[[Step, Edit], None]) -> None:
    step, _ = a_step()
    with pytest.raises(Forbidden):
        verb(step, an_edit(Role.GUEST))


def test_a_deadline_set_to_the_same_words_and_days_changes_nothing() -> None:
    step, _ = a_step()
    step.set_deadline(an_edit(rev=11), Deadline("bald"), None)
    edit = an_edit(rev=12)
    step.set_deadline(edit, Deadline("bald"), None)
    assert (edit.effects, step.deadline_rev) == ([], 11)
    step.set_deadline(an_edit(rev=13), None, None)
    assert (step.deadline, step.deadline_rev) == (None, 13)
