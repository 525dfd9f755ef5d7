"""A workbook of 5,000 steps into a plan: how soon its preview stands, how soon it is in, and what others notice."""

import json
import threading
import time
from collections.abc import Iterator
from typing import NamedTuple

from bench.load.http import ask
from bench.plans import plan_of
from bench.prepared import Prepared, prepared
from bench.product import Product, running
from bench.rounds import Rounds, median
from bench.rows import Row, at_most
from tracker.tables.sheet import sheet_of
from tracker.tables.xlsx_writing import write_xlsx

STEPS = 5_000
PLAN = 20  # steps of the plan it goes into, and of the one that others edit
BESIDE = 100
BOUNDARY = "----bench"


class Round(NamedTuple):
    """In seconds; `slowest`: of the edits that somebody posts meanwhile in another plan."""

    preview: float
    adoption: float
    slowest: float
    edits: int


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """The whole way from outside: file in, preview, agreement; beside it one edit after the other."""
    file = write_xlsx(sheet_of(plan_of(STEPS), "de"))
    measured = rounds.of(lambda: _one_round(file))
    size = f"{len(file) / 1000:.0f} kB"
    preview, adoption = (median([one[at] for one in measured]) for at in (0, 1))
    yield Row(
        f"preview of {STEPS} rows of XLSX",
        preview,
        "s",
        goal=at_most(2),
        note=f"{size}, until the page is there",
    )
    yield Row(f"agreeing to {STEPS} rows", adoption, "s", goal=at_most(3), note="until it is durable")
    slowest, edits = median([one.slowest for one in measured]), sum(one.edits for one in measured)
    yield Row(
        "slowest edit of others meanwhile",
        slowest,
        "s",
        goal=at_most(1),
        note=f"{edits} edits, one after the other",
    )


def _one_round(file: bytes) -> Round:
    # taken in once, the steps would be there the next time: a round needs data of its own
    with prepared() as data, running(data) as product:
        waits: list[float] = []
        over = threading.Event()
        other = threading.Thread(target=_edit, args=(product, over, waits))
        other.start()
        try:
            start = time.monotonic()
            address = f"{product.board(PLAN)}/imports/{_send(product, file)}"
            ask(product.port, address, product.bearer)
            middle = time.monotonic()
            ask(product.port, f"{address}/adoption", _json(product), "POST", b"{}")
            end = time.monotonic()
        finally:
            over.set()
            other.join()
    return Round(middle - start, end - middle, max(waits), len(waits))


def _send(product: Product, file: bytes) -> str:
    """The id of the preview."""
    body = (
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=file; filename=plan.xlsx\r\n\r\n".encode()
        + file
        + f"\r\n--{BOUNDARY}--\r\n".encode()
    )
    kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Accept": "application/json"}
    reply = ask(product.port, f"{product.board(PLAN)}/imports", {**product.bearer, **kind}, "POST", body)
    return str(json.loads(reply.text())["made"])


def _edit(product: Product, over: threading.Event, waits: list[float]) -> None:
    while not over.is_set():
        start = time.monotonic()
        body = json.dumps({"title": f"Nebenbei {len(waits)}"}).encode()
        ask(product.port, f"{product.board(BESIDE)}/steps", _json(product), "POST", body)
        waits.append(time.monotonic() - start)
        over.wait(0.02)


def _json(product: Product) -> dict[str, str]:
    return {**product.bearer, "Content-Type": "application/json"}
