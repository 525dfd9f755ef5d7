"""Two hundred participants: how soon they hear of a change that is durable, and how many edits fit into a second."""

from collections.abc import Iterator
from typing import NamedTuple

from bench.load.changes import EDITORS, WARM_UP, Flood, OneByOne, flood, one_by_one
from bench.load.crowd import Crowd
from bench.load.target import Target, limit
from bench.prepared import Prepared
from bench.product import running
from bench.rounds import Rounds, median
from bench.rows import Row, at_least, at_most

PARTICIPANTS = 200
CHANGES = 60
SECONDS = 4.0


class Round(NamedTuple):
    """One after the other on the same machine."""

    mine: OneByOne
    limits: OneByOne
    unpaused: Flood
    limits_flood: Flood
    merged: Flood
    alone: Flood


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """The product as in use, the product without its pause between frames, and the limit, in the same rounds."""
    measured = rounds.of(lambda: _one_round(data, rounds.quick))
    edits = f"{EDITORS} editors post as fast as they are answered; {PARTICIPANTS} sockets"
    yield Row(
        f"post to p99 of {PARTICIPANTS} participants, commit durable",
        median([one.mine.from_post for one in measured]),
        "ms",
        median([one.limits.from_post for one in measured]),
        at_most(3, of_limit=True),
        f"one change at a time, {measured[0].mine.size} bytes",
    )
    yield Row(
        f"deliveries to {PARTICIPANTS}, no pause between frames",
        median([one.unpaused.deliveries for one in measured]),
        "/s",
        median([one.limits_flood.deliveries for one in measured]),
        at_least(0.25, of_limit=True),
        f"{edits}; changes are counted that come to a listener",
    )
    yield Row(
        f"frames to {PARTICIPANTS}, no pause between them",
        median([one.unpaused.frames for one in measured]),
        "/s",
        median([one.limits_flood.frames for one in measured]),
        note=f"{edits}; what is committed together comes in one frame",
    )
    yield Row(
        f"edits with {PARTICIPANTS} listening, no pause between frames",
        median([one.unpaused.edits for one in measured]),
        "/s",
        median([one.alone.edits for one in measured]),
        note=f"{edits}; limit: as in use, with nobody listening",
    )
    yield Row(
        f"edits with {PARTICIPANTS} listening, as in use",
        median([one.merged.edits for one in measured]),
        "/s",
        median([one.alone.edits for one in measured]),
        at_least(0.8, of_limit=True),
        f"{edits}; limit: the same posts with nobody listening",
    )


def _one_round(data: Prepared, quick: bool) -> Round:
    changes, seconds = (CHANGES // 4, SECONDS / 4) if quick else (CHANGES, SECONDS)
    with running(data) as product:
        alone = flood(product.target(), Crowd(product.target()), seconds)
        mine, merged = _both(product.target(), changes, seconds)
    with running(data, pause=0) as product:
        unpaused = _both(product.target(), WARM_UP, seconds)[1]
    with limit(mine.size) as bare:
        limits, limits_flood = _both(bare, changes, seconds)
    return Round(mine, limits, unpaused, limits_flood, merged, alone)


def _both(target: Target, changes: int, seconds: float) -> tuple[OneByOne, Flood]:
    crowd = Crowd(target)
    crowd.join(PARTICIPANTS)
    slow = one_by_one(target, crowd, changes)
    fast = flood(target, crowd, seconds)
    crowd.leave()
    return slow, fast
