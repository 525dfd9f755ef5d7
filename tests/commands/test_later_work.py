"""Undoing that something came onto the board, when others have worked on it since."""

from collections.abc import Callable

import pytest

from tests.planning import Planning
from tests.statements import statements
from tracker.boards.away import away_rows
from tracker.commands import checklists, quick_steps, reversals, steps, talk
from tracker.domain.refusals import Irreversible
from tracker.domain.step import Step

WORK: dict[str, Callable[[Planning, str], object]] = {
    "text": lambda at, step: at.do(
        steps.retell, step, "Saal suchen", "Bernds Text", None, by=at.people.bernd
    ),
    "line": lambda at, step: at.do(checklists.add, step, "Saal mieten", by=at.people.bernd),
    "comment": lambda at, step: at.do(talk.comment, step, "Gute Idee", by=at.people.bernd),
}


@pytest.mark.parametrize("work", WORK)
def test_what_somebody_else_did_there_since_is_not_taken_along(planning: Planning, work: str) -> None:
    step = planning.step("Saal suchen")
    added = planning.rev
    WORK[work](planning, step)
    assert refused(planning, added) == "Bernd"
    planning.do(reversals.undo, planning.rev, by=planning.people.bernd)
    planning.do(reversals.undo, added)
    assert planning.all(Step)[0].trashed_at is not None


def test_what_one_did_there_oneself_goes_along(planning: Planning) -> None:
    step = planning.step("Saal suchen")
    added = planning.rev
    planning.do(steps.retell, step, "Saal suchen", "Annas Text", None)
    planning.do(reversals.undo, added)
    [trashed], _ = planning.database.read_now(away_rows, planning.plan_id, "de")
    assert trashed.away.by == "Anna"


def test_that_others_add_beside_it_is_in_nobodys_way(planning: Planning) -> None:
    planning.step("Saal suchen")
    added = planning.rev
    for n in range(3):
        planning.do(steps.add, f"Daneben {n}", planning.stages["gathered"], by=planning.people.bernd)
    planning.do(reversals.undo, added)


def test_one_of_many_is_enough_and_looked_for_in_as_many_statements(planning: Planning) -> None:
    assert asked_for(planning, 2) == asked_for(planning, 40)


def asked_for(planning: Planning, count: int) -> int:
    """How many it takes to be refused, after somebody wrote at the last of `count` lines."""
    planning.do(quick_steps.add, "\n".join(f"Zeile {n}" for n in range(count)))
    added = planning.rev
    last = max(planning.all(Step), key=lambda one: one.number)
    planning.do(steps.retell, last.id, last.title, "Bernds Text", None, by=planning.people.bernd)
    with statements() as said:
        assert refused(planning, added) == "Bernd"
    return len(said)


def refused(planning: Planning, rev: int) -> object:
    """Who stands in the way of undoing it."""
    with pytest.raises(Irreversible) as refusal:
        planning.do(reversals.undo, rev)
    assert refusal.value.reason == "changed"
    return refusal.value.values["who"]
