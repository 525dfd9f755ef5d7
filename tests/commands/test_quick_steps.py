"""Steps said in a line each: one Change for all that they say."""

import pytest

from tests.boards.canonical import canonical
from tests.planning import Planning
from tracker.commands import parties, quick_steps, reversals
from tracker.domain.change import Verb
from tracker.domain.ownership import Ownership
from tracker.domain.party import Party, StepTheme, Theme
from tracker.domain.quick_line import MOST_LINES
from tracker.domain.refusals import Invalid
from tracker.domain.step import Step


def owners(planning: Planning) -> list[tuple[str, str, str]]:
    names = {one.id: one.name for one in planning.all(Party)}
    return sorted((names[one.party_id], one.role, one.answer) for one in planning.all(Ownership))


def test_a_line_makes_a_step_with_all_that_it_says_in_one_change(planning: Planning) -> None:
    planning.do(parties.add_party, "IHK Kassel")
    planning.do(parties.add_party, "KMU", "group")
    planning.do(parties.add_theme, "Vernetzung")
    rev = planning.rev
    line = "Kick-off voraussichtlich im Mai @KMU @IHK @Volkshochschule #Vernetzung #Neues"
    made = planning.do(quick_steps.add, line, planning.stages["working"])
    step = planning.one(Step, made.made)
    assert (step.title, step.deadline_words, step.stage_id) == (
        "Kick-off", "voraussichtlich im Mai", planning.stages["working"]
    )  # fmt: skip
    assert owners(planning) == [
        ("IHK Kassel", "lead", "asked"), ("KMU", "involve", "asked"), ("Volkshochschule", "with", "asked")
    ]  # fmt: skip
    assert [one.sort for one in planning.all(Party) if one.name == "Volkshochschule"] == ["organisation"]
    assert {one.name for one in planning.all(Theme)} == {"Vernetzung", "Neues"}
    assert len(planning.all(StepTheme)) == 2
    assert (planning.rev, planning.changes()[-1].verb) == (rev + 1, Verb.STEP_ADDED)


def test_several_lines_make_steps_in_their_order_in_one_change(planning: Planning) -> None:
    made = planning.do(quick_steps.add, "- Eins\n- Zwei im Juni\n\n- Drei @Kammer\n- Vier @kammer")
    steps = sorted(planning.all(Step), key=lambda one: one.order_key)
    assert [one.title for one in steps] == ["Eins", "Zwei", "Drei", "Vier"]
    assert (made.made, planning.rev) == (steps[0].id, 1)
    assert owners(planning) == [("Kammer", "lead", "asked")] * 2


def test_all_or_nothing(planning: Planning) -> None:
    with pytest.raises(Invalid) as refused:
        planning.do(quick_steps.add, f"Eins\n{'x' * 201}\nDrei @Neu")
    assert (refused.value.field, planning.all(Step), planning.all(Party)) == ("lines", [], [])
    for text in ("", " \n- \n", "x\n" * (MOST_LINES + 1)):
        with pytest.raises(Invalid):
            planning.do(quick_steps.add, text)
    assert len(planning.do(quick_steps.add, "x\n" * MOST_LINES).revs) == 1


def test_a_name_that_cannot_be_one_is_refused_with_its_line(planning: Planning) -> None:
    with pytest.raises(Invalid) as refused:
        planning.do(quick_steps.add, f"Flyer @{'x' * 81}")
    assert refused.value.field == "lines"


def test_a_guest_adds_steps_and_asks_nobody(planning: Planning) -> None:
    planning.do(parties.add_party, "IHK Kassel")
    planning.do(quick_steps.add, "Flyer @IHK #Neu im Mai", by=planning.people.deniz)
    [step] = planning.all(Step)
    assert (step.title, step.deadline_words) == ("Flyer @IHK #Neu", "im Mai")
    assert planning.all(Ownership) == planning.all(Theme) == []


def test_a_deadline_of_its_own_leaves_the_line_alone(planning: Planning) -> None:
    planning.do(quick_steps.add, "Flyer im Mai", "", "Juni")
    [step] = planning.all(Step)
    assert (step.title, step.deadline_words) == ("Flyer im Mai", "Juni")


def test_one_undo_takes_all_lines_back_and_its_undo_brings_them_again(planning: Planning) -> None:
    planning.do(quick_steps.add, "Eins @Neu\nZwei im Juni @Neu\nDrei")
    after = canonical(planning)
    planning.do(reversals.undo, planning.rev)
    assert canonical(planning)["steps"] == []
    planning.do(reversals.undo, planning.rev)
    assert canonical(planning) == after
