"""A plan of 10,000 steps goes out as a workbook, in the zip of its network and as data; what others notice of it."""

import time
from collections.abc import Iterator

from bench.load.beside import beside
from bench.load.http import ask
from bench.plans import plan_of
from bench.prepared import Prepared, with_plan
from bench.product import running
from bench.rounds import Rounds, median
from bench.rows import Row, at_most

STEPS = 10_000
BESIDE = 100  # steps of the plan that others edit meanwhile
WAIT, STALL = 1, 0.2  # seconds

Timed = tuple[float, float, float]


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """Each round in a fresh process; the edits beside them one after the other."""
    larger = with_plan(data, plan_of(STEPS))
    ways = {
        f"{STEPS:,} steps as XLSX": f"/plans/{larger.plans[STEPS]}.xlsx",
        f"{STEPS:,} steps in a zip": f"/networks/{larger.network}.zip",
        f"{STEPS:,} steps as JSON": f"/plans/{larger.plans[STEPS]}.json",
    }
    measured = rounds.of(lambda: {name: _one_way(larger, path) for name, path in ways.items()})
    for name in ways:
        took, edit, page = (median([one[name][at] for one in measured]) for at in range(3))
        yield Row(name, took, "s", note="until the client has all of it")
        yield Row("… slowest edit of others", edit, "s", goal=at_most(WAIT))
        yield Row("… slowest small page", page, "s", goal=at_most(STALL), note="so stalls of the loop")


def _one_way(data: Prepared, path: str) -> Timed:
    with running(data) as product, beside(product, BESIDE) as others:
        start = time.monotonic()
        ask(product.port, path, product.bearer)
        took = time.monotonic() - start
    return took, max(others.edits, default=0.0), max(others.pages, default=0.0)
