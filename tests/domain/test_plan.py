"""The head of a plan, and what a plan needs to begin."""

import pytest

from tests.domain.samples import NOW, a_plan, a_step, an_edit, said
from tracker.domain.edit import Past
from tracker.domain.ids import is_id
from tracker.domain.permissions import Role
from tracker.domain.plan import start_plan
from tracker.domain.refusals import Forbidden, Invalid
from tracker.domain.stage import StageKind, usual_stages


def test_a_plan_begins_at_rev_0_with_an_epoch_of_its_own() -> None:
    one, other = a_plan(), a_plan()
    assert is_id(one.id)
    assert (one.rev, one.next_number, one.language) == (0, 1, "de")
    assert one.epoch != other.epoch


@pytest.mark.parametrize(("title", "language", "field"), [(" ", "de", "title"), ("a", "fr", "language")])
def test_a_plan_needs_a_title_and_one_of_our_languages(title: str, language: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        start_plan("region000000", title, NOW, language=language)
    assert refused.value.field == field


def test_the_usual_stages_stand_in_order() -> None:
    made = usual_stages("p", 0)
    assert [stage.kind for stage in sorted(made, key=lambda stage: stage.order_key)] == list(StageKind)


def test_a_title_may_not_be_empty_but_goal_and_period_may() -> None:
    plan = a_plan()
    plan.edit_head(an_edit(rev=5), {"goal": "Ein Ziel", "period": "2026"}, None)
    plan.edit_head(an_edit(rev=6), {"goal": "", "period": ""}, None)
    assert (plan.goal, plan.period, plan.head_rev) == ("", "", 6)
    with pytest.raises(Invalid):
        plan.edit_head(an_edit(), {"title": ""}, None)


def test_two_who_edit_the_goal_clash_and_see_both() -> None:
    plan = a_plan()
    plan.edit_head(an_edit(rev=5), {"goal": "Theirs"}, None)
    edit = an_edit(past=Past("", "Bernd"))
    plan.edit_head(edit, {"goal": "Mine"}, base=3)
    assert [(clash.field, clash.mine, clash.theirs, clash.by) for clash in edit.clashes] == [
        ("goal", "Mine", "Theirs", "Bernd")
    ]


def test_who_edits_the_title_keeps_the_goal_somebody_else_wrote() -> None:
    plan = a_plan()
    plan.edit_head(an_edit(rev=5), {"goal": "Theirs"}, None)
    edit = an_edit(past=Past("", "Bernd"))
    plan.edit_head(edit, {"title": "Neu", "goal": ""}, base=3)
    assert (edit.clashes, plan.title, plan.goal) == ([], "Neu", "Theirs")


def test_only_a_facilitator_edits_the_head() -> None:
    with pytest.raises(Forbidden):
        a_plan().edit_head(an_edit(Role.EDITOR), {"title": "Neu"}, None)


def test_themes_are_set_as_a_whole() -> None:
    step, _ = a_step()
    edit = an_edit()
    a_plan().set_themes(edit, step, {"b", "a"}, {"c", "a"})
    assert (said(edit), step.rev) == ([("themes", ["a", "b"], ["a", "c"])], 10)
    same = an_edit(rev=11)
    a_plan().set_themes(same, step, {"c", "a"}, {"a", "c"})
    assert (same.effects, step.rev) == ([], 10)
