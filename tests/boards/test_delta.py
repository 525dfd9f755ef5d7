"""What a delta holds, when there is none, and when only the whole will do."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert
from sqlmodel import Session, col

from tests.boards.asking import ask, told, told_since
from tests.boards.scenes import a_scene
from tests.planning import NOON, Planning, set_next_meeting
from tracker.boards.boards import Boards
from tracker.boards.delta import MOST_ENTITIES, MOST_NAMED
from tracker.boards.drawing import Drawing
from tracker.boards.messages import Delta, NoSuchFeed, TooOld, Unchanged
from tracker.commands import meetings, notes, parties, plans, steps
from tracker.domain.change import Change, Verb
from tracker.domain.edit import Edit
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.rendering import Rendering
from tracker.store.history import table_of
from tracker.store.purging import purge_notes_and_meetings, purge_steps


@pytest.fixture
def drawing(rendering: Rendering) -> Drawing:
    return Drawing(rendering)


def many_steps(planning: Planning, count: int) -> None:
    """As many steps in one command."""

    def command(session: Session, edit: Edit) -> None:
        edit.say(Verb.STEP_ADDED)
        rows = [
            Step(
                plan_id=planning.plan_id, number=at, title=f"Schritt {at}", stage_id=planning.stages["gathered"],
                order_key=f"{at:05}1", rev=edit.rev, created_at=NOON,
            ).model_dump()
            for at in range(count)
        ]  # fmt: skip
        session.connection().execute(insert(table_of(Step)), rows)
        edit.note("plan", planning.plan_id, "present", False, True)

    planning.database.write_now(command, feeds=(planning.feed,))


def test_a_page_that_stands_at_the_present_rev_is_told_nothing(planning: Planning, drawing: Drawing) -> None:
    assert ask(planning, drawing, 0) == Unchanged(planning.feed, planning.epoch, 0)
    planning.step()
    assert ask(planning, drawing, 1) == Unchanged(planning.feed, planning.epoch, 1)


@pytest.mark.parametrize(("since", "epoch"), [(1, "another"), (1, ""), (3, None), (10**9, None), (-1, None)])
def test_another_epoch_and_a_rev_never_given_need_the_whole(
    planning: Planning, drawing: Drawing, since: int, epoch: str | None
) -> None:
    planning.step()
    planning.step()
    assert ask(planning, drawing, since, epoch=epoch) == TooOld(planning.feed, planning.epoch, 2)


def test_a_history_that_does_not_reach_back_needs_the_whole(planning: Planning, drawing: Drawing) -> None:
    for _ in range(3):
        planning.step()
    planning.database.write_now(
        lambda session: session.execute(delete(Change).where(col(Change.rev) == 2)) and None
    )
    assert isinstance(ask(planning, drawing, 1), TooOld)
    assert isinstance(ask(planning, drawing, 2), Delta)


def test_a_plan_that_is_not_there_has_no_delta(planning: Planning, drawing: Drawing) -> None:
    epoch, planning.plan_id = planning.epoch, "000000000000"
    assert ask(planning, drawing, 0, epoch=epoch) == NoSuchFeed("plan:000000000000")


def test_two_hundred_entities_are_a_delta_and_one_more_needs_the_whole(
    planning: Planning, drawing: Drawing
) -> None:
    many_steps(planning, MOST_ENTITIES - 1)
    planning.do(notes.add, "goal", "Mehr Treffen")
    assert len(told(ask(planning, drawing, 0))["ops"]) == MOST_ENTITIES + 1  # and the frame's summary
    planning.do(notes.add, "goal", "Noch mehr Treffen")
    assert isinstance(ask(planning, drawing, 0), TooOld)
    assert isinstance(ask(planning, drawing, 1), Delta)


def test_many_changes_of_one_step_are_one_op(planning: Planning, drawing: Drawing) -> None:
    step_id = planning.step("0")
    for turn in range(1, 6):
        planning.do(steps.retell, step_id, str(turn), None, None)
    message = told(ask(planning, drawing, 1))
    assert [(op["op"], op["id"], op["rev"]) for op in message["ops"]] == [("put", step_id, 6)]
    assert [one["rev"] for one in message["by"]] == [2, 3, 4, 5, 6]
    assert ">5<" in message["ops"][0]["html"]


def test_a_step_that_came_and_went_is_only_told_as_gone(planning: Planning, drawing: Drawing) -> None:
    step_id = planning.step()
    planning.do(steps.trash, step_id)
    assert told(ask(planning, drawing, 0))["ops"] == [{"op": "del", "kind": "step", "id": step_id, "rev": 2}]


def test_a_put_says_where_the_step_stands(planning: Planning, drawing: Drawing) -> None:
    step_id = planning.step("Kick-off", "working")
    put = told(ask(planning, drawing, 0))["ops"][0]
    step = planning.one(Step, step_id)
    assert {name: value for name, value in put.items() if name != "html"} == {
        "op": "put", "kind": "step", "id": step_id, "list": planning.stages["working"],
        "pos": step.order_key, "rev": 1,
    }  # fmt: skip
    assert f'data-pos="{step.order_key}" data-rev="1"' in put["html"]


def test_only_the_parts_of_the_frame_that_changed_are_told(planning: Planning, drawing: Drawing) -> None:
    def parts_told(since: int) -> list[str]:
        return [op["id"] for op in told(ask(planning, drawing, since))["ops"] if op["op"] == "frag"]

    planning.do(plans.edit_head, {"goal": "Ein Ziel"}, None)
    planning.do(parties.add_party, "Kammer")
    planning.do(parties.add_theme, "Tools")
    planning.do(notes.add, "goal", "Mehr Treffen")
    planning.do(set_next_meeting, "", "12.06.2026", None)
    planning.step()
    assert parts_told(0) == ["plan-head", "frame-meetings", "frame-summary", "frame-themes", "frame-parties"]
    assert parts_told(1) == ["plan-head", "frame-meetings", "frame-summary", "frame-themes", "frame-parties"]
    assert parts_told(2) == ["plan-head", "frame-meetings", "frame-summary", "frame-themes"]
    assert parts_told(3) == ["plan-head", "frame-meetings", "frame-summary"]
    assert parts_told(4) == ["plan-head", "frame-meetings"]
    assert parts_told(5) == []


def test_a_long_absence_is_told_with_the_last_changes_by_name(planning: Planning, drawing: Drawing) -> None:
    step_id = planning.step("0")
    for turn in range(1, MOST_NAMED + 5):
        planning.do(steps.retell, step_id, str(turn), None, None)
    message = told(ask(planning, drawing, 0))
    assert [one["rev"] for one in message["by"]] == list(range(6, MOST_NAMED + 6))


def test_rows_are_only_touched(planning: Planning, rendering: Rendering) -> None:
    scene = a_scene(planning)
    rev = planning.rev
    planning.do(steps.retell, scene.open, "Neu", None, None)
    planning.do(steps.trash, scene.owned)
    planning.do(notes.add, "goal", "Mehr")
    message = told_since(planning, rendering, rev, view="row")
    assert message["ops"] == [{"op": "touch", "ids": message["ops"][0]["ids"], "rev": planning.rev}]
    assert set(message["ops"][0]["ids"]) == {scene.open, scene.owned}
    planning.do(plans.edit_head, {"title": "Neu"}, None)
    assert told_since(planning, rendering, planning.rev - 1, view="row")["ops"][0]["ids"] == []


def test_a_message_names_the_command_that_made_each_change(planning: Planning, drawing: Drawing) -> None:
    planning.step("Kick-off", "agreed")
    planning.do(steps.add, "Vom Gast", by=planning.people.deniz)
    first, second = told(ask(planning, drawing, 0))["by"]
    assert first == {
        "rev": 1, "key": "", "actor": "Anna", "say": "Anna: neuer Schritt „Kick-off“ in „Vereinbart“"
    }  # fmt: skip
    assert second["actor"] == "Deniz"


async def test_the_key_of_a_command_is_told_so_that_its_author_knows_the_echo(
    planning: Planning, drawing: Drawing
) -> None:
    await planning.send(steps.add, "Kick-off", key="key-1")
    assert told(ask(planning, drawing, 0))["by"][0]["key"] == "key-1"


async def test_what_was_made_is_told_to_its_author_alone(boards: Boards, planning: Planning) -> None:
    made = (await planning.send(steps.add, "Kick-off")).made
    epoch, day = planning.epoch, planning.day
    for_author = await boards.delta(planning.feed, 0, epoch, "board", "de", day, made)
    for_others = await boards.delta(planning.feed, 0, epoch, "board", "de", day)
    assert isinstance(for_author, Delta)
    assert isinstance(for_others, Delta)
    assert "made" not in json.loads(for_others.message)
    assert json.loads(for_author.message) == json.loads(for_others.message) | {"made": made}
    assert isinstance(await boards.delta(planning.feed, 1, epoch, "board", "de", day, made), Unchanged)


def test_both_languages_are_told_in_theirs(planning: Planning, rendering: Rendering) -> None:
    planning.step("Kick-off", words="im Mai 2026")
    german, english = (told_since(planning, rendering, 0, locale=locale) for locale in ("de", "en"))
    assert "Mai 2026" in german["ops"][0]["html"]
    assert "May 2026" in english["ops"][0]["html"]
    assert german["by"][0]["say"] != english["by"][0]["say"]


def test_text_of_people_stays_text(planning: Planning, rendering: Rendering) -> None:
    """P14"""
    bad = "<img src=x onerror=alert(1)> \" ' & {{ 7*7 }} </li>"
    planning.do(steps.add, bad)
    planning.do(notes.add, "goal", bad)
    planning.do(parties.add_party, bad)
    texts = dict.fromkeys(("title", "place", "host", "agenda"), bad)
    planning.do(meetings.add, bad, texts | {"link": "https://example.org/?'&{{7*7}}"})
    planning.do(plans.edit_head, {"title": bad, "goal": bad, "period": bad}, None)
    ops = told_since(planning, rendering, 0)["ops"]
    assert all("<img" not in op["html"] and "&lt;img src=x" in op["html"] for op in ops if "summary" not in op["id"]
               and "themes" not in op["id"])  # fmt: skip
    assert planning.one(Plan, planning.plan_id).title == bad


def test_a_page_that_slept_while_a_step_was_removed_for_good_takes_the_whole(
    planning: Planning, rendering: Rendering
) -> None:
    step, rev = planning.step("Weg"), planning.rev
    planning.do(steps.trash, step)
    later = planning.time.now + timedelta(days=31)
    planning.database.write_now(lambda session: purge_steps(session, [step], later))
    assert isinstance(ask(planning, Drawing(rendering), rev), TooOld)
    assert isinstance(ask(planning, Drawing(rendering), planning.rev), Unchanged)


def test_so_does_a_page_that_slept_while_a_note_was(planning: Planning, rendering: Rendering) -> None:
    note, rev = planning.do(notes.add, "idea", "Weg").made, planning.rev
    planning.do(notes.trash, note)
    later = planning.time.now + timedelta(days=31)
    assert planning.database.write_now(lambda session: purge_notes_and_meetings(session, later)).value
    assert isinstance(ask(planning, Drawing(rendering), rev), TooOld)
    assert isinstance(ask(planning, Drawing(rendering), planning.rev), Unchanged)
