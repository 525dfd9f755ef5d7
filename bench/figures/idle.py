"""What a participant who only looks costs in memory."""

from collections.abc import Iterator

from bench.load.crowd import Crowd
from bench.load.target import Target, limit
from bench.prepared import Prepared
from bench.product import running
from bench.rounds import Rounds, median
from bench.rows import Row, at_most

PARTICIPANTS = 1000
FIRST = 50  # sockets opened before the first look: what is loaded once belongs to nobody


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """In a fresh process each time: memory that was used before would be used again."""
    for offered in (False, True):
        triples = rounds.of(lambda offered=offered: _one_round(data, offered))  # type: ignore[misc]
        yield Row(
            f"idle participant{', deflate offered' if offered else ''}, memory (RSS)",
            median([mine for mine, _ in triples]) / 1024,
            "KiB",
            median([limits for _, limits in triples]) / 1024,
            at_most(40),
            f"{PARTICIPANTS} sockets, the first {FIRST} left out; buffers of the kernel are not counted",
        )


def _one_round(data: Prepared, deflate: bool) -> tuple[float, float]:
    with running(data) as product:
        mine = _per_socket(product.target(), deflate)
    with limit() as bare:
        return mine, _per_socket(bare, deflate)


def _per_socket(target: Target, deflate: bool) -> float:
    crowd = Crowd(target)
    crowd.join(FIRST, deflate=deflate)
    crowd.settle()
    before = target.process.memory()
    crowd.join(PARTICIPANTS - FIRST, deflate=deflate)
    crowd.settle()
    grown = target.process.memory() - before
    crowd.leave()
    return grown / (PARTICIPANTS - FIRST)
