"""What is late or due turns with the Berlin day, without a rev; open and reloaded boards agree."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from tests.boards.asking import fresh_page, shown_fresh
from tests.boards.replica import Message, replica_of
from tests.planning import Planning, set_next_meeting
from tracker.boards.boards import Boards
from tracker.boards.messages import Delta, Snapshot
from tracker.commands import steps
from tracker.language.texts import LOCALES
from tracker.rendering import Rendering

EVE = date(2026, 5, 31)
FIRST = date(2026, 6, 1)


def deadlines(planning: Planning) -> dict[str, str]:
    """Steps whose deadlines turn on the first of June, and some that do not."""
    words = {
        "late from now on": "im Mai 2026",
        "due from now on": "im Juni 2026",
        "due by then": "bis 15. Juni 2026",
        "to be asked": "voraussichtlich am 27. Juli 2026",
        "later": "im Dezember 2026",
        "late already": "im April 2026",
        "ongoing": "laufend",
        "unread": "irgendwann",
        "without": "",
    }
    return {title: planning.step(title, "working", said) for title, said in words.items()}


async def turned(boards: Boards, planning: Planning, view: str = "board", locale: str = "de") -> Message:
    answer = await boards.day_delta(planning.feed, view, locale, EVE, FIRST)
    assert isinstance(answer, Delta)
    message: Message = json.loads(answer.message)
    assert (answer.frm, answer.rev) == (message["frm"], message["rev"]) == (planning.rev, planning.rev)
    assert message["by"] == []
    return message


async def test_just_the_cards_whose_state_turned_are_told(boards: Boards, planning: Planning) -> None:
    ids = deadlines(planning)
    put = {op["id"] for op in (await turned(boards, planning))["ops"] if op["op"] == "put"}
    names = {title for title, id in ids.items() if id in put}
    assert names == {"late from now on", "due from now on", "due by then", "to be asked"}


@pytest.mark.parametrize("locale", LOCALES)
async def test_a_board_open_at_midnight_is_the_one_loaded_after_it(
    boards: Boards, planning: Planning, rendering: Rendering, locale: str
) -> None:
    deadlines(planning)
    planning.do(set_next_meeting, "Treffen", "voraussichtlich am 27. Juli 2026", None)
    loaded = await boards.snapshot(planning.feed, "board", locale, EVE)
    assert isinstance(loaded, Snapshot)
    page = replica_of(loaded.message)
    assert page.shown() == shown_fresh(planning, rendering, locale, EVE)
    assert page.shown() != shown_fresh(planning, rendering, locale, FIRST)
    assert page.hear(await turned(boards, planning, locale=locale))
    assert page.shown() == shown_fresh(planning, rendering, locale, FIRST)


async def test_on_any_day_of_a_year_open_and_reloaded_agree(
    boards: Boards, planning: Planning, rendering: Rendering
) -> None:
    deadlines(planning)
    page, before = fresh_page(planning, rendering, "de", EVE), EVE
    for days in (1, 13, 30, 57, 100, 365):
        today = EVE + timedelta(days=days)
        answer = await boards.day_delta(planning.feed, "board", "de", before, today)
        assert isinstance(answer, Delta)
        page.hear(json.loads(answer.message))
        assert page.shown() == shown_fresh(planning, rendering, "de", today)
        before = today


async def test_what_is_done_or_gone_does_not_turn(boards: Boards, planning: Planning) -> None:
    done, trashed, dropped = (planning.step(title, words="im Mai 2026") for title in "abc")
    planning.do(steps.complete, done)
    planning.do(steps.trash, trashed)
    planning.do(steps.drop, dropped, "fehlt Geld")
    assert [op["op"] for op in (await turned(boards, planning))["ops"]] == ["frag", "frag"]
    rows: list[dict[str, Any]] = (await turned(boards, planning, view="row"))["ops"]
    assert rows == [{"op": "touch", "ids": [], "rev": planning.rev}]


async def test_rows_that_turned_are_touched(boards: Boards, planning: Planning) -> None:
    late = planning.step(words="im Mai 2026")
    assert (await turned(boards, planning, view="row"))["ops"] == [
        {"op": "touch", "ids": [late], "rev": planning.rev}
    ]


async def test_a_late_message_of_midnight_does_not_bring_back_what_changed_since(
    boards: Boards, planning: Planning, rendering: Rendering
) -> None:
    gone, changed = planning.step("gone", words="im Mai 2026"), planning.step("changed", words="im Mai 2026")
    message = await turned(boards, planning)
    planning.do(steps.trash, gone)
    planning.do(steps.retell, changed, "anders", None, None)
    page = fresh_page(planning, rendering, "de", FIRST)
    page.hear(message)
    assert page.shown() == shown_fresh(planning, rendering, "de", FIRST)


async def test_a_plan_that_is_gone_turns_no_more(boards: Boards) -> None:
    assert await boards.day_delta("plan:000000000000", "board", "de", EVE, FIRST) is None
