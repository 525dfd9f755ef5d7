"""The second press of a quick hand does nothing; the next one that is meant does."""

import pytest

from tests.browser.modules.conftest import OpenBoard
from tests.browser.modules.fixture_board import BOARD, BoardPage

HERE, BESIDE = (50, 50), (90, 50)  # pixels
QUICK, LATER = "600000", "-1"  # ms in which a second press in the same place is one: any, and none
ROWS = """<ul data-rows><li id="upper"><button>1</button></li><li id="lower"><button>2</button></li></ul>"""
GUARD = """async (byRow) => {
  const { ignoreSecondPress } = await import("/static/behaviours/second_press.js");
  ignoreSecondPress("[data-rows] button", byRow ? (button) => button.closest("li") : undefined);
}"""
PRESS = """([id, [clientX, clientY], detail]) => {
  const press = new MouseEvent("click", { bubbles: true, cancelable: true, clientX, clientY, detail });
  return document.querySelector(`#${id} button`).dispatchEvent(press);
}"""
TYPE = "() => document.body.dispatchEvent(new Event('input', { bubbles: true }))"

Press = tuple[str, tuple[int, int], int]


async def counts(
    board: OpenBoard, first: Press, second: Press, *, twice: str = QUICK, by_row: bool = True
) -> bool:
    """Whether the second of two presses does something."""
    board.server.pages[BOARD] = BoardPage(html_attributes={"data-live-twice": twice}, extra=ROWS).html
    await board.open()
    await board.run(GUARD, by_row)
    assert await board.run(PRESS, first)
    return bool(await board.run(PRESS, second))


@pytest.mark.parametrize(
    ("second", "does_something"),
    [
        (("upper", HERE, 2), False),  # of a double click
        (("lower", HERE, 2), False),  # the same, on what moved up
        (("lower", HERE, 1), False),  # a tap on what moved up
        (("upper", HERE, 1), True),
        (("lower", BESIDE, 1), True),
        (("lower", HERE, 0), True),  # by key
    ],
)
async def test_a_second_press_is_not_for_what_moved_up(
    board: OpenBoard, second: Press, does_something: bool
) -> None:
    assert await counts(board, ("upper", HERE, 1), second) is does_something


async def test_after_a_while_and_where_nothing_moves_up_each_press_is_meant(board: OpenBoard) -> None:
    first, second = ("upper", HERE, 1), ("lower", HERE, 1)
    assert await counts(board, first, second, twice=LATER)
    assert await counts(board, first, second, by_row=False)
    assert not await counts(board, first, ("lower", HERE, 2), by_row=False)


async def test_whoever_typed_in_between_means_it(board: OpenBoard) -> None:
    await counts(board, ("upper", HERE, 1), ("upper", HERE, 1))
    await board.run(TYPE)
    assert await board.run(PRESS, ("lower", HERE, 2))
    assert not await board.run(PRESS, ("lower", HERE, 2))
