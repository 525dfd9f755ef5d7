"""What a step takes, and the goal it serves."""

import pytest

from tests.planning import Planning
from tracker.commands import notes, steps
from tracker.domain.participant import Participant
from tracker.domain.refusals import Clash, Forbidden, Invalid
from tracker.domain.step import Step


def goal(planning: Planning, text: str = "Mehr Treffen", kind: str = "goal") -> str:
    return planning.do(notes.add, kind, text).made


def serve(planning: Planning, step: str, note: str, base: int | None = None, by: Participant | None = None):
    return planning.do(steps.retell, step, None, None, base, None, note, by=by)


def test_a_step_says_what_it_takes_in_one_line(planning: Planning) -> None:
    step = planning.step()
    planning.do(steps.retell, step, None, None, None, "einen  Raum\n und Kaffee")
    assert planning.one(Step, step).needed == "einen Raum und Kaffee"
    assert [(e.field, e.was, e.now) for e in planning.last_effects()] == [
        ("needed", "", "einen Raum und Kaffee")
    ]
    with pytest.raises(Invalid):
        planning.do(steps.retell, step, None, None, None, "x" * 201)


def test_a_step_serves_a_goal_of_its_plan_or_none(planning: Planning) -> None:
    step, one = planning.step(), goal(planning)
    serve(planning, step, one)
    assert planning.one(Step, step).goal_id == one
    before = planning.rev
    serve(planning, step, one)
    assert planning.rev == before
    serve(planning, step, "")
    assert planning.one(Step, step).goal_id is None


def test_only_a_goal_that_stands_on_this_plan_is_served(planning: Planning) -> None:
    """P6."""
    step, idea, trashed = planning.step(), goal(planning, "Idee", "idea"), goal(planning, "Weg")
    planning.do(notes.trash, trashed)
    other = planning.another_plan()
    foreign = planning.database.write_now(
        lambda s, edit: notes.add(s, edit, other, "goal", "Dort"),
        feeds=(f"plan:{other}",),
        by=planning.people.anna,
    ).made
    for wrong in (idea, trashed, foreign, "000000000000"):
        with pytest.raises(Invalid) as refused:
            serve(planning, step, wrong)
        assert refused.value.field == "goal"
    assert planning.one(Step, step).goal_id is None


def test_a_goal_taken_away_meanwhile_stays_with_a_form_that_sends_every_field(planning: Planning) -> None:
    step, one = planning.step(), goal(planning)
    serve(planning, step, one)
    planning.do(notes.trash, one)
    planning.do(steps.retell, step, "Neu", None, planning.rev, "", one)
    assert (planning.one(Step, step).title, planning.one(Step, step).goal_id) == ("Neu", one)


def test_two_who_write_the_same_field_clash_and_two_who_write_others_do_not(planning: Planning) -> None:
    step, one, two = planning.step(), goal(planning), goal(planning, "Mehr Betriebe")
    base = planning.rev
    serve(planning, step, one, by=planning.people.bernd)
    planning.do(steps.retell, step, None, None, base, "einen Raum")
    with pytest.raises(Clash) as refused:
        planning.do(steps.retell, step, None, None, base, "zwei Räume", two)
    assert [(c.field, c.mine, c.theirs, c.was) for c in refused.value.clashes] == [
        ("needed", "zwei Räume", "einen Raum", ""),
        ("goal_id", two, one, ""),
    ]
    # who left it alone overwrites nothing
    planning.do(steps.retell, step, "Neuer Titel", None, base, "", "")
    assert (planning.one(Step, step).needed, planning.one(Step, step).goal_id) == ("einen Raum", one)


def test_a_reader_changes_neither(planning: Planning) -> None:
    step, one = planning.step(), goal(planning)
    with pytest.raises(Forbidden):
        serve(planning, step, one, by=planning.people.guel)
    with pytest.raises(Forbidden):
        planning.do(steps.retell, step, None, None, None, "Raum", by=planning.people.guel)
