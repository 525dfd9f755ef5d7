"""The time axis of a plan with two hundred steps: what drawing it costs the server."""

import time
from collections.abc import Iterator

from bench.browsing import PACKED
from bench.load.http import ask
from bench.prepared import Prepared
from bench.product import Product, running
from bench.rounds import Rounds, median
from bench.rows import Row, at_most

STEPS = 200
AGAIN = 15  # requests; nothing of the page is kept, so each draws all of it


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """Processor time of the server for one page; it is warmed with the smaller plans."""
    measured = rounds.of(lambda: _one_round(data))
    yield Row(
        f"timeline of {STEPS} steps, processor time",
        median([cpu for cpu, _ in measured]),
        "ms",
        goal=at_most(60),
        note=f"{median([wall for _, wall in measured]):.1f} ms until the client has it",
    )


def _one_round(data: Prepared) -> tuple[float, float]:
    with running(data) as product:
        for steps in (20, 100, STEPS):
            _cost(product, steps)
        costs = [_cost(product, STEPS) for _ in range(AGAIN)]
    return median([cpu for cpu, _ in costs]), median([wall for _, wall in costs])


def _cost(product: Product, steps: int) -> tuple[float, float]:
    product.process.wait_until_idle()
    cpu, start = product.process.cpu(), time.monotonic()
    ask(product.port, f"{product.board(steps)}/timeline", {**PACKED, **product.bearer})
    wall = time.monotonic() - start
    product.process.wait_until_idle()
    return (product.process.cpu() - cpu) * 1e3, wall * 1e3
