"""What a board of five hundred steps costs the server: drawn anew, and drawn before."""

import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from bench.browsing import PACKED
from bench.load.http import Reply, ask
from bench.prepared import Prepared
from bench.product import Product, running
from bench.rounds import Rounds, median
from bench.rows import Row, at_most

STEPS = 500
AGAIN = 15  # requests for the board that is drawn already
OTHER = 20  # steps of the board that is asked for first: templates are read, connections are open


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of processor time of the server, and until the client had the page."""

    cpu: float
    wall: float
    page: Reply


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """A fresh process each round, warmed with another board, then this board once and many times."""
    measured = rounds.of(lambda: _one_round(data))
    anew, again = [one[0] for one in measured], [one[1] for one in measured]
    size = len(anew[0].page.text().encode())
    for name, costs, bound in (("drawn anew", anew, 40), ("drawn before", again, 5)):
        yield Row(
            f"board of {STEPS} steps, {name}, processor time",
            median([cost.cpu for cost in costs]),
            "ms",
            median([one[2] for one in measured]),
            at_most(bound),
            f"{size / 1000:.0f} kB of HTML, {len(anew[0].page.body) / 1000:.0f} kB packed, "
            f"{median([cost.wall for cost in costs]):.1f} ms until the client has it; "
            "limit: packing the same bytes and nothing else",
        )


def _one_round(data: Prepared) -> tuple[Cost, Cost, float]:
    with running(data) as product:
        for _ in range(3):
            _cost(product, OTHER)
        anew = _cost(product, STEPS)
        again = [_cost(product, STEPS) for _ in range(AGAIN)]
    middle = sorted(again, key=lambda cost: cost.cpu)[AGAIN // 2]
    return anew, Cost(middle.cpu, median([cost.wall for cost in again]), middle.page), _packing(anew.page)


def _cost(product: Product, steps: int) -> Cost:
    product.process.wait_until_idle()
    cpu, start = product.process.cpu(), time.monotonic()
    page = ask(product.port, product.board(steps), {**PACKED, **product.bearer})
    wall = time.monotonic() - start
    product.process.wait_until_idle()
    return Cost((product.process.cpu() - cpu) * 1e3, wall * 1e3, page)


def _packing(page: Reply) -> float:
    html, times = page.text().encode(), []
    for _ in range(AGAIN):
        start = time.process_time()
        packer = zlib.compressobj(1, wbits=31)
        packer.compress(html)
        packer.flush()
        times.append(time.process_time() - start)
    return median(times) * 1e3
