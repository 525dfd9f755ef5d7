"""Copies of a step, and the parts it is split into."""

import pytest

from tests.planning import Planning
from tracker.commands import checklists, notes, ownerships, parties, reversals, steps
from tracker.commands.copies import copy, split
from tracker.domain.ownership import Ownership
from tracker.domain.party import StepTheme
from tracker.domain.refusals import Forbidden, Full, Gone, Invalid
from tracker.domain.step import Step
from tracker.store.checks import checks_of
from tracker.store.steps import parts_of_step


def a_step(planning: Planning) -> str:
    """With everything on it that a copy takes along."""
    step = planning.step("Auftakt", "working", "im Mai")
    goal = planning.do(notes.add, "goal", "Mehr").made
    theme = planning.do(parties.add_theme, "Netzwerk").made
    planning.do(steps.retell, step, None, "Mit Kaffee", None, "einen Raum", goal)
    planning.do(steps.set_themes, step, [theme])
    check = planning.do(checklists.add, step, "Saal").made
    planning.do(checklists.add, step, "Kaffee")
    planning.do(checklists.tick, step, check)
    return step


def test_a_copy_stands_below_with_nothing_done_and_nobody_asked(planning: Planning) -> None:
    step, below = a_step(planning), planning.step("Danach", "working")
    planning.do(ownerships.take, step)
    new = planning.do(copy, step).made
    assert planning.titles("working") == ["Auftakt", "Kopie von Auftakt", "Danach"]
    one, other = planning.one(Step, step), planning.one(Step, new)
    assert (other.text, other.needed, other.goal_id) == (one.text, one.needed, one.goal_id)
    assert (other.deadline, other.part_of_id, other.number) == (None, None, 3)
    themes = [(row.step_id, row.theme_id) for row in planning.all(StepTheme)]
    assert (
        {theme for id, theme in themes if id == new} == {theme for id, theme in themes if id == step} != set()
    )
    lines = planning.database.read_now(checks_of, new)
    assert [(line.text, line.done) for line in lines] == [("Saal", False), ("Kaffee", False)]
    assert [owner.step_id for owner in planning.all(Ownership)] == [step]
    planning.do(reversals.undo, planning.rev)
    assert planning.titles("working") == ["Auftakt", "Danach"]
    assert below


def test_a_copy_of_what_is_done_begins_anew(planning: Planning) -> None:
    step = planning.step("Fertig", "done")
    planning.do(copy, step)
    assert (planning.titles("gathered"), planning.titles("done")) == (["Kopie von Fertig"], ["Fertig"])


def test_the_longest_title_is_copied_within_its_limit(planning: Planning) -> None:
    new = planning.do(copy, planning.step("x" * 200)).made
    assert len(planning.one(Step, new).title) == 200


def test_a_step_is_split_in_one_change_and_undone_in_one(planning: Planning) -> None:
    step = a_step(planning)
    chamber = planning.do(parties.add_party, "Kammer").made
    group = planning.do(parties.add_party, "KMU", "group").made
    before = planning.rev
    planning.do(split, step, [chamber, group], ["Nordrhein-Westfalen"])
    assert planning.rev == before + 1
    found = planning.database.read_now(parts_of_step, planning.plan_id, step)
    assert [part.title for part in found] == [
        "Auftakt: Kammer",
        "Auftakt: KMU",
        "Auftakt: Nordrhein-Westfalen",
    ]
    assert {part.text for part in found} == {"Mit Kaffee"}
    assert [part.deadline and part.deadline.words for part in found] == ["im Mai"] * 3
    asked = {owner.step_id: (owner.party_id, owner.role, owner.answer) for owner in planning.all(Ownership)}
    assert [asked.get(part.id) for part in found] == [
        (chamber, "lead", "asked"),
        (group, "involve", "asked"),
        None,
    ]
    assert planning.one(Step, step).rev == planning.rev
    planning.do(reversals.undo, planning.rev)
    assert planning.database.read_now(parts_of_step, planning.plan_id, step) == []
    planning.do(reversals.undo, planning.rev)
    assert len(planning.database.read_now(parts_of_step, planning.plan_id, step)) == 3


def test_how_many_parts_are_done_is_known(planning: Planning) -> None:
    step = planning.step()
    planning.do(split, step, [], ["Nordrhein-Westfalen"])
    [part] = planning.database.read_now(parts_of_step, planning.plan_id, step)
    assert part.completion is None
    planning.do(steps.complete, part.id)
    [part] = planning.database.read_now(parts_of_step, planning.plan_id, step)
    assert part.completion is not None
    planning.do(steps.trash, part.id)
    assert planning.database.read_now(parts_of_step, planning.plan_id, step) == []


def test_what_cannot_be_split_is_refused_and_nothing_is_made(
    planning: Planning, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = planning.step()
    one, two = (planning.do(parties.add_party, name).made for name in ("Eins", "Zwei"))
    before = planning.rev
    for wrong in (([], []), (["000000000000"], []), ([], ["Bayern"]), ([one], ["Bayern"])):
        with pytest.raises(Invalid):
            planning.do(split, step, *wrong)
    monkeypatch.setattr("tracker.commands.copies.MOST_PARTS", 1)
    with pytest.raises(Full):
        planning.do(split, step, [one, two], [])
    assert (planning.rev, len(planning.all(Step))) == (before, 1)


def test_guests_copy_and_editors_split(planning: Planning) -> None:
    step, people = planning.step(), planning.people
    planning.do(copy, step, by=people.deniz)
    with pytest.raises(Forbidden):
        planning.do(split, step, [], ["Nordrhein-Westfalen"], by=people.deniz)
    with pytest.raises(Forbidden):
        planning.do(copy, step, by=people.guel)
    planning.do(steps.trash, step)
    for command, args in ((copy, ()), (split, ([], ["Nordrhein-Westfalen"]))):
        with pytest.raises(Gone):
            planning.do(command, step, *args)
