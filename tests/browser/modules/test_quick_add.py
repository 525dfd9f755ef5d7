"""quick_add.js: writing several steps into a stage without leaving the line."""

import asyncio

from playwright.async_api import expect

from tests.browser.modules.conftest import QUICK, OpenBoard
from tests.browser.modules.fixture_board import BOARD, BoardPage, Card, three_stages
from tests.browser.modules.scripted_server import Said

LINE = "#stage-idea .quick-add input[name=lines]"


async def test_enter_adds_and_the_line_stays_open_for_the_next(board: OpenBoard) -> None:
    for n in (1, 2):
        made = board.server.next_delta(
            Card(f"n{n}", f"New {n}", f"y{n}", rev=board.server.rev + 1).put("idea")
        )
        board.server.answers.append(Said(made | {"made": f"n{n}"}))
    await board.page.locator("[data-quick-add=idea]").click()
    await board.page.keyboard.type("New 1")
    await board.page.keyboard.press("Enter")
    await board.page.keyboard.type("New 2")
    await board.page.keyboard.press("Enter")
    await board.rev(3)
    assert [posted.body for posted in board.server.posted] == [
        {"lines": "New 1", "stage": "idea"},
        {"lines": "New 2", "stage": "idea"},
    ]
    assert board.server.posted[0].path == f"{BOARD}/steps"
    assert await board.cards("idea") == ["a1", "a2", "a3", "a4", "n1", "n2"]
    assert await board.run(
        "() => document.activeElement === document.querySelector('#stage-idea input[name=lines]')"
    )


async def test_a_refused_title_is_put_back_into_its_line(board: OpenBoard) -> None:
    refusal = {"code": "invalid", "sentence": "Please look", "fields": {"lines": "Too odd"}}
    board.server.answers.append(Said(refusal, 422))
    await board.page.locator("[data-quick-add=idea]").click()
    await board.page.locator(LINE).fill("Odd")
    await board.page.keyboard.press("Enter")
    await board.page.locator("#stage-idea .field__error", has_text="Too odd").wait_for()
    assert await board.page.locator(LINE).input_value() == "Odd"


async def test_a_refused_title_never_replaces_the_next_one(board: OpenBoard) -> None:
    held = asyncio.Event()
    board.server.answers.append(Said({"code": "locked", "sentence": "Locked", "fields": {}}, 423, hold=held))
    await board.page.locator("[data-quick-add=idea]").click()
    await board.page.locator(LINE).fill("First")
    await board.page.keyboard.press("Enter")
    await board.page.keyboard.type("Second")
    held.set()
    await board.page.locator("#outbox", has_text="added First").wait_for()
    assert await board.page.locator(LINE).input_value() == "Second"


async def test_escape_closes_the_line_and_keeps_what_is_written(board: OpenBoard) -> None:
    await board.page.locator("[data-quick-add=idea]").click()
    await board.page.keyboard.type("Half")
    await board.page.keyboard.press("Escape")
    assert await board.page.locator(LINE).is_hidden()
    assert await board.run("() => document.activeElement.dataset.quickAdd") == "idea"
    await board.page.keyboard.press("Enter")
    assert await board.page.locator(LINE).input_value() == "Half"


async def test_the_line_survives_a_new_head_and_even_the_end_of_its_stage(board: OpenBoard) -> None:
    await board.page.locator("[data-quick-add=done]").click()
    await board.page.keyboard.type("Half")
    renamed = board.server.next_delta()["rev"]
    stage = await board.run("() => document.querySelector('#stage-done').outerHTML")
    put = {
        "op": "put",
        "kind": "stage",
        "id": "done",
        "list": "stages",
        "pos": "a",
        "rev": renamed,
        "html": stage,
    }
    board.server.rev -= 1
    await board.server.delta(put)
    await board.rev(2)
    focused = "() => [document.activeElement.value, document.activeElement.selectionStart]"
    assert await board.run(focused) == ["Half", 4]
    await board.server.delta({"op": "del", "kind": "stage", "id": "done", "rev": 3})
    await board.rev(3)
    assert await board.page.locator("#stage-idea .quick-add input[name=lines]").input_value() == "Half"


async def test_what_stands_in_a_line_survives_a_reload_and_goes_when_it_is_sent(board: OpenBoard) -> None:
    await board.page.locator("[data-quick-add=work]").click()
    await board.page.keyboard.type("Half a title")
    await board.page.reload()
    await board.server.listening()
    line = board.page.locator("#stage-work .quick-add input[name=lines]")
    await expect(line).to_have_value("Half a title")
    assert await board.page.locator(".quick-add").count() == 1
    assert await board.run("() => document.activeElement === document.body")
    board.server.answers.append(Said(board.server.next_delta(Card("n", "Half a title", "y").put("work"))))
    await line.press("Enter")
    await board.rev(2)
    await expect(line).to_have_value("")
    assert await board.run("() => Object.keys(sessionStorage).filter((name) => name.includes('draft'))") == []
    await board.page.reload()
    await board.server.listening()
    assert await board.page.locator(".quick-add").count() == 0


async def test_a_kept_line_whose_stage_is_gone_opens_in_another(board: OpenBoard) -> None:
    await board.page.locator("[data-quick-add=done]").click()
    await board.page.keyboard.type("Half")
    page = BoardPage(stages=three_stages()[:2], html_attributes=QUICK)
    board.server.pages[BOARD] = page.html
    await board.page.reload()
    line = board.page.locator("#stage-idea .quick-add input[name=lines]")
    await expect(line).to_have_value("Half")
    await board.page.reload()
    await expect(line).to_have_value("Half")
    await line.press("Escape")
    await expect(line).to_be_hidden()
