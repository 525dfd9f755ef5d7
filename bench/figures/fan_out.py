"""One change told to a thousand participants: how long until all have it, and what a delivery costs."""

from collections.abc import Iterator

from bench.load.changes import OneByOne, one_by_one
from bench.load.crowd import Crowd
from bench.load.target import Target, limit
from bench.prepared import Prepared
from bench.product import running
from bench.rounds import Rounds, median
from bench.rows import Row, at_most

PARTICIPANTS = 1000
CHANGES = 60

Measured = tuple[OneByOne, float]  # and seconds of processor time per delivery


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """The product and the limit in the same rounds, with messages of the same size."""
    changes = CHANGES // 4 if rounds.quick else CHANGES
    with running(data) as product:
        pairs = rounds.of(lambda: _one_round(product.target(), changes))
    note = f"{PARTICIPANTS} sockets, {changes} changes of {pairs[0][0][0].size} bytes a round"
    yield Row(
        f"change to {PARTICIPANTS:,} participants, p99 from the first arrival",
        median([mine[0].from_first for mine, _ in pairs]),
        "ms",
        median([theirs[0].from_first for _, theirs in pairs]),
        at_most(1.25, of_limit=True),
        note,
    )
    yield Row(
        f"processor time per delivery, {PARTICIPANTS:,} participants",
        median([mine[1] for mine, _ in pairs]) * 1e6,
        "µs",
        median([theirs[1] for _, theirs in pairs]) * 1e6,
        at_most(1.35, of_limit=True),
        f"{note}; the same posts with nobody listening are taken off",
    )
    yield Row(
        f"post to p99 of {PARTICIPANTS:,} participants, commit durable",
        median([mine[0].from_post for mine, _ in pairs]),
        "ms",
        median([theirs[0].from_post for _, theirs in pairs]),
        at_most(1.6, of_limit=True),
        note,
    )


def _one_round(target: Target, changes: int) -> tuple[Measured, Measured]:
    mine = _measured(target, changes)
    with limit(mine[0].size) as bare:
        return mine, _measured(bare, changes)


def _measured(target: Target, changes: int) -> Measured:
    crowd = Crowd(target)
    alone = one_by_one(target, crowd, changes)
    crowd.join(PARTICIPANTS)
    told = one_by_one(target, crowd, changes)
    crowd.leave()
    return told, (told.cpu - alone.cpu) / PARTICIPANTS
