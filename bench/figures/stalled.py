"""Ten of two hundred and ten participants have stopped reading: what the others notice, and what it costs."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.load.changes import load
from bench.load.crowd import Crowd
from bench.prepared import Prepared
from bench.product import Product, running
from bench.rounds import Rounds, median, percentile
from bench.rows import Row, at_most

PARTICIPANTS, STALLED = 200, 10
RATE = 50  # edits a second: well below what it can do, or waiting in line is all one sees
SECONDS = 16.0  # a stalled socket is set aside after about three and cut off ten later


@dataclass(frozen=True, slots=True)
class Outcome:
    """`late`: ms from a post to 99 of 100 arrivals of the frame that shows it. `grown`: bytes of memory."""

    late: float
    grown: float
    closed: int
    size: int
    edits: float


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """With and without the stalled ones, in the same rounds."""
    with running(data) as product:
        pairs = rounds.of(
            lambda: (_outcome(product, 0, rounds.quick), _outcome(product, STALLED, rounds.quick))
        )
    calm, stalled = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    note = (
        f"{median([one.edits for one in stalled]):.0f} edits/s for {SECONDS / 4 if rounds.quick else SECONDS:g} s, "
        f"frames of up to {max(one.size for one in stalled)} bytes, {STALLED} of {PARTICIPANTS + STALLED} never read"
    )
    yield Row(
        f"{STALLED} stalled: post to arrival at the others, p99",
        median([one.late for one in stalled]),
        "ms",
        median([one.late for one in calm]),
        at_most(1.3, of_limit=True),
        f"{note}; limit: nobody stalled",
    )
    yield Row(
        f"{STALLED} stalled: growth of memory (RSS)",
        max(one.grown for one in stalled) / 2**20,
        "MiB",
        goal=at_most(10),
        note=f"{note}; the worst round; without them {max(one.grown for one in calm) / 2**20:.1f} MiB",
    )
    yield Row(
        f"{STALLED} stalled: sockets of others closed",
        sum(one.closed for one in stalled),
        "",
        goal=at_most(0),
        note=note,
    )


def _outcome(product: Product, stalled: int, quick: bool) -> Outcome:
    target = product.target(long=True)
    crowd = Crowd(target)
    crowd.join(PARTICIPANTS)
    crowd.join(stalled, stalled=True)
    crowd.settle()
    before = target.process.memory()
    lates, edits = load(target, crowd, RATE, SECONDS / 4 if quick else SECONDS)
    outcome = Outcome(
        late=percentile(lates, 0.99),
        grown=target.process.memory() - before,
        closed=crowd.closed,
        size=crowd.size,
        edits=edits,
    )
    crowd.leave()
    return outcome
