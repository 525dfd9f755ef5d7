"""drag_steps.js: dragging with mouse and finger, while others change the board."""

from typing import Any

import pytest
from playwright.async_api import Browser, CDPSession

from tests.browser.modules.conftest import OpenBoard
from tests.browser.modules.fixture_board import BOARD, Card
from tests.browser.modules.scripted_server import Said, ScriptedServer

PLACEMENT = f"{BOARD}/steps/a1/placement"
DRAGGING = "() => document.querySelector('.step--ghost') !== null"
MARKED = "(id) => document.querySelector('.step__marker')?.nextElementSibling?.dataset.id === id"


async def middle(board: OpenBoard, selector: str) -> tuple[float, float]:
    box = await board.page.locator(selector).bounding_box()
    assert box is not None, selector
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


async def drag_over(board: OpenBoard, source: str, target: str) -> None:
    """Press on `source`, drag to just above the middle of `target`, and stay there."""
    mouse = board.page.mouse
    await mouse.move(*await middle(board, source))
    await mouse.down()
    x, y = await middle(board, target)
    await mouse.move(x, y - 4, steps=5)
    await board.until(DRAGGING)


@pytest.mark.parametrize("handle", ["#step-a1 [data-grip]", "#step-a1 h3"], ids=["grip", "card"])
async def test_a_mouse_drags_by_grip_and_by_the_card_itself(board: OpenBoard, handle: str) -> None:
    moved = Card("a1", "Title a1", "1z", rev=2)
    board.server.answers.append(Said(board.server.next_delta(moved.put("work"))))
    await board.page.locator("#step-a1").hover()
    await drag_over(board, handle, "#step-b2")
    await board.until(MARKED, "b2")
    await board.page.mouse.up()
    await board.rev(2)
    [posted] = board.server.posted
    assert (posted.path, posted.body) == (PLACEMENT, {"stage": "work", "before": "b2"})
    assert await board.cards("work") == ["b1", "a1", "b2"]
    assert board.page.url.endswith(BOARD), "the click after a drag must not open the step"
    assert await board.page.locator(".step--pending, .step__marker, .step--ghost").count() == 0


async def test_a_dropped_card_waits_dashed_where_it_was_dropped(board: OpenBoard) -> None:
    answer = Said({"code": "locked", "sentence": "The plan is locked"}, 423)
    board.server.answers.append(answer)
    async with board.page.expect_request(f"**{PLACEMENT}"):
        await drag_over(board, "#step-a1 h3", "#step-b1")
        await board.page.mouse.up()
    await board.page.locator("#alert", has_text="The plan is locked").wait_for()
    assert await board.cards("idea") == ["a1", "a2", "a3", "a4"]
    assert await board.page.locator(".step--pending").count() == 0
    assert "Title a1: Work, 1 of 3" in await board.page.locator("#outbox").inner_text()


async def test_changes_by_others_are_shown_during_a_drag(board: OpenBoard) -> None:
    server = board.server
    await drag_over(board, "#step-a1 h3", "#step-b2")
    changed = Card("a1", "Changed meanwhile", "1i", rev=2).put("idea")
    await server.delta(changed, {"op": "del", "kind": "step", "id": "b1", "rev": 2})
    await server.delta(Card("n", "New", "0i", rev=3).put("work"), Card("a4", "Moved", "0", rev=3).put("idea"))
    await board.rev(3)
    assert await board.run(DRAGGING)
    assert await board.page.locator("#step-a1 a").text_content() == "Changed meanwhile"
    server.answers.append(Said(server.next_delta(Card("a1", "Changed meanwhile", "1", rev=4).put("work"))))
    await board.until("() => document.querySelector('#stage-work .step__marker') !== null")
    await board.page.mouse.up()
    await board.rev(4)
    assert await board.cards("work") == ["n", "a1", "b2"]


async def test_a_dragged_card_that_is_deleted_ends_the_drag_with_a_word(board: OpenBoard) -> None:
    await drag_over(board, "#step-a1 h3", "#step-b2")
    await board.server.delta({"op": "del", "kind": "step", "id": "a1", "rev": 2})
    await board.page.locator("#alert", has_text="Title a1 is gone").wait_for()
    await board.page.mouse.up()
    assert not await board.run(DRAGGING)
    assert board.server.posted == []


async def test_escape_leaves_the_card_where_it_was(board: OpenBoard) -> None:
    await drag_over(board, "#step-a1 h3", "#step-a3")
    await board.page.keyboard.press("Escape")
    await board.page.mouse.up()
    assert await board.cards("idea") == ["a1", "a2", "a3", "a4"]
    assert board.server.posted == []
    assert board.page.url.endswith(BOARD)


async def test_an_unsteady_click_is_a_click_and_a_reader_drags_nothing(board: OpenBoard) -> None:
    mouse = board.page.mouse
    x, y = await middle(board, "#step-a1 h3")
    await mouse.move(x, y)
    await mouse.down()
    await mouse.move(x + 3, y + 3)
    await mouse.up()
    await board.page.wait_for_url("**/steps/a1")
    await board.open()
    await board.run("() => { document.body.dataset.role = 'reader'; }")
    await mouse.move(x, y)
    await mouse.down()
    await mouse.move(x + 200, y + 100, steps=4)
    assert not await board.run(DRAGGING)
    await mouse.up()


class Finger:
    """One finger on the screen."""

    def __init__(self, cdp: CDPSession) -> None:
        self._cdp = cdp

    async def _touch(self, what: str, points: list[dict[str, float]]) -> None:
        said: dict[str, Any] = {"type": what, "touchPoints": points}
        await self._cdp.send("Input.dispatchTouchEvent", said)

    async def down(self, x: float, y: float) -> None:
        await self._touch("touchStart", [{"x": x, "y": y}])

    async def move(self, x: float, y: float) -> None:
        await self._touch("touchMove", [{"x": x, "y": y}])

    async def up(self) -> None:
        await self._touch("touchEnd", [])


@pytest.fixture
async def phone(browser: Browser, server: ScriptedServer) -> Any:
    context = await browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    board = OpenBoard(await context.new_page(), server)
    await board.open()
    yield board
    await context.close()
    assert board.troubles == []


async def finger_of(board: OpenBoard) -> Finger:
    return Finger(await board.page.context.new_cdp_session(board.page))


async def test_a_finger_drags_by_the_grip_also_when_the_card_is_changed_beneath_it(phone: OpenBoard) -> None:
    finger, server = await finger_of(phone), phone.server
    await finger.down(*await middle(phone, "#step-a1 [data-grip]"))
    x, y = await middle(phone, "#step-a3")
    for n in range(5):
        await finger.move(x - n, y - 12 + n)
    await phone.until(DRAGGING)
    await server.delta(Card("a1", "Changed", "1i", rev=2).put("idea"))
    await phone.rev(2)
    await phone.until(MARKED, "a3")
    server.answers.append(Said(server.next_delta(Card("a1", "Changed", "2z", rev=3).put("idea"))))
    await finger.up()
    await phone.rev(3)
    assert server.posted[0].body == {"stage": "idea", "before": "a3"}
    assert await phone.cards("idea") == ["a2", "a1", "a3", "a4"]


async def test_a_swipe_over_a_card_scrolls_and_drags_nothing(phone: OpenBoard) -> None:
    many = [Card(f"m{n}", "Many", f"m{n:02}").put("idea") for n in range(20)]
    await phone.server.delta(*many)
    await phone.rev(2)
    finger = await finger_of(phone)
    x, y = await middle(phone, "#step-a4")
    await finger.down(x - 60, y)
    for n in range(1, 12):
        await finger.move(x - 60, y - n * 20)
    await finger.up()
    await phone.until("() => document.scrollingElement.scrollTop > 60")
    assert phone.server.posted == []


async def test_at_the_screens_edge_the_next_stage_comes_into_view(phone: OpenBoard) -> None:
    finger, server = await finger_of(phone), phone.server
    await finger.down(*await middle(phone, "#step-a2 [data-grip]"))
    _, y = await middle(phone, "#step-a2")
    for x in (300, 340, 386):
        await finger.move(x, y)
    await phone.until("() => document.querySelector('#stage-work').classList.contains('stage--shown')")
    await finger.move(200, y)
    await phone.until("() => document.querySelector('#stage-work .step__marker') !== null")
    server.answers.append(Said(server.next_delta(Card("a2", "Title a2", "0", rev=2).put("work"))))
    await finger.up()
    await phone.rev(2)
    assert server.posted[0].body["stage"] == "work"


async def test_near_the_lower_edge_the_page_scrolls(board: OpenBoard) -> None:
    await board.server.delta(*(Card(f"m{n}", "Many", f"m{n:02}").put("idea") for n in range(30)))
    await board.rev(2)
    await drag_over(board, "#step-a1 h3", "#step-a3")
    await board.page.mouse.move(200, 795)
    await board.until("() => document.scrollingElement.scrollTop > 100")
    await board.page.mouse.move(200, 5)
    await board.until("() => document.scrollingElement.scrollTop === 0")
    await board.page.keyboard.press("Escape")
    await board.page.mouse.up()
