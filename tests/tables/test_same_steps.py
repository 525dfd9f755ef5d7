"""Lines of one file about the same step: said, and left out unless somebody wants them."""

import pytest

from tests.tables.test_reading_tables import HERE
from tracker.plan_file.document import PlanDocument, StepEntry
from tracker.tables.answers import Answers
from tracker.tables.mapping import guessed
from tracker.tables.proposal import Choice, Proposal, proposed
from tracker.tables.reading import read_table

STEPS = (
    StepEntry(title="Schritt Eins", mark="eins", number=1),
    StepEntry(title="Zwei", mark="zwei", number=2),
)
PLAN = PlanDocument(region="NRW", title="Plan", steps=STEPS)


def proposal_of(table: str, plan: PlanDocument = PLAN, **answers: object) -> Proposal:
    found = read_table(table.encode())
    mapping = guessed(found)
    return proposed(found, Answers(mapping.columns, mapping.head, **answers), HERE, plan, {})  # type: ignore[arg-type]


def test_the_second_line_about_a_step_is_left_out() -> None:
    lines = proposal_of("Was;Bemerkung\nSchritt Eins;anders\nschritt eins;noch anders\n").lines
    assert [line.choice for line in lines] == [Choice.UPDATE, Choice.SKIP]
    assert [line.earlier for line in lines] == [0, 2]
    assert {line.match for line in lines} == {STEPS[0]}


def test_a_line_that_stands_there_already_is_left_out_whatever_else_it_says() -> None:
    lines = proposal_of("Was;Bemerkung\nNeu;eins\nAnders;x\nNEU;zwei\n").lines
    assert [line.choice for line in lines] == [Choice.ADD, Choice.ADD, Choice.SKIP]
    assert lines[2].earlier == 2


@pytest.mark.parametrize(
    ("answers", "second"),
    [({"duplicates": "update"}, Choice.SKIP), ({"duplicates": "add"}, Choice.ADD)]
    + [({"lines": {3: choice.value}}, choice) for choice in Choice],
)
def test_whoever_wants_it_gets_it(answers: dict[str, object], second: Choice) -> None:
    lines = proposal_of("Was;Bemerkung\nZwei;x\nZwei;y\n", **answers).lines
    assert lines[1].choice == second


def test_steps_of_one_title_that_are_two_in_the_plan_are_two_in_its_table() -> None:
    steps = tuple(StepEntry(title="Sitzung", mark=mark, number=at) for at, mark in enumerate(("a", "b"), 1))
    plan = PlanDocument(region="NRW", title="Plan", steps=steps)
    lines = proposal_of("Nr.;Was;Bemerkung\n1;Sitzung;x\n2;Sitzung;y\n", plan).lines
    assert [line.choice for line in lines] == [Choice.UPDATE, Choice.UPDATE]
    assert [line.match for line in lines] == list(steps)
