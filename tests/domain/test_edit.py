"""P24: two people who write the same field see both texts; whoever wrote another field is not stopped."""

from datetime import date

import pytest

from tests.domain.samples import a_plan, a_step, an_edit, said
from tracker.domain.change import Effect, Verb, read_effects, write_effects
from tracker.domain.deadline import Deadline, Precision
from tracker.domain.edit import Edit, Past
from tracker.domain.permissions import Action, Role
from tracker.domain.refusals import FieldClash, Forbidden, Invalid
from tracker.domain.step import Step

MAY = Deadline("im Mai", date(2026, 5, 1), date(2026, 5, 31), Precision.MONTH)


def changed_since(title: str = "Theirs") -> tuple[Step, Edit]:
    """A step made at rev 1 whose title Bernd changed at rev 5, and an Edit that finds what it was at rev 3."""
    step, _ = a_step("Before")
    step.retell(an_edit(rev=5), title, None, None)
    return step, an_edit(rev=10, past=Past("Before", "Bernd"))


def test_a_field_set_to_what_it_is_changes_nothing() -> None:
    step, _ = a_step("Kick-off")
    edit = an_edit()
    edit.set_text("step", step, "title", "Kick-off", None)
    assert (edit.effects, step.rev, step.title_rev) == ([], 1, 1)


def test_a_field_keeps_the_rev_of_its_own_last_change() -> None:
    step, _ = a_step("Kick-off")
    step.retell(an_edit(rev=7), "Auftakt", None, None)
    step.retell(an_edit(rev=8), None, "Im Mai", None)
    assert (step.rev, step.title_rev, step.text_rev) == (8, 7, 8)


def test_the_same_field_changed_since_base_is_a_clash_with_all_three_texts() -> None:
    step, edit = changed_since()
    step.retell(edit, "Mine", None, base=3)
    assert edit.clashes == [FieldClash("step", step.id, "title", "Mine", "Theirs", "Before", "Bernd")]
    assert step.title == "Theirs"
    assert edit.effects == []


def test_the_same_field_changed_before_base_is_no_clash() -> None:
    step, edit = changed_since()
    step.retell(edit, "Mine", None, base=5)
    assert (edit.clashes, step.title) == ([], "Mine")


def test_another_field_changed_since_base_is_no_clash() -> None:
    step, edit = changed_since()
    step.retell(edit, None, "My text", base=3)
    assert (edit.clashes, step.title, step.text) == ([], "Theirs", "My text")


def test_a_full_form_keeps_the_foreign_change_of_a_field_its_sender_left_alone() -> None:
    step, edit = changed_since()
    step.retell(edit, "Before", "My text", base=3)
    assert (edit.clashes, step.title, step.text) == ([], "Theirs", "My text")
    assert said(edit) == [("text", "", "My text")]


def test_two_who_wrote_the_same_do_not_clash() -> None:
    step, edit = changed_since("Both")
    step.retell(edit, "Both", None, base=3)
    assert (edit.clashes, edit.effects) == ([], [])


@pytest.mark.parametrize("base", [10, 11, 10**9])
def test_what_is_not_written_yet_cannot_have_been_read(base: int) -> None:
    step, edit = changed_since()
    with pytest.raises(Invalid):
        step.retell(edit, "Mine", None, base)


def test_without_base_the_field_is_overwritten_knowingly() -> None:
    step, edit = changed_since()
    step.retell(edit, "Mine", None, None)
    assert (edit.clashes, step.title) == ([], "Mine")


def test_a_clash_of_deadlines_shows_the_words() -> None:
    step, _ = a_step()
    step.set_deadline(an_edit(rev=5), MAY, None)
    edit = an_edit(past=Past(Deadline("im April").to_json(), "Bernd"))
    step.set_deadline(edit, Deadline("im Juni"), base=3)
    clash = edit.clashes[0]
    assert (clash.field, clash.mine, clash.theirs, clash.was) == ("deadline", "im Juni", "im Mai", "im April")


def test_a_deadline_that_was_not_there_before_clashes_with_an_empty_past() -> None:
    step, _ = a_step()
    step.set_deadline(an_edit(rev=5), MAY, None)
    edit = an_edit(past=Past(None, "Bernd"))
    step.set_deadline(edit, Deadline("im Juni"), base=3)
    step.set_deadline(edit, None, base=3)
    assert [(clash.mine, clash.was) for clash in edit.clashes] == [("im Juni", "")]
    assert step.deadline == MAY


def test_the_first_verb_names_the_command() -> None:
    edit = an_edit()
    edit.say(Verb.STEP_TAKEN)
    edit.say(Verb.PARTY_ADDED)
    assert edit.verb is Verb.STEP_TAKEN


def test_a_right_that_is_missing_is_named() -> None:
    with pytest.raises(Forbidden) as refused:
        an_edit(Role.READER).require(Action.ADD_STEP)
    assert refused.value.values == {"action": Action.ADD_STEP}
    with pytest.raises(Forbidden):
        an_edit(None).require(Action.READ)


def test_effects_are_kept_with_their_version() -> None:
    effects = [Effect("step", "s", "title", None, 'Ä "zitiert"\n'), Effect("step", "s", "themes", [], ["t"])]
    assert read_effects(write_effects(effects)) == effects
    assert write_effects(effects).startswith('{"v":1,')
    with pytest.raises(ValueError, match="version 2"):
        read_effects('{"v":2,"effects":[]}')


def test_a_head_field_counts_the_heads_rev_not_the_plans() -> None:
    plan = a_plan()
    plan.rev = 10
    plan.edit_head(an_edit(rev=10), {"title": "Neu", "goal": " Ein  Ziel "}, None)
    assert (plan.title, plan.goal, plan.rev, plan.head_rev) == ("Neu", "Ein Ziel", 10, 10)
    assert (plan.title_rev, plan.goal_rev, plan.period_rev) == (10, 10, 0)
