"""Asking for deltas and whole boards without a loop."""

import json
from datetime import date
from typing import Any

from tests.boards.replica import Message, Replica, replica_of
from tests.planning import Planning
from tracker.boards.delta import Asked, delta
from tracker.boards.drawing import Drawing
from tracker.boards.messages import Answer, Delta
from tracker.boards.whole import BoardParts, snapshot_of, whole_board
from tracker.rendering import Rendering


def ask(
    planning: Planning,
    drawing: Drawing,
    since: int,
    *,
    epoch: str | None = None,
    view: str = "board",
    locale: str = "de",
    day: date | None = None,
) -> Answer:
    """The delta since a rev, of the plan's own epoch unless another is named."""
    asked = Asked(
        planning.plan_id, since, planning.epoch if epoch is None else epoch, view, locale, day or planning.day
    )
    answer: Answer = planning.database.read_now(delta, drawing, asked)
    return answer


def told(answer: Answer | None) -> Message:
    """What is in a delta's message."""
    assert isinstance(answer, Delta), answer
    message: Message = json.loads(answer.message)
    assert (message["t"], message["feed"], message["epoch"]) == ("delta", answer.feed, answer.epoch)
    assert (message["frm"], message["rev"]) == (answer.frm, answer.rev)
    return message


def told_since(
    planning: Planning, rendering: Rendering, since: int, *, view: str = "board", locale: str = "de"
) -> Message:
    """What is told to a page at that rev."""
    return told(ask(planning, Drawing(rendering), since, view=view, locale=locale))


def fresh_snapshot(
    planning: Planning, rendering: Rendering, locale: str = "de", day: date | None = None
) -> bytes:
    """The whole board, drawn by nobody before."""
    parts = planning.database.read_now(
        whole_board, Drawing(rendering), planning.plan_id, locale, day or planning.day
    )
    assert isinstance(parts, BoardParts)
    return snapshot_of(parts).message


def fresh_page(
    planning: Planning, rendering: Rendering, locale: str = "de", day: date | None = None
) -> Replica:
    """A page just loaded."""
    return replica_of(fresh_snapshot(planning, rendering, locale, day))


def shown_fresh(
    planning: Planning, rendering: Rendering, locale: str = "de", day: date | None = None
) -> dict[str, Any]:
    """What such a page shows, in the order in which the server wrote it."""
    said = json.loads(fresh_snapshot(planning, rendering, locale, day))
    return {"lists": said["lists"], "frags": said["frags"]}
