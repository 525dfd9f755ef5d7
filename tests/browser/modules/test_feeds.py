"""live/feeds.js and live/pull.js: which message is applied, and how a gap is closed."""

from typing import Any

import pytest

from tests.browser.modules.conftest import OpenBoard
from tests.browser.modules.fixture_board import FEED, Card
from tests.browser.modules.scripted_server import Said

OWN = {"rev": 10, "epoch": "e1"}
RULE = [
    ({"t": "delta", "epoch": "e1", "frm": 10, "rev": 11}, "apply"),
    ({"t": "delta", "epoch": "e1", "frm": 7, "rev": 12}, "apply"),
    ({"t": "delta", "epoch": "e1", "frm": 9, "rev": 10}, "drop"),
    ({"t": "delta", "epoch": "e1", "frm": 3, "rev": 4}, "drop"),
    ({"t": "delta", "epoch": "e1", "frm": 10, "rev": 10}, "apply"),
    ({"t": "delta", "epoch": "e1", "frm": 8, "rev": 8}, "apply"),
    ({"t": "delta", "epoch": "e1", "frm": 11, "rev": 12}, "pull"),
    ({"t": "delta", "epoch": "e1", "frm": 11, "rev": 11}, "pull"),
    ({"t": "delta", "epoch": "e2", "frm": 10, "rev": 11}, "pull"),
    ({"t": "snapshot", "epoch": "e1", "rev": 9}, "drop"),
    ({"t": "snapshot", "epoch": "e1", "rev": 10}, "apply"),
    ({"t": "snapshot", "epoch": "e2", "rev": 1}, "apply"),
]


async def test_the_rule_of_a_client(board: OpenBoard) -> None:
    for message, expected in RULE:
        assert await board.call("live/feeds", "verdict", OWN, message) == expected, message


async def test_a_gap_is_closed_by_one_pull(board: OpenBoard) -> None:
    server = board.server
    lost, late = Card("l", "Lost", "y").put("idea"), Card("m", "Late", "z").put("idea")
    server.next_delta(lost)
    server.rev += 1
    repair = {"t": "delta", "feed": FEED, "epoch": "e1", "frm": 1, "rev": 3, "by": [], "ops": [lost, late]}
    server.changes.append(Said(repair))
    await server.tell("delta", feed=FEED, epoch="e1", frm=2, rev=3, by=[], ops=[late])
    await board.rev(3)
    assert await board.cards("idea") == ["a1", "a2", "a3", "a4", "l", "m"]
    pulls = [path for path in server.gets if "/changes" in path]
    assert pulls == ["/plans/k7m2p9x4wd3h/changes?since=1&epoch=e1&view=board"]
    assert (await board.counts())["gaps"] == 1


@pytest.mark.parametrize("hint", [{"t": "pong", "revs": {FEED: 2}}, {"t": "resync"}], ids=["pong", "resync"])
async def test_a_hint_that_there_is_more_leads_to_a_pull(board: OpenBoard, hint: dict[str, Any]) -> None:
    board.server.changes.append(Said(board.server.next_delta(Card("l", "Lost", "y").put("idea"))))
    await board.server.tell(**hint)
    await board.rev(2)
    assert (await board.counts())["pulls"] == 1


async def test_a_failed_pull_is_tried_again_until_it_answers(board: OpenBoard) -> None:
    server = board.server
    repair = Said(server.next_delta(Card("l", "Lost", "y").put("idea")))
    server.changes.extend([Said(status=503), Said("<html>some portal</html>"), repair])
    await server.tell("resync")
    await board.rev(2)
    assert (await board.counts())["pulls"] == 3


async def test_a_pull_that_finds_nothing_any_more_says_so_and_ends(board: OpenBoard) -> None:
    board.server.changes.append(Said(status=404))
    await board.server.tell("resync")
    await board.until("() => document.querySelector('[data-connection]').dataset.state === 'gone'")
    assert (await board.counts())["pulls"] == 1


async def test_doubts_during_a_pull_are_settled_by_one_more(board: OpenBoard) -> None:
    server = board.server
    first, second = (server.next_delta(Card(f"l{n}", "Lost", "y").put("idea")) for n in (1, 2))
    server.changes.extend([Said(first), Said(second)])
    await server.tell("resync")
    await server.tell("resync")
    await board.rev(3)
    assert (await board.counts())["pulls"] == 2
