"""The modules as pages get them: joined into one file; and the texts they ask for."""

import re
from functools import partial

import pytest
from playwright.async_api import BrowserContext

from tests.browser.modules.conftest import OpenBoard
from tests.browser.modules.fixture_board import BOARD, BoardPage, Card
from tests.browser.modules.fixture_step import STEP, StepPage
from tests.browser.modules.scripted_server import STATIC, Said, ScriptedServer
from tracker.language.texts import all_keys
from tracker.static_files.joining import joined_scripts, later_scripts

ASKED_FOR = re.compile(r'\btext\(\s*"([a-z_]+)"')
STATES = {"connecting", "connected", "reconnecting", "offline", "polling", "signed_out", "gone", "outdated"}
ASKED_BY_NAME = STATES | {
    "signed_out_way_out",
    "gone_way_out",
    "outdated_way_out",
    "retry",
    "discard",
    "resend",
}


async def test_joined_into_one_file_they_do_the_same(context: BrowserContext, server: ScriptedServer) -> None:
    script = joined_scripts(STATIC / "behaviours", "board.js")
    server.pages["/static/behaviours/board.js"] = lambda: script
    for name, later in later_scripts(STATIC / "behaviours", "board.js", "board.js").items():
        server.pages[f"/static/behaviours/{name}"] = partial(str, later)
    server.pages |= {BOARD: BoardPage().html, STEP: StepPage().html}
    board = OpenBoard(await context.new_page(), server)
    await board.open()
    assert [path for path in server.gets if path.endswith(".js")][:1] == ["/static/behaviours/board.js"]
    server.answers.append(Said(server.next_delta(Card("a1", "Title a1", "9", rev=2).put("work"))))
    await board.page.locator("#step-a1 a").focus()
    await board.page.keyboard.press("Alt+ArrowRight")
    await board.rev(2)
    assert await board.cards("work") == ["b1", "b2", "a1"]
    await board.page.locator("#step-a1 a").click()
    await board.page.locator("#drawer [data-step]").wait_for()
    scripts = [path for path in server.gets if path.endswith(".js") and "/behaviours/" in path]
    assert [path for path in scripts[1:] if "/later/" not in path] == []
    assert board.troubles == []


@pytest.mark.parametrize("locale", ["de", "en"])
def test_each_text_a_script_asks_for_is_there(locale: str) -> None:
    scripts = [path.read_text("utf-8") for path in STATIC.glob("behaviours/**/*.js")]
    asked = {key for script in scripts for key in ASKED_FOR.findall(script)} | ASKED_BY_NAME
    there = {key.removeprefix("live.") for key in all_keys(locale) if key.startswith("live.")}
    missing = {key for key in asked if key not in there and not {f"{key}_one", f"{key}_other"} <= there}
    assert len(asked) > 30
    assert not missing
