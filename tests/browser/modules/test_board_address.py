"""board_address.js and drawer.js: a step opens beside the board, has an address, and Back closes it."""

from playwright.async_api import Dialog

from tests.browser.modules.conftest import OpenBoard
from tests.browser.modules.fixture_board import BOARD, Card
from tests.browser.modules.fixture_step import STEP, StepPage
from tests.browser.modules.scripted_server import Said
from tests.waiting import until

FOCUSED = "() => document.activeElement.textContent"


async def open_step(board: OpenBoard) -> None:
    board.server.pages[STEP] = StepPage().html
    await board.page.locator("#step-a1 a").click()
    await board.page.locator("#drawer [data-step]").wait_for()


async def test_a_step_opens_with_its_address_and_back_leads_to_its_card(board: OpenBoard) -> None:
    await open_step(board)
    assert board.page.url.endswith(STEP)
    assert await board.page.title() == "Title a1 – Board"
    assert await board.run(FOCUSED) == "Title a1"
    assert await board.run("() => document.activeElement.id") == "step-name"
    await until(lambda: {"t": "at", "step": "a1"} in board.server.heard, what="at")
    await board.page.go_back()
    await board.page.locator("#drawer").wait_for(state="hidden")
    assert board.page.url.endswith(BOARD)
    assert await board.run("() => document.activeElement.closest('.step').dataset.id") == "a1"
    await until(lambda: {"t": "at", "step": None} in board.server.heard, what="at nothing")
    await board.page.go_forward()
    await board.page.locator("#drawer [data-step]").wait_for()


async def test_escape_and_the_close_link_close_it_with_one_entry_in_the_history(board: OpenBoard) -> None:
    length = await board.run("() => history.length")
    await open_step(board)
    await board.page.keyboard.press("Escape")
    await board.page.wait_for_url(f"**{BOARD}")
    await open_step(board)
    await board.page.locator("[data-drawer-close]").click()
    await board.page.wait_for_url(f"**{BOARD}")
    assert await board.run("() => history.length") == length + 1


async def test_what_is_behind_is_out_of_reach_but_the_connection_is_heard(board: OpenBoard) -> None:
    await open_step(board)
    inert = "(selector) => document.querySelector(selector).closest('[inert]') !== null"
    assert await board.run(inert, ".stages")
    assert await board.run(inert, ".filter")
    assert not await board.run(inert, "[data-connection]")
    assert not await board.run(inert, "#outbox")
    await board.page.keyboard.press("Escape")
    await board.page.locator("#drawer").wait_for(state="hidden")
    assert not await board.run(inert, ".stages")


async def test_unsaved_text_is_not_left_without_asking(board: OpenBoard) -> None:
    await open_step(board)
    await board.page.get_by_label("text", exact=True).fill("half a sentence")
    asked: list[str] = []
    stay = True

    async def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        await (dialog.dismiss() if stay else dialog.accept())

    board.page.on("dialog", answer)
    await board.page.keyboard.press("Escape")
    await until(lambda: asked == ["leave?"], what="the question")
    await board.page.go_back()
    await board.page.wait_for_url(f"**{STEP}")
    assert await board.page.get_by_label("text", exact=True).input_value() == "half a sentence"
    stay = False
    await board.page.keyboard.press("Escape")
    await board.page.wait_for_url(f"**{BOARD}")
    await open_step(board)
    assert await board.page.get_by_label("text", exact=True).input_value() == "a text"


async def test_a_step_that_cannot_be_loaded_says_so(board: OpenBoard) -> None:
    board.server.pages[STEP] = Said(status=503)
    await board.page.locator("#step-a1 a").click()
    await board.page.locator("#drawer", has_text="not loaded").wait_for()
    await board.page.locator("#drawer [data-drawer-close]").click()
    await board.page.wait_for_url(f"**{BOARD}")


async def test_a_step_that_is_not_there_says_what_the_server_says(board: OpenBoard) -> None:
    board.server.pages[STEP] = Said("There is no such page.", 404)
    await board.page.locator("#step-a1 a").click()
    await board.page.locator("#drawer h1", has_text="There is no such page.").wait_for()
    await board.page.keyboard.press("Escape")
    await board.page.wait_for_url(f"**{BOARD}")


async def test_a_step_that_goes_from_the_board_leaves_the_typed_text_alone(board: OpenBoard) -> None:
    await open_step(board)
    await board.page.get_by_label("text", exact=True).fill("half a sentence")
    board.server.pages[STEP] = Said("<article data-gone>gone</article>", 410)
    await board.server.delta({"op": "del", "kind": "step", "id": "a1", "rev": 2})
    await board.page.locator("#drawer [role=alert]", has_text="the step is gone").wait_for()
    assert await board.page.get_by_label("text", exact=True).input_value() == "half a sentence"


async def test_while_a_step_is_open_the_board_behind_it_stays_live(board: OpenBoard) -> None:
    await open_step(board)
    await board.server.delta(Card("n", "New", "z", rev=2).put("idea"))
    await board.rev(2)
    assert await board.cards("idea") == ["a1", "a2", "a3", "a4", "n"]
