"""live/outbox.js: every command reaches the server once, and nothing that was written is lost on the way."""

import asyncio
from typing import Any

from playwright.async_api import BrowserContext, Route

from tests.browser.modules.conftest import QUICK, OpenBoard
from tests.browser.modules.fixture_board import BOARD, FEED, BoardPage, Card
from tests.browser.modules.scripted_server import Said, ScriptedServer

COMMAND = {"url": f"{BOARD}/steps/a1/placement", "body": {"stage": "work", "before": None}, "feed": FEED}
SEND = "(command) => import('/static/behaviours/live/outbox.js').then(({ send }) => send(command))"
STATE = "(state) => document.querySelector('[data-connection]').dataset.state === state"
KEPT = "() => Object.keys(localStorage).filter((name) => name.startsWith('tracker:outbox:')).length"


async def send(board: OpenBoard, label: str = "moved a1") -> str:
    key: str = await board.run(SEND, COMMAND | {"label": label})
    return key


def moved(board: OpenBoard, pos: str = "9") -> Said:
    return Said(board.server.next_delta(Card("a1", "Title a1", pos, rev=board.server.rev + 1).put("work")))


async def test_a_command_carries_key_rev_and_token_and_its_echo_is_dropped(board: OpenBoard) -> None:
    answer = moved(board)
    board.server.answers.append(answer)
    key = await send(board)
    await board.rev(2)
    [posted] = board.server.posted
    sent = {name: posted.headers[name] for name in ("idempotency-key", "feed-rev", "x-token", "content-type")}
    expected = {
        "idempotency-key": key,
        "feed-rev": "1",
        "x-token": "token-1",
        "content-type": "application/json",
    }
    assert sent == expected
    assert isinstance(answer.body, dict)
    await board.server.tell(**answer.body)
    await board.until("() => window.tracker.counts().dropped === 1")
    counts = await board.counts()
    assert (counts["applied"], counts["gaps"], counts["pulls"]) == (1, 0, 0)
    assert await board.page.locator(".step--arrived").count() == 0
    assert await board.run(KEPT) == 0


async def test_others_changes_under_way_come_with_the_answer_and_nothing_is_pulled(board: OpenBoard) -> None:
    server = board.server
    mine, theirs = Card("a1", "Title a1", "9", rev=3).put("work"), Card("n", "Theirs", "0", rev=2).put("idea")
    server.rev = 3
    by = [
        {"rev": 2, "key": "x", "actor": "Bernd", "say": ""},
        {"rev": 3, "key": "x", "actor": "Anna", "say": ""},
    ]
    both = {"t": "delta", "feed": FEED, "epoch": "e1", "frm": 1, "rev": 3, "by": by, "ops": [theirs, mine]}
    server.answers.append(Said(both))
    await send(board)
    await board.rev(3)
    await server.tell("delta", feed=FEED, epoch="e1", frm=1, rev=2, by=by[:1], ops=[theirs])
    await server.tell("delta", feed=FEED, epoch="e1", frm=2, rev=3, by=by[1:], ops=[mine])
    await board.until("() => window.tracker.counts().dropped === 2")
    assert await board.cards("idea") == ["n", "a2", "a3", "a4"]
    counts = await board.counts()
    assert (counts["applied"], counts["gaps"], counts["pulls"]) == (1, 0, 0)


async def test_a_lost_answer_is_asked_for_again_with_the_same_key(board: OpenBoard) -> None:
    first = True

    async def cut(route: Route) -> None:
        nonlocal first
        if not first:
            await route.continue_()
            return
        first = False
        await route.fetch()
        await route.abort()

    await board.page.route("**/placement", cut)
    board.server.answers.append(moved(board))
    await send(board)
    await board.rev(2)
    keys = [posted.headers["idempotency-key"] for posted in board.server.posted]
    assert len(keys) == 2
    assert keys[0] == keys[1]
    assert (await board.counts())["applied"] == 1


async def test_busy_and_broken_servers_are_asked_again_and_a_page_of_some_portal_is_no_yes(
    board: OpenBoard,
) -> None:
    busy = Said({"code": "too_many", "sentence": "later"}, 429, {"Retry-After": "0"})
    board.server.answers.extend(
        [Said(status=502), busy, Said("<html>Please sign in to this network"), moved(board)]
    )
    await send(board)
    await board.page.locator("[data-connection]", has_text="1 unsent").wait_for()
    await board.until("() => Object.values(window.tracker.feeds())[0].rev === 2", timeout=20)
    assert len({posted.headers["idempotency-key"] for posted in board.server.posted}) == 1
    await board.until("() => document.querySelector('[data-connection]').textContent === 'connected'")


async def test_what_is_refused_is_listed_with_its_words_and_can_be_tried_again_or_discarded(
    board: OpenBoard,
) -> None:
    refusal = Said({"code": "forbidden", "sentence": "You may not do this"}, 403)
    board.server.answers.extend([refusal, refusal])
    first = await send(board, "moved a1")
    await send(board, "moved it again")
    outbox = board.page.locator("#outbox")
    await outbox.locator("li").nth(1).wait_for()
    words = await outbox.inner_text()
    assert "moved a1" in words
    assert "You may not do this" in words
    board.server.answers.append(moved(board))
    await outbox.locator("button", has_text="retry").first.click()
    await board.rev(2)
    assert board.server.posted[-1].headers["idempotency-key"] == first
    await outbox.locator("button", has_text="discard").click()
    await outbox.wait_for(state="hidden")
    assert await board.run(KEPT) == 0


async def test_unsent_work_outlives_a_closed_tab_and_is_sent_in_order(
    board: OpenBoard, context: BrowserContext
) -> None:
    await context.set_offline(True)
    keys = [await send(board, "first"), await send(board, "second")]
    await board.page.locator("[data-connection]", has_text="2 unsent").wait_for()
    assert "second" in await board.page.locator("#outbox").inner_text()
    await board.page.close()
    await context.set_offline(False)
    board.server.answers.extend([moved(board), moved(board, "z")])
    again = OpenBoard(await context.new_page(), board.server)
    await again.open()
    await again.rev(3)
    sent = [posted.headers["idempotency-key"] for posted in board.server.posted]
    # the closing tab may have sent the first one more time: that is what keys are for
    assert list(dict.fromkeys(sent)) == keys
    assert await again.run(KEPT) == 0


async def test_offline_and_back_sends_at_once(board: OpenBoard, context: BrowserContext) -> None:
    await context.set_offline(True)
    await send(board)
    await board.page.locator("[data-connection]", has_text="1 unsent").wait_for()
    board.server.answers.append(moved(board))
    await context.set_offline(False)
    await board.rev(2)
    await board.until(STATE, "connected")


async def test_signed_out_keeps_everything_until_the_same_member_is_back(board: OpenBoard) -> None:
    server = board.server
    server.answers.append(Said({"code": "sign_in", "sentence": "Please sign in"}, 401))
    await send(board)
    await board.until(STATE, "signed_out")
    link = board.page.locator("[data-connection] a")
    assert await link.get_attribute("href") == "/sign-in?next=%2Fplans%2Fk7m2p9x4wd3h"
    assert await board.run(KEPT) == 1
    unsent = board.page.locator("#outbox li")
    await unsent.get_by_text("sign in and it goes out").wait_for()
    assert await unsent.get_by_role("link", name="sign in").get_attribute("href") == await link.get_attribute(
        "href"
    )
    assert await unsent.get_by_role("button").count() == 0
    server.pages[BOARD] = BoardPage(token="token-2", html_attributes=QUICK).html
    server.answers.append(moved(board))
    await server.close_sockets()
    await board.rev(2)
    assert [posted.headers["x-token"] for posted in server.posted] == ["token-1", "token-2"]


async def test_a_token_of_an_older_session_is_renewed_once(board: OpenBoard) -> None:
    server = board.server
    old = Said({"code": "origin", "sentence": "Not our page"}, 403)
    server.pages[BOARD] = BoardPage(token="token-2", html_attributes=QUICK).html
    server.answers.extend([old, moved(board)])
    await send(board)
    await board.rev(2)
    assert [posted.headers["x-token"] for posted in server.posted] == ["token-1", "token-2"]
    server.answers.extend([old, old])
    await send(board, "refused for good")
    await board.page.locator("#outbox", has_text="Not our page").wait_for()


async def test_what_one_member_did_is_never_sent_as_anothers(board: OpenBoard) -> None:
    server = board.server
    server.answers.append(Said({"code": "sign_in", "sentence": "Please sign in"}, 401))
    await send(board)
    await board.until(STATE, "signed_out")
    server.pages[BOARD] = BoardPage(me="m:bernd", token="token-2", html_attributes=QUICK).html
    await server.close_sockets()
    await board.until(STATE, "outdated")
    await board.page.reload()
    await server.listening()
    await board.until(STATE, "connected")
    assert len(server.posted) == 1
    assert await board.run(KEPT) == 1


async def test_commands_wait_for_the_one_before_them(board: OpenBoard, server: ScriptedServer) -> None:
    held = asyncio.Event()
    first: dict[str, Any] = server.next_delta(Card("a1", "Title a1", "9", rev=2).put("work"))
    second: dict[str, Any] = server.next_delta(Card("a1", "Title a1", "z", rev=3).put("work"))
    server.answers.extend([Said(first, hold=held), Said(second)])
    await send(board, "first")
    await send(board, "second")
    await board.page.locator("[data-connection]", has_text="2 unsent").wait_for()
    assert len(server.posted) == 1
    held.set()
    await board.rev(3)
    assert [posted.headers["feed-rev"] for posted in server.posted] == ["1", "2"]
