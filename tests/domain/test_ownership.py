"""Who does a step: at most one leads, a group never does, a yes counts."""

import pytest

from tests.domain.samples import ANNA, BERND, a_party, a_step, an_edit, said
from tracker.domain.change import Verb
from tracker.domain.ownership import Answer, OwnerRole, Ownership, ask, take
from tracker.domain.party import Party, PartySort
from tracker.domain.permissions import Role
from tracker.domain.refusals import Forbidden, Gone, Invalid
from tracker.domain.step import Step

STEP = a_step()[0]
MY_PARTY = a_party(PartySort.PERSON, ANNA)
CHAMBER = a_party()
UNION = a_party()
GROUP = a_party(PartySort.GROUP)


@pytest.fixture
def step() -> Step:
    return a_step()[0]


def named(step: Step, party: Party, role: str = "lead", answer: str = "asked") -> Ownership:
    edit = an_edit(rev=2, by=BERND)
    made = ask(edit, step, [], party, role)
    assert made
    if answer != made.answer:
        made.reply(edit, step, answer, party)
    return made


def leads(owners: list[Ownership]) -> list[str]:
    return [owner.party_id for owner in owners if owner.role == OwnerRole.LEAD]


def test_who_takes_a_free_step_leads_it_and_has_accepted(step: Step) -> None:
    edit = an_edit()
    mine = take(edit, step, [], MY_PARTY)
    assert mine
    assert (mine.role, mine.answer, mine.answered_by) == ("lead", "accepted", ANNA.key)
    assert (edit.verb, edit.made, step.rev) == (Verb.STEP_TAKEN, mine.id, 10)


@pytest.mark.parametrize("answer", ["asked", "accepted"])
def test_who_takes_a_step_that_has_a_lead_helps(step: Step, answer: str) -> None:
    lead = named(step, CHAMBER, answer=answer)
    mine = take(an_edit(), step, [lead], MY_PARTY)
    assert mine
    assert (mine.role, lead.role) == ("with", "lead")


def test_a_lead_that_declined_makes_room(step: Step) -> None:
    lead = named(step, CHAMBER, answer="declined")
    mine = take(an_edit(), step, [lead], MY_PARTY)
    assert mine
    assert leads([lead, mine]) == [MY_PARTY.id]


def test_a_lead_that_declined_makes_room_for_who_was_named_already(step: Step) -> None:
    lead, mine = named(step, CHAMBER, answer="declined"), named(step, MY_PARTY, "with")
    assert take(an_edit(), step, [lead, mine], MY_PARTY) is None
    assert leads([lead, mine]) == [MY_PARTY.id]
    assert mine.answer == Answer.ACCEPTED


def test_who_declined_may_take_the_step_after_all(step: Step) -> None:
    mine = named(step, MY_PARTY, answer="declined")
    edit = an_edit()
    assert take(edit, step, [mine], MY_PARTY) is None
    assert (mine.role, mine.answer, mine.answered_by) == ("lead", "accepted", ANNA.key)
    assert step.rev == 10


def test_taking_a_step_twice_changes_nothing(step: Step) -> None:
    mine = take(an_edit(), step, [], MY_PARTY)
    assert mine
    edit = an_edit(rev=11)
    assert take(edit, step, [mine], MY_PARTY) is None
    assert (edit.effects, step.rev) == ([], 10)


def test_who_was_only_to_be_involved_helps_or_leads_by_taking(step: Step) -> None:
    lead, mine = named(step, CHAMBER), named(step, MY_PARTY, "involve")
    take(an_edit(), step, [lead, mine], MY_PARTY)
    assert (mine.role, mine.answer) == ("with", "accepted")
    alone = named(step, MY_PARTY, "involve")
    take(an_edit(), step, [alone], MY_PARTY)
    assert alone.role == "lead"


def test_a_second_lead_makes_the_first_a_helper(step: Step) -> None:
    first = named(step, CHAMBER, answer="accepted")
    second = ask(an_edit(), step, [first], UNION, "lead")
    assert second
    assert leads([first, second]) == [UNION.id]
    assert (first.role, first.answer, second.answer) == ("with", "accepted", "asked")


def test_a_helper_asked_to_lead_is_named_once(step: Step) -> None:
    first, second = named(step, CHAMBER), named(step, UNION, "with")
    assert ask(an_edit(), step, [first, second], UNION, "lead") is None
    assert leads([first, second]) == [UNION.id]


def test_asking_for_what_is_so_already_changes_nothing(step: Step) -> None:
    owner = named(step, CHAMBER, "with")
    edit = an_edit()
    assert ask(edit, step, [owner], CHAMBER, "with") is None
    assert edit.effects == []


def test_who_names_their_own_party_has_said_yes(step: Step) -> None:
    mine = ask(an_edit(), step, [], MY_PARTY, "lead")
    assert mine
    assert mine.answer == Answer.ACCEPTED


@pytest.mark.parametrize("role", ["lead", "with"])
def test_a_group_can_be_approached_and_never_owns(step: Step, role: str) -> None:
    with pytest.raises(Invalid) as refused:
        ask(an_edit(), step, [], GROUP, role)
    assert refused.value.reason == "group_cannot_own"
    involved = ask(an_edit(), step, [], GROUP, "involve")
    assert involved
    with pytest.raises(Invalid):
        ask(an_edit(), step, [involved], GROUP, role)


def test_an_unknown_role_or_answer_is_refused(step: Step) -> None:
    with pytest.raises(Invalid):
        ask(an_edit(), step, [], CHAMBER, "boss")
    with pytest.raises(Invalid):
        named(step, CHAMBER).reply(an_edit(), step, "maybe", CHAMBER)


def test_one_answers_for_oneself_as_a_reader_and_for_others_as_facilitator(step: Step) -> None:
    mine, theirs = named(step, MY_PARTY), named(step, CHAMBER)
    mine.reply(an_edit(Role.READER), step, "declined", MY_PARTY)
    assert mine.answer == Answer.DECLINED
    with pytest.raises(Forbidden):
        theirs.reply(an_edit(Role.EDITOR), step, "accepted", CHAMBER)
    with pytest.raises(Forbidden):
        mine.reply(an_edit(Role.EDITOR, by=BERND), step, "accepted", MY_PARTY)
    theirs.reply(an_edit(Role.FACILITATOR), step, "accepted", CHAMBER)
    assert (theirs.answer, theirs.answered_by) == ("accepted", ANNA.key)


def test_the_same_answer_again_changes_nothing(step: Step) -> None:
    theirs = named(step, CHAMBER, answer="accepted")
    edit = an_edit()
    theirs.reply(edit, step, "accepted", CHAMBER)
    assert edit.effects == []


def test_ending_asks_for_an_editor(step: Step) -> None:
    theirs = named(step, CHAMBER)
    with pytest.raises(Forbidden):
        theirs.end(an_edit(Role.GUEST), step, CHAMBER)
    edit = an_edit()
    theirs.end(edit, step, CHAMBER)
    assert [(was["party"], now) for _, was, now in said(edit)] == [(CHAMBER.id, None)]


def test_a_yes_is_taken_off_by_whoever_could_say_no(step: Step) -> None:
    theirs, mine = named(step, CHAMBER, answer="accepted"), named(step, MY_PARTY, answer="accepted")
    with pytest.raises(Forbidden):
        theirs.end(an_edit(Role.EDITOR), step, CHAMBER)
    theirs.end(an_edit(Role.EDITOR), step, CHAMBER, speaks_for=True)
    theirs.end(an_edit(Role.FACILITATOR), step, CHAMBER)
    mine.end(an_edit(Role.EDITOR), step, MY_PARTY)


def test_every_effect_names_the_step_and_holds_the_whole_row_before_and_after(step: Step) -> None:
    lead = named(step, CHAMBER, answer="accepted")
    edit = an_edit()
    new = ask(edit, step, [lead], UNION, "lead")
    assert new
    assert {(effect.kind, effect.id, effect.field) for effect in edit.effects} == {("step", step.id, "owner")}
    down, up = edit.effects
    was = {"id": lead.id, "party": CHAMBER.id, "role": "lead", "answer": "accepted"}
    assert was.items() <= down.was.items()
    assert {"asked_by", "asked_at"} <= down.was.keys()
    assert down.now == down.was | {"role": "with"}
    assert (up.was, up.now["id"], up.now["answer"]) == (None, new.id, "asked")


def test_nobody_takes_asks_answers_or_ends_at_a_step_that_is_gone(step: Step) -> None:
    mine = named(step, MY_PARTY)
    step.trash(an_edit())
    for verb in (
        lambda: take(an_edit(), step, [mine], MY_PARTY),
        lambda: ask(an_edit(), step, [mine], CHAMBER, "with"),
        lambda: mine.reply(an_edit(), step, "accepted", MY_PARTY),
        lambda: mine.end(an_edit(), step, MY_PARTY),
    ):
        with pytest.raises(Gone):
            verb()
