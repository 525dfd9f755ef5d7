"""Undo of every verb: as if it had not been done, told as reloaded, and undone itself."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.boards.asking import ask, fresh_page, shown_fresh, told
from tests.boards.canonical import canonical
from tests.boards.scenes import CHANGING, IMPORTS, VERBS, a_scene, imported
from tests.boards.walking import Walk
from tests.databases import copied
from tests.planning import Planning, planning_on
from tests.store.test_search import kept, shown
from tracker.boards.drawing import Drawing
from tracker.boards.plain import plan_json
from tracker.commands import ownerships, plans, reversals, stages, steps
from tracker.commands.prepared_change import PreparedChange
from tracker.commands.prepared_reversals import prepare_undo
from tracker.domain.change import Verb
from tracker.domain.party import Party
from tracker.domain.refusals import Forbidden, Irreversible
from tracker.domain.reversal import NEEDS, NEVER
from tracker.domain.step import Step
from tracker.rendering import Rendering


def test_every_verb_can_be_undone_but_those_named_here() -> None:
    renamed = {Verb.PARTY_RENAMED, Verb.THEME_RENAMED, Verb.NAME_CHANGED}
    never_again = {Verb.CHANGE_REVERSED, Verb.PERSON_ERASED, Verb.MEETING_SIGNED_UP, Verb.GUEST_CLAIMED}
    not_undone = {Verb.PLAN_STARTED} | never_again | renamed
    assert set(Verb) - set(NEEDS) == not_undone
    assert set(NEVER) == not_undone - {Verb.CHANGE_REVERSED}  # an undo is as undoable as what it undid


def test_each_verb_undone_is_as_if_not_done_and_the_undo_undone_as_if_done(
    planning: Planning, rendering: Rendering
) -> None:
    scene, drawing = a_scene(planning), Drawing(rendering)
    page = fresh_page(planning, rendering)
    for verb, do in VERBS:
        before = canonical(planning)
        do(scene)
        after = canonical(planning)
        assert after != before, verb
        if verb in NEVER:
            with pytest.raises(Irreversible):
                planning.do(reversals.undo, planning.rev)
            assert page.hear(told(ask(planning, drawing, page.rev)))
            continue
        for expected in (before, after):
            planning.do(reversals.undo, planning.rev)
            now = canonical(planning)
            assert now == expected, verb
            assert page.hear(told(ask(planning, drawing, page.rev)))
            assert page.shown() == shown_fresh(planning, rendering), verb


def test_what_each_verb_did_undone_as_it_was_prepared_is_as_if_not_done(
    planning: Planning, rendering: Rendering
) -> None:
    scene, drawing = a_scene(planning), Drawing(rendering)
    page = fresh_page(planning, rendering)
    prepared_verbs = set()
    for verb, do in VERBS:
        before = canonical(planning)
        do(scene)
        after = canonical(planning)
        for expected in (before, after):
            given = (planning.people.anna, planning.plan_id, planning.rev, planning.time(), planning.day)
            prepared = planning.database.read_now(prepare_undo, *given)
            if prepared is None:  # the writer does it, or says why it cannot
                continue
            prepared_verbs.add(verb)
            planning.do(reversals.undo_prepared, prepared)
            assert canonical(planning) == expected, verb
            assert page.hear(told(ask(planning, drawing, page.rev)))
            assert page.shown() == shown_fresh(planning, rendering), verb
            assert kept(planning) == shown(planning), verb
        if page.rev < planning.rev:
            assert page.hear(told(ask(planning, drawing, page.rev)))
    assert prepared_verbs >= {Verb.STAGE_TRASHED, Verb.STAGE_ADDED, Verb.STEP_PLACED, Verb.STEP_ADDED}
    assert not prepared_verbs & {Verb.COMMENT_ADDED, Verb.MEETING_SET, Verb.PLAN_EDITED}


@pytest.mark.parametrize("table", [*IMPORTS, CHANGING])
def test_an_import_undone_as_it_was_prepared_is_told_as_it_is_reloaded_and_found(
    planning: Planning, rendering: Rendering, table: str
) -> None:
    scene, drawing = a_scene(planning), Drawing(rendering)
    page = fresh_page(planning, rendering)
    before = canonical(planning)
    imported(scene, table)
    after = canonical(planning)
    for expected in (before, after, before):
        planning.do(reversals.undo_prepared, prepared_undo(planning, planning.rev))
        assert canonical(planning) == expected
        assert page.hear(told(ask(planning, drawing, page.rev)))
        assert page.shown() == shown_fresh(planning, rendering)
        assert kept(planning) == shown(planning)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_was_done_undone_at_once_leaves_no_trace(
    sqlite_template: Path, quick_folder: Path, rendering: Rendering, seed: int
) -> None:
    with planning_on(copied(sqlite_template, quick_folder)) as planning:
        walk, drawing = Walk(planning, seed), Drawing(rendering)
        page = fresh_page(planning, rendering)
        undone = 0
        for _ in range(60):
            before, rev = canonical(planning), planning.rev
            walk.go()
            if planning.rev == rev or walk.random.random() < 0.5:
                continue
            planning.do(reversals.undo, planning.rev)
            undone += 1
            assert canonical(planning) == before, planning.changes()[-2].verb
            assert page.hear(told(ask(planning, drawing, page.rev)))
            assert page.shown() == shown_fresh(planning, rendering)
        assert undone > 8


def test_a_whole_walk_undone_from_its_end_ends_where_it_began(
    sqlite_template: Path, quick_folder: Path
) -> None:
    with planning_on(copied(sqlite_template, quick_folder)) as planning:
        walk = Walk(planning, 7)
        begun = planning.rev
        states = [canonical(planning)]
        while planning.rev < begun + 40:
            rev = planning.rev
            walk.go()
            states += [canonical(planning)] if planning.rev > rev else []
        assert all(one != other for one, other in pairwise(states))
        for rev in range(begun + 40, begun, -1):
            planning.do(reversals.undo, rev)
            assert canonical(planning) == states[rev - begun - 1]


def prepared_undo(planning: Planning, rev: int) -> PreparedChange:
    given = (planning.people.anna, planning.plan_id, rev, planning.time(), planning.day)
    prepared = planning.database.read_now(prepare_undo, *given)
    assert prepared
    return prepared


def refusal_of(planning: Planning, rev: int, **by: object) -> Irreversible:
    with pytest.raises(Irreversible) as refused:
        planning.do(reversals.undo, rev, **by)  # type: ignore[arg-type]
    return refused.value


def test_what_was_changed_since_is_refused_with_the_name_of_who_did(planning: Planning) -> None:
    step = planning.step("Kick-off")
    planning.do(steps.retell, step, "Auftakt", None, None)
    rev = planning.rev
    planning.do(steps.retell, step, "Start", None, None, by=planning.people.bernd)
    refused = refusal_of(planning, rev)
    assert (refused.reason, refused.values["who"]) == ("changed", "Bernd")
    planning.do(steps.retell, step, "Auftakt", None, None)
    planning.do(reversals.undo, rev)  # it says again what it said: nothing is lost by undoing it


def test_a_stage_with_steps_in_it_does_not_leave_by_an_undo_that_was_prepared_either(
    planning: Planning,
) -> None:
    stage = planning.do(stages.add, "Auf Eis").value
    rev = planning.rev
    given = (planning.people.anna, planning.plan_id, rev, planning.time(), planning.day)
    assert planning.database.read_now(prepare_undo, *given)
    planning.do(steps.add, "Liegt dort", stage, "")
    assert planning.database.read_now(prepare_undo, *given) is None
    assert refusal_of(planning, rev).reason == "stage_used"


def test_an_undo_asks_for_the_right_to_do_what_it_undoes(planning: Planning) -> None:
    planning.do(plans.edit_head, {"goal": "Mehr"}, None)
    with pytest.raises(Forbidden):
        planning.do(reversals.undo, planning.rev, by=planning.people.bernd)
    planning.do(reversals.undo, planning.rev)
    with pytest.raises(Forbidden):  # the undo of an undo is the thing itself
        planning.do(reversals.undo, planning.rev, by=planning.people.bernd)


@pytest.mark.parametrize("is_prepared", [True, False])
def test_who_came_with_an_import_leaves_with_it_unless_another_step_names_them(
    planning: Planning, is_prepared: bool
) -> None:
    imported(a_scene(planning), "Was\tWer\tThema\nEins\tKammer\tTools\nZwei\tSparkasse\tBüro\n")
    rev, plan = planning.rev, planning.plan_id

    def names() -> set[str]:
        read = planning.database.read_now(plan_json, plan)
        assert isinstance(read, dict)
        return {one["name"] for kind in ("parties", "themes") for one in read[kind]}

    came = {"Kammer", "Sparkasse", "Tools", "Büro"}
    assert came <= names()
    named = {one.name: one.id for one in planning.all(Party)}
    step = planning.step("Von uns")
    planning.do(ownerships.ask, step, named["Kammer"], "lead")
    if is_prepared:
        planning.do(reversals.undo_prepared, prepared_undo(planning, rev))
    else:
        planning.do(reversals.undo, rev)
    assert came & names() == {"Kammer"}
    [two] = [one.id for one in planning.all(Step) if one.title == "Zwei"]
    planning.do(steps.restore, two)  # out of the trash, alone
    assert came & names() == {"Kammer", "Sparkasse"}
    planning.do(reversals.undo, planning.rev)
    assert came & names() == {"Kammer"}
