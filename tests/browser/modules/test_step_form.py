"""step_form.js and what stands around it: saving, clashing, refreshing, and drafts that survive."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import Locator

from tests.browser.modules.conftest import OpenBoard
from tests.browser.modules.fixture_board import Card
from tests.browser.modules.fixture_step import STEP, StepPage, clash
from tests.browser.modules.scripted_server import Said
from tests.waiting import until


@pytest.fixture
async def step(board: OpenBoard) -> OpenBoard:
    """The board with a1 open."""
    await open_step(board)
    return board


async def open_step(board: OpenBoard, page: StepPage | None = None) -> None:
    board.server.pages[STEP] = (page or StepPage()).html
    await board.page.locator("#step-a1 a").click()
    await board.page.locator("#drawer [data-step]").wait_for()


def field(board: OpenBoard, name: str) -> Locator:
    return board.page.locator("#drawer").get_by_label(name, exact=True)


async def press(board: OpenBoard, button: str) -> None:
    await board.page.locator("#drawer button", has_text=button).click()


async def bodies(board: OpenBoard, count: int) -> list[dict[str, Any]]:
    await until(lambda: len(board.server.posted) == count, what=f"{count} commands")
    return [posted.body for posted in board.server.posted]


def changed(board: OpenBoard, title: str = "Title a1") -> Said:
    return Said(board.server.next_delta(Card("a1", title, "1i", rev=board.server.rev + 1).put("idea")))


async def test_only_changed_texts_are_sent_with_the_rev_they_were_read_at(step: OpenBoard) -> None:
    await field(step, "title").fill("Better")
    step.server.pages[STEP] = StepPage(title="Better", base=2).html
    step.server.answers.append(changed(step, "Better"))
    await press(step, "save texts")
    assert await bodies(step, 1) == [{"title": "Better", "base": 1}]
    await step.rev(2)
    await step.until("() => document.querySelector('#step-name').textContent === 'Better'")
    await field(step, "title").fill("Best")
    step.server.answers.append(changed(step, "Best"))
    await press(step, "save texts")
    assert (await bodies(step, 2))[1] == {"title": "Best", "base": 2}


async def test_sets_buttons_and_plain_texts_are_sent_whole(step: OpenBoard) -> None:
    await step.page.get_by_label("t1").uncheck()
    step.server.answers.extend(changed(step) for _ in range(3))
    await press(step, "set themes")
    await press(step, "accept")
    await field(step, "comment").fill("well done")
    await press(step, "say it")
    assert await bodies(step, 3) == [{"themes": []}, {"answer": "accepted"}, {"text": "well done"}]
    await step.until("() => document.querySelector('#drawer [action$=comments] textarea').value === ''")


async def test_sentences_stand_at_the_fields_and_the_outbox_lists_nothing(step: OpenBoard) -> None:
    refusal = {"code": "invalid", "sentence": "Please look", "fields": {"title": "Too long"}}
    step.server.answers.append(Said(refusal, 422))
    await field(step, "title").fill("x" * 300)
    await press(step, "save texts")
    await step.page.locator("[data-error-for=title]", has_text="Too long").wait_for()
    assert await field(step, "title").get_attribute("aria-invalid") == "true"
    assert await step.run("() => document.activeElement.name") == "title"
    assert await step.page.locator("#outbox").is_hidden()


async def refuse_with_both(step: OpenBoard) -> None:
    await field(step, "text").fill("mine")
    panel = clash("text", "mine", "theirs", base=5)
    step.server.answers.append(Said({"code": "clash", "sentence": "both", "fields": {}, "html": panel}, 409))
    await press(step, "save texts")
    await step.page.locator("#drawer .clash").wait_for()


@pytest.mark.parametrize(("button", "text"), [("take mine", "mine"), ("save merged", "minetheirs")])
async def test_after_a_clash_mine_or_both_are_saved_knowingly(
    step: OpenBoard, button: str, text: str
) -> None:
    await refuse_with_both(step)
    assert await step.run("() => document.activeElement.dataset.clashMerged") == ""
    step.server.pages[STEP] = StepPage(text=text, base=6).html
    step.server.answers.append(changed(step))
    await press(step, button)
    assert (await bodies(step, 2))[1] == {"text": text, "base": 5}
    await step.page.locator("#drawer .clash").wait_for(state="detached")
    assert await field(step, "text").input_value() == text
    assert not await step.call("drawer", "drawerHasUnsaved")


async def test_after_a_clash_theirs_can_be_taken(step: OpenBoard) -> None:
    await refuse_with_both(step)
    step.server.pages[STEP] = StepPage(text="theirs", base=5).html
    await step.page.locator("#drawer a", has_text="take theirs").click()
    await step.until("() => document.querySelector('#drawer textarea[name=text]').value === 'theirs'")
    assert len(step.server.posted) == 1
    assert await step.page.locator("#drawer .clash").count() == 0


async def test_a_clash_again_replaces_the_panel(step: OpenBoard) -> None:
    await refuse_with_both(step)
    again = clash("text", "mine", "third", base=7)
    step.server.answers.append(Said({"code": "clash", "sentence": "both", "fields": {}, "html": again}, 409))
    await press(step, "take mine")
    await step.page.locator("#drawer .clash", has_text="third").wait_for()
    assert await step.page.locator("#drawer .clash").count() == 1


async def test_what_others_change_is_shown_and_what_is_being_typed_stays_and_is_marked(
    step: OpenBoard,
) -> None:
    await field(step, "text").fill("half a sentence")
    theirs = StepPage(title="Theirs", text="theirs", owners="Bernd", base=2)
    step.server.pages[STEP] = theirs.html
    await step.server.delta(Card("a1", "Theirs", "1i", rev=2).put("idea"))
    await step.page.locator("[data-fresh=owners]", has_text="Bernd").wait_for()
    assert await field(step, "title").input_value() == "Theirs"
    assert await field(step, "text").input_value() == "half a sentence"
    assert await step.page.locator("[data-changed-for=text]").text_content() == "changed by Bernd"
    step.server.answers.append(Said({"code": "clash", "sentence": "both", "fields": {}, "html": "<p>"}, 409))
    await press(step, "save texts")
    assert await bodies(step, 1) == [{"text": "half a sentence", "base": 1}]


async def test_a_text_that_nobody_else_changed_is_saved_without_a_clash(step: OpenBoard) -> None:
    await field(step, "text").fill("mine")
    step.server.pages[STEP] = StepPage(title="Theirs", base=2).html
    await step.server.tell(
        "delta",
        feed="plan:k7m2p9x4wd3h",
        epoch="e1",
        frm=1,
        rev=2,
        by=[],
        ops=[{"op": "touch", "ids": ["a1"], "rev": 2}],
    )
    await step.until("() => document.querySelector('#drawer input[name=title]').value === 'Theirs'")
    step.server.rev = 2
    step.server.answers.append(changed(step))
    await press(step, "save texts")
    assert await bodies(step, 1) == [{"text": "mine", "base": 2}]


async def test_a_draft_survives_a_reload_with_the_rev_it_was_begun_at(step: OpenBoard) -> None:
    await field(step, "text").fill("half a sentence")
    await step.open()
    await open_step(step, StepPage(text="changed meanwhile", base=4))
    assert await field(step, "text").input_value() == "half a sentence"
    step.server.answers.append(changed(step))
    await press(step, "save texts")
    assert await bodies(step, 1) == [{"text": "half a sentence", "base": 1}]
    await step.until("() => Object.keys(sessionStorage).length === 0")


async def test_a_refused_text_whose_drawer_is_closed_is_listed_with_its_words(step: OpenBoard) -> None:
    held = asyncio.Event()
    refusal = {"code": "gone", "sentence": "Somebody trashed it", "fields": {}}
    step.server.answers.append(Said(refusal, 410, hold=held))
    await field(step, "comment").fill("my long comment")
    await press(step, "say it")
    await step.page.keyboard.press("Escape")
    await step.page.locator("#drawer").wait_for(state="hidden")
    held.set()
    await step.page.locator("#outbox q", has_text="my long comment").wait_for()
    assert "Title a1: say it" in await step.page.locator("#outbox").inner_text()


async def test_a_second_press_sends_nothing_twice(step: OpenBoard) -> None:
    held = asyncio.Event()
    answer = changed(step)
    answer.hold = held
    step.server.answers.append(answer)
    await press(step, "accept")
    await press(step, "accept")
    held.set()
    await step.rev(2)
    assert len(step.server.posted) == 1


async def test_while_a_deadline_is_typed_the_server_says_what_it_understands(step: OpenBoard) -> None:
    step.server.pages["/deadlines"] = Said("<p>1 to 31 May</p>")
    await step.until("() => window.htmx !== undefined")
    await field(step, "words").fill("in May")
    await step.page.locator("#step-words-read", has_text="1 to 31 May").wait_for()
    assert "/deadlines?plan=k7m2p9x4wd3h&words=in+May" in step.server.gets
