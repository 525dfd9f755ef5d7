"""What owners answer: by whom, how it came, taken back; and who sees to it for an organisation."""

import pytest

from tests.domain.samples import ANNA, BERND, a_step, an_edit
from tests.domain.test_ownership import CHAMBER, UNION, named
from tracker.domain.change import Verb
from tracker.domain.ownership import Way
from tracker.domain.permissions import Role
from tracker.domain.refusals import Forbidden, Invalid
from tracker.domain.step import Step


@pytest.fixture
def step() -> Step:
    return a_step()[0]


def test_whoever_speaks_for_an_organisation_answers_for_it_and_sees_to_it_from_then_on(step: Step) -> None:
    theirs = named(step, CHAMBER)
    edit = an_edit(Role.READER)
    theirs.reply(edit, step, "accepted", CHAMBER, speaks_for=True)
    assert (theirs.answer, theirs.in_charge_id, edit.effects[-1].now["in_charge"]) == (
        "accepted",
        ANNA.id,
        ANNA.id,
    )
    theirs.reply(an_edit(Role.READER, by=BERND), step, "declined", CHAMBER, speaks_for=True)
    theirs.reply(an_edit(Role.READER, by=BERND), step, "accepted", CHAMBER, speaks_for=True)
    assert theirs.in_charge_id == ANNA.id  # whoever has it keeps it


def test_who_is_in_charge_is_said_by_those_who_speak_for_it_and_facilitators(step: Step) -> None:
    theirs = named(step, CHAMBER)
    with pytest.raises(Forbidden):
        theirs.charge(an_edit(Role.EDITOR), step, ANNA.id)
    theirs.charge(an_edit(Role.READER), step, ANNA.id, speaks_for=True)
    edit = an_edit(Role.FACILITATOR)
    theirs.charge(edit, step, None)
    assert (theirs.in_charge_id, edit.verb) == (None, Verb.OWNER_IN_CHARGE)
    again = an_edit(Role.FACILITATOR)
    theirs.charge(again, step, None)
    assert again.effects == []


def test_an_answer_says_how_it_came_and_each_way_is_kept(step: Step) -> None:
    theirs = named(step, CHAMBER)
    for way in set(Way) - {Way.LEFT}:  # nobody says that: it is what an erasure leaves
        edit = an_edit(Role.FACILITATOR)
        theirs.reply(edit, step, "accepted", CHAMBER, way)
        assert (theirs.answered_how, edit.effects[-1].now["how"]) == (way, way)
    with pytest.raises(Invalid) as refused:
        theirs.reply(an_edit(Role.FACILITATOR), step, "accepted", CHAMBER, "smoke")
    assert refused.value.field == "how"


@pytest.mark.parametrize("answer", ["accepted", "declined"])
def test_a_yes_or_no_taken_back_leaves_who_asked_and_says_nothing_of_an_answer(
    step: Step, answer: str
) -> None:
    theirs = named(step, CHAMBER, answer=answer)
    asked_at = theirs.asked_at
    edit = an_edit(Role.FACILITATOR)
    theirs.reply(edit, step, "asked", CHAMBER, "phone")
    assert (theirs.answer, theirs.answered_by, theirs.answered_at, theirs.answered_how) == (
        "asked",
        "",
        None,
        "",
    )
    assert (theirs.asked_by, theirs.asked_at) == (BERND.key, asked_at)
    assert (edit.effects[-1].was["answer"], edit.verb) == (answer, Verb.OWNER_ANSWERED)


def test_one_no_leaves_what_the_others_said(step: Step) -> None:
    lead, helper = named(step, CHAMBER, answer="accepted"), named(step, UNION, "with", answer="accepted")
    edit = an_edit(Role.FACILITATOR)
    lead.reply(edit, step, "declined", CHAMBER)
    assert (helper.role, helper.answer) == ("with", "accepted")
    assert {effect.now["party"] for effect in edit.effects} == {CHAMBER.id}
