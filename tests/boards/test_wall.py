"""The wall is told what changes as the board is: what was told is what a fresh page shows, in its own partials."""

import json

import pytest

from tests.boards.asking import ask, told
from tests.boards.replica import Replica, replica_of
from tests.boards.scenes import VERBS, a_scene
from tests.planning import Planning
from tracker.boards.boards import Boards
from tracker.boards.messages import Snapshot
from tracker.boards.wall import SHOWN, WallDrawing
from tracker.boards.whole import BoardParts, snapshot_of, whole_board
from tracker.language.texts import LOCALES
from tracker.rendering import Rendering


def fresh(planning: Planning, rendering: Rendering, locale: str) -> bytes:
    parts = planning.database.read_now(
        whole_board, WallDrawing(rendering), planning.plan_id, locale, planning.day
    )
    assert isinstance(parts, BoardParts)
    return snapshot_of(parts).message


def on_the_wall(page: Replica) -> dict[str, object]:
    shown = page.shown()
    lists = {name: html for name, html in shown["lists"].items() if not name.startswith("notes-")}
    return {"lists": lists, "frags": {id: html for id, html in shown["frags"].items() if id in SHOWN}}


@pytest.mark.parametrize("locale", LOCALES)
def test_told_is_reloaded_for_each_verb(planning: Planning, rendering: Rendering, locale: str) -> None:
    scene, drawing = a_scene(planning), WallDrawing(rendering)
    page = replica_of(fresh(planning, rendering, locale))
    for verb, do in VERBS:
        do(scene)
        message = told(ask(planning, drawing, page.rev, view="wall", locale=locale))
        assert page.hear(message)
        assert on_the_wall(page) == on_the_wall(replica_of(fresh(planning, rendering, locale))), verb
        assert all(op.get("kind") != "note" for op in message["ops"])
        assert all(op["id"] in SHOWN for op in message["ops"] if op["op"] == "frag")


async def test_a_board_and_a_wall_of_one_plan_do_not_take_each_others_cards(
    boards: Boards, planning: Planning
) -> None:
    step = planning.step("Kick-off", words="im Juni 2026")
    told = {}
    for view in ("board", "wall", "board"):
        whole = await boards.snapshot(planning.feed, view, "de", planning.day)
        assert isinstance(whole, Snapshot)
        told[view] = json.loads(whole.message)["lists"][planning.stages["gathered"]]
    assert f"steps/{step}" in told["board"]
    assert "<button" in told["board"]
    for control in ("<a ", "<button", 'href="/plans'):
        assert control not in told["wall"]


def test_a_year_that_is_this_one_is_not_said(planning: Planning, rendering: Rendering) -> None:
    planning.step("bald", words="im Juni 2026")
    planning.step("später", words="im Juni 2027")
    html = fresh(planning, rendering, "de").decode()
    assert "<span>Juni</span>" in html
    assert "<span>Juni\N{NO-BREAK SPACE}2027</span>" in html
