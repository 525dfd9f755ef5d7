"""What others notice while somebody has something large done: their edits in another plan, and small pages."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bench.load.http import ask
from bench.product import Product

PAUSE = 0.02  # seconds between two of them


@dataclass(slots=True)
class Beside:
    """How long each took, in seconds. A small page that takes long tells that the loop, or the machine, stalled."""

    edits: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)


@contextmanager
def beside(product: Product, plan: int) -> Iterator[Beside]:
    """Post one edit after the other into the plan with so many steps, and ask for a page, while this lasts.

    The plan keeps its size: what is measured after this is measured on the same plan.
    """
    step = product.state(plan)["steps"][0]["id"]
    seen, over = Beside(), threading.Event()
    json_too = {**product.bearer, "Content-Type": "application/json"}

    def edit() -> None:
        body = json.dumps({"title": f"Nebenbei {len(seen.edits)}"}).encode()
        ask(product.port, f"{product.board(plan)}/steps/{step}", json_too, "POST", body)

    def look() -> None:
        ask(product.port, "/imprint")

    others = [
        threading.Thread(target=_again_and_again, args=(over, act, waits))
        for act, waits in ((edit, seen.edits), (look, seen.pages))
    ]
    for other in others:
        other.start()
    try:
        yield seen
    finally:
        over.set()
        for other in others:
            other.join()


def _again_and_again(over: threading.Event, act: Callable[[], object], waits: list[float]) -> None:
    while not over.wait(PAUSE):
        start = time.monotonic()
        act()
        waits.append(time.monotonic() - start)
