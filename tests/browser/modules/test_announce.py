"""live/announce.js: what is said aloud, and how often."""

from tests.browser.modules.conftest import OpenBoard
from tests.browser.modules.fixture_board import Card

HEARD = """() => {
    window.heard = [];
    const place = document.querySelector('#announcer');
    new MutationObserver(() => place.textContent && window.heard.push(place.textContent))
        .observe(place, { childList: true });
}"""


async def change(board: OpenBoard, times: int) -> None:
    for _ in range(times):
        await board.server.delta(Card("a1", "Changed", "1i", rev=board.server.rev + 1).put("idea"))
    await board.rev(board.server.rev)


async def test_one_change_is_told_in_full_and_many_are_summed_up(board: OpenBoard) -> None:
    await board.run(HEARD)
    await change(board, 1)
    await board.until("() => window.heard.length === 1")
    await change(board, 4)
    await board.until("() => window.heard.length === 2")
    assert await board.run("() => window.heard") == ["Bernd: rev 2", "4 changes"]


async def test_my_own_words_come_at_once_and_my_own_changes_are_not_repeated(board: OpenBoard) -> None:
    await board.run(HEARD)
    await change(board, 1)
    await board.until("() => window.heard.length === 1")
    key = await board.call("live/keys", "newKey")
    await board.call("live/announce", "say", "mine")
    await board.until("() => window.heard[1] === 'mine'")
    by = [{"rev": 3, "key": key, "actor": "Anna", "say": "Anna: rev 3"}]
    await board.server.delta(Card("a1", "Mine", "1i", rev=3).put("idea"), by=by)
    await board.rev(3)
    await change(board, 1)
    await board.until("() => window.heard.length === 3")
    assert await board.run("() => window.heard") == ["Bernd: rev 2", "mine", "Bernd: rev 4"]


async def test_others_can_be_muted(board: OpenBoard) -> None:
    await board.run("() => { document.documentElement.setAttribute('data-muted', ''); }")
    await board.run(HEARD)
    await change(board, 1)
    await board.call("live/announce", "say", "mine")
    await board.until("() => window.heard.length === 1")
    assert await board.run("() => window.heard") == ["mine"]
