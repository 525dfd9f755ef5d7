"""A whole plan as plain values, for scripts."""

import json

from tests.boards.scenes import VERBS, a_scene
from tests.planning import Planning
from tracker.boards.plain import plan_json
from tracker.domain.note import Note
from tracker.domain.step import Step
from tracker.store.plans import stages_of


def test_a_plan_as_json_holds_what_is_on_the_board(planning: Planning) -> None:
    scene = a_scene(planning)
    for _, do in VERBS:
        do(scene)
    plan = planning.database.read_now(plan_json, planning.plan_id)
    assert isinstance(plan, dict)
    assert json.loads(json.dumps(plan)) == plan
    assert (plan["rev"], plan["epoch"], plan["id"]) == (planning.rev, planning.epoch, planning.plan_id)
    stored = {step.id: step for step in planning.all(Step)}
    for step in plan["steps"]:
        row = stored[step["id"]]
        assert (step["title"], step["rev"], step["stage"], step["pos"], step["number"]) == (
            row.title, row.rev, row.stage_id, row.order_key, row.number
        )  # fmt: skip
    stages = planning.database.read_now(stages_of, planning.plan_id)
    for stage in stages:
        titles = [step["title"] for step in plan["steps"] if step["stage"] == stage.id]
        assert titles == planning.titles_in(stage.id)
    assert {note["id"] for note in plan["notes"]} == {
        note.id for note in planning.all(Note) if note.trashed_at is None
    }
    assert [stage["id"] for stage in plan["stages"]] == [stage.id for stage in stages]
    assert [theme["place"] for theme in plan["themes"]] == list(range(1, len(plan["themes"]) + 1))
    assert "@" not in json.dumps(plan)


def test_done_owners_themes_and_deadlines_stand_at_their_step(planning: Planning) -> None:
    scene = a_scene(planning)
    plan = planning.database.read_now(plan_json, planning.plan_id)
    assert isinstance(plan, dict)
    by_id = {step["id"]: step for step in plan["steps"]}
    assert set(by_id) == {scene.open, scene.owned, scene.done} | {
        step["id"] for step in plan["steps"] if step["title"] == "Der letzte"
    }
    owned, done = by_id[scene.owned], by_id[scene.done]
    assert owned["themes"] == [scene.theme]
    assert owned["owners"] == [
        {"id": scene.ownership, "party": scene.party, "role": "lead", "answer": "asked"}
        | {"how": "", "in_charge": None}
    ]
    assert (owned["deadline"]["words"], owned["deadline"]["tentative"]) == ("voraussichtlich im Mai", True)
    assert done["done"] == {"day": "2026-05-04", "by": "Anna", "result": "Aula"}
    assert (owned["done"], done["deadline"]) == (None, None)
