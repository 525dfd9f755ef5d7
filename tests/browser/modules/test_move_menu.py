"""move_menu.js and move_keys.js: moving without dragging."""

import pytest

from tests.browser.modules.conftest import OpenBoard
from tests.browser.modules.fixture_board import Card
from tests.browser.modules.scripted_server import Said

OPENER = "#step-a2 [data-move-menu]"
FOCUSED = "() => document.activeElement.closest('.step')?.dataset.id"
FOCUSED_ITEM = "() => document.activeElement.textContent"


def agree(board: OpenBoard, pos: str, stage: str, card: str = "a2") -> None:
    """Let the server agree to the next move."""
    moved = Card(card, f"Title {card}", pos, rev=board.server.rev + 1)
    board.server.answers.append(Said(board.server.next_delta(moved.put(stage))))


async def test_the_menu_by_keyboard_alone(board: OpenBoard) -> None:
    keys = board.page.keyboard
    await board.page.locator(OPENER).focus()
    await keys.press("Enter")
    assert await board.run(FOCUSED_ITEM) == "Idea1"
    assert await board.page.locator(OPENER).get_attribute("aria-expanded") == "true"
    assert await board.page.locator("#move-menu [aria-current]").text_content() == "Idea1"
    for key, item in [
        ("ArrowDown", "Work2"),
        ("ArrowUp", "Idea1"),
        ("ArrowUp", "to_bottom"),
        ("Home", "Idea1"),
        ("End", "to_bottom"),
    ]:
        await keys.press(key)
        assert await board.run(FOCUSED_ITEM) == item
    await keys.press("Escape")
    assert await board.run(FOCUSED) == "a2"
    assert await board.page.locator(OPENER).get_attribute("aria-expanded") == "false"
    await keys.press("Enter")
    await keys.press("ArrowDown")
    agree(board, "9", "work")
    await keys.press("Enter")
    await board.rev(2)
    assert board.server.posted[0].body == {"stage": "work", "before": None}
    assert await board.run(FOCUSED) == "a2"
    # by and by with how it is undone
    said = "() => document.querySelector('#announcer').textContent.startsWith('Title a2: Work, 3 of 3')"
    await board.until(said)


async def test_a_digit_chooses_a_stage_and_taps_do_the_same(board: OpenBoard) -> None:
    await board.page.locator(OPENER).click()
    agree(board, "1", "done")
    await board.page.keyboard.press("3")
    await board.rev(2)
    assert await board.cards("done") == ["a2"]
    await board.page.locator(OPENER).click()
    agree(board, "9", "work")
    await board.page.locator("#move-menu button", has_text="Work").click()
    await board.rev(3)
    assert await board.cards("work") == ["b1", "b2", "a2"]


@pytest.mark.parametrize(
    ("item", "before", "order"),
    [
        ("to_top", "a1", ["a2", "a1", "a3", "a4"]),
        ("one_up", "a1", ["a2", "a1", "a3", "a4"]),
        ("one_down", "a4", ["a1", "a3", "a2", "a4"]),
        ("to_bottom", None, ["a1", "a3", "a4", "a2"]),
    ],
)
async def test_the_menu_moves_within_a_stage(
    board: OpenBoard, item: str, before: str, order: list[str]
) -> None:
    pos = {"to_top": "1", "one_up": "1", "one_down": "3z", "to_bottom": "9"}[item]
    agree(board, pos, "idea")
    await board.page.locator(OPENER).click()
    await board.page.locator("#move-menu button", has_text=item).click()
    await board.rev(2)
    assert board.server.posted[0].body == {"stage": "idea", "before": before}
    assert await board.cards("idea") == order


async def test_a_card_that_is_deleted_closes_its_menu(board: OpenBoard) -> None:
    await board.page.locator(OPENER).click()
    await board.server.delta({"op": "del", "kind": "step", "id": "a2", "rev": 2})
    await board.rev(2)
    assert await board.page.locator("#move-menu").is_hidden()


async def test_alt_and_arrows_move_the_focused_card_and_the_focus_stays_on_it(board: OpenBoard) -> None:
    await board.page.locator("#step-a2 a").focus()
    moves = [
        ("ArrowDown", "3z", "idea"),
        ("ArrowRight", "9", "work"),
        ("ArrowUp", "2h", "work"),
        ("ArrowLeft", "9", "idea"),
    ]
    for n, (key, pos, stage) in enumerate(moves):
        agree(board, pos, stage)
        await board.page.keyboard.press(f"Alt+{key}")
        await board.rev(n + 2)
        assert await board.run(FOCUSED) == "a2"
    bodies = [posted.body for posted in board.server.posted]
    assert bodies == [
        {"stage": "idea", "before": "a4"},
        {"stage": "work", "before": None},
        {"stage": "work", "before": "b2"},
        {"stage": "idea", "before": None},
    ]
    await board.until("() => document.querySelector('#announcer').textContent === 'Title a2: Idea, 4 of 4'")


async def test_moves_made_faster_than_the_server_answers_end_where_the_last_one_led(board: OpenBoard) -> None:
    await board.page.locator("#step-a1 a").focus()
    for pos in ("2z", "3z", "9"):
        agree(board, pos, "idea", card="a1")
    for _ in range(3):
        await board.page.keyboard.press("Alt+ArrowDown")
    assert await board.cards("idea") == ["a2", "a3", "a4", "a1"]
    await board.rev(4)
    assert await board.cards("idea") == ["a2", "a3", "a4", "a1"]
    assert await board.page.locator(".step--pending").count() == 0
