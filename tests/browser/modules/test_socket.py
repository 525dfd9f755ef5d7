"""live/socket.js, polling.js and connection.js: opened, watched, opened again, and the page says how it stands."""

import pytest

from tests.browser.modules.conftest import QUICK, OpenBoard
from tests.browser.modules.fixture_board import BOARD, FEED, BoardPage, Card
from tests.browser.modules.scripted_server import Said
from tests.waiting import until

STATE = "(state) => document.querySelector('[data-connection]').dataset.state === state"
HASTE = {**QUICK, "data-live-ping": "100", "data-live-answer": "200", "data-live-wake": "150"}


HARDLY = {**QUICK, "data-live-poll": "100", "data-live-reconnect": "100"}


async def open_with(board: OpenBoard, attributes: dict[str, str]) -> None:
    board.server.pages[BOARD] = BoardPage(html_attributes=attributes).html
    await board.open()


async def test_it_says_where_it_stands_and_comes_back_there(board: OpenBoard) -> None:
    await board.server.delta(Card("n", "New", "z", rev=2).put("idea"))
    await board.rev(2)
    await board.server.close_sockets()
    await until(lambda: len(board.server.socket_queries) == 2, what="a second socket")
    queries = [f"v=1&view=board&day=2026-05-31&feed=plan%3Ak7m2p9x4wd3h%40{rev}.e1" for rev in (1, 2)]
    assert board.server.socket_queries == queries
    await board.until(STATE, "connected")


async def test_a_silent_socket_is_noticed_and_replaced(board: OpenBoard) -> None:
    await open_with(board, HASTE)
    await until(lambda: {"t": "ping"} in board.server.heard, what="a ping")
    board.server.answers_pings = False
    before = len(board.server.socket_queries)
    await until(lambda: len(board.server.socket_queries) > before, what="another socket")


async def test_waking_up_asks_at_once_whether_anybody_is_there(board: OpenBoard) -> None:
    await open_with(board, {"data-live-wake": "100"})
    board.server.answers_pings = False
    before = len(board.server.socket_queries)
    await board.run("() => { document.dispatchEvent(new Event('visibilitychange')); }")
    await until(lambda: {"t": "ping"} in board.server.heard, what="a ping")
    await until(lambda: len(board.server.socket_queries) > before, what="another socket")


@pytest.mark.parametrize(("code", "state"), [(4401, "signed_out"), (4404, "gone"), (4426, "outdated")])
async def test_some_goodbyes_are_final_and_lead_to_no_storm(board: OpenBoard, code: int, state: str) -> None:
    await board.page.clock.install()
    await board.open()
    board.server.close_with = code
    before = len(board.server.socket_queries)
    await board.server.close_sockets(code)
    await board.until(STATE, state)
    assert await board.page.locator("[data-connection] a").count() == 1
    await board.page.clock.run_for(120_000)
    assert len(board.server.socket_queries) == before
    await board.run("() => { document.dispatchEvent(new Event('visibilitychange')); }")
    tries = 1 if state == "signed_out" else 0
    await until(lambda: len(board.server.socket_queries) == before + tries, what="one try")
    await board.until(STATE, state)


async def test_changed_rights_lead_through_the_whole_check_at_once(board: OpenBoard) -> None:
    await board.page.evaluate("""() => {
        let lost;
        document.addEventListener('tracker:lost', () => (lost = performance.now()));
        document.addEventListener('tracker:hello', () => (window.away = performance.now() - lost));
    }""")
    await board.server.close_sockets(4409)
    await board.until("() => window.away !== undefined")
    assert await board.page.evaluate("() => window.away") < 200  # the least that trying again waits


async def test_without_sockets_it_polls_and_goes_back_to_the_socket_when_there_is_one(
    board: OpenBoard,
) -> None:
    await board.page.clock.install()
    await open_with(board, HARDLY)
    server = board.server
    server.close_with = 1011
    await server.close_sockets()
    await board.until(STATE, "polling", timeout=15)
    server.changes.append(Said(server.next_delta(Card("n", "New", "z", rev=2).put("idea"))))
    await board.rev(2)
    assert (await board.counts())["polls"] > 0
    server.close_with = None
    await board.until(STATE, "connected", timeout=15)
    polls = (await board.counts())["polls"]
    await board.page.clock.run_for(5_000)
    assert (await board.counts())["polls"] == polls


async def test_a_server_that_is_down_is_not_called_polling(board: OpenBoard) -> None:
    await open_with(board, HARDLY)
    server = board.server
    server.close_with = 1011
    server.changes.extend([Said(status=503)] * 1000)
    await server.close_sockets()
    await board.until("() => window.tracker.counts().polls > 3", timeout=15)
    assert await board.run(STATE, "reconnecting")


async def test_a_new_build_is_offered_and_never_forced(board: OpenBoard) -> None:
    board.server.build = "2"
    await board.server.close_sockets()
    await board.until(STATE, "outdated")
    await board.server.delta(Card("n", "New", "z", rev=2).put("idea"))
    await board.rev(2)
    assert await board.page.locator("[data-connection] a").text_content() == "reload"


async def test_who_is_here_is_shown_and_forgotten_with_the_connection(board: OpenBoard) -> None:
    users = [{"id": "m:anna", "name": "Anna", "step": "a1"}, {"id": "m:bernd", "name": "Bernd", "step": "a2"}]
    await board.server.tell("who", feed=FEED, n=3, users=users)
    place = board.page.locator("[data-presence]")
    await place.locator("text=3 here").wait_for()
    assert await place.locator(".owner__mark").all_text_contents() == ["An", "Be"]
    assert await board.page.locator("[data-here]").all_text_contents() == ["Title a2"]
    board.server.close_with = 1011
    await board.server.close_sockets()
    await place.wait_for(state="hidden")


async def test_waiting_times_start_soon_and_spread_and_are_capped(board: OpenBoard) -> None:
    wait = [
        await board.call("live/timing", "backoff", n, 15000, r)
        for n, r in [(0, 0), (0, 1), (1, 0.5), (9, 0), (9, 1)]
    ]
    assert wait == [200, 1500, 1700, 7500, 22500]


async def test_a_new_role_shows_at_once_what_it_may_use(board: OpenBoard) -> None:
    board.server.pages[BOARD] = BoardPage(role="reader", html_attributes=QUICK).html
    await board.open()
    await board.until("() => document.body.dataset.role === 'editor'")
