"""A workbook of 5,000 steps into a plan, once more with other deadlines, and both undone; what others notice of it."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from bench.load.beside import Beside, beside
from bench.load.http import ask
from bench.plans import DEADLINES, plan_of
from bench.prepared import Prepared, prepared
from bench.product import Product, running
from bench.rounds import Rounds, median
from bench.rows import Row, at_most
from tracker.plan_file.document import PlanDocument
from tracker.tables.sheet import sheet_of
from tracker.tables.xlsx_writing import write_xlsx

STEPS = 5_000
PLAN = 20  # steps of the plan it goes into, and of the one that others edit
BESIDE = 100
BOUNDARY = "----bench"
PREVIEW, ADOPTION, WAIT, STALL = 2, 3, 1, 0.2  # seconds


class Timed(NamedTuple):
    """In seconds: how long it took, the slowest edit of others meanwhile, and the slowest small page."""

    took: float
    edit: float
    page: float


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """The whole way from outside: file in, preview, agreement, undo; beside it one edit after the other."""
    plan = _each_its_own(plan_of(STEPS))
    first, second = (write_xlsx(sheet_of(one, "de")) for one in (plan, _put_off(plan)))
    measured = rounds.of(lambda: _one_round(first, second))
    size = f"{len(first) / 1000:.0f} kB, until the page is there"
    told = (
        ("preview", f"preview of {STEPS} rows of XLSX", PREVIEW, size),
        ("adoption", f"agreeing to {STEPS} rows", ADOPTION, "until it is durable"),
        ("preview again", f"preview of {STEPS} rows that change steps", PREVIEW, "the same table, put off"),
        ("adoption again", f"agreeing to {STEPS} changed steps", ADOPTION, "until it is durable"),
        ("undo of changes", f"undo of {STEPS} changed steps", None, "until it is durable"),
        ("undo", f"undo of {STEPS} new steps", None, "until it is durable"),
    )
    for part, name, goal, note in told:
        took = median([one[part].took for one in measured])
        yield Row(name, took, "s", goal=at_most(goal) if goal else None, note=note)
        edit, page = (median([getattr(one[part], kind) for one in measured]) for kind in ("edit", "page"))
        yield Row("… slowest edit of others", edit, "s", goal=at_most(WAIT))
        yield Row("… slowest small page", page, "s", goal=at_most(STALL), note="so stalls of the loop")


def _each_its_own(plan: PlanDocument) -> PlanDocument:
    """The same with titles that occur once: lines that are alike are about one step."""
    numbered = enumerate(plan.steps, 1)
    return replace(plan, steps=tuple(replace(step, title=f"{n}. {step.title}") for n, step in numbered))


def _put_off(plan: PlanDocument) -> PlanDocument:
    """The same steps, each with the deadline of another."""
    later = dict(zip(DEADLINES, (*DEADLINES[1:], DEADLINES[0]), strict=True))
    return replace(
        plan, steps=tuple(replace(step, deadline=later[step.deadline or ""]) for step in plan.steps)
    )


def _one_round(first: bytes, second: bytes) -> dict[str, Timed]:
    # taken in once, the steps would be there the next time: a round needs data of its own
    seen: dict[str, Timed] = {}
    with prepared() as data, running(data) as product:

        def timed(part: str, act: Callable[[], str]) -> str:
            with beside(product, BESIDE) as others:
                start = time.monotonic()
                done = act()
                seen[part] = Timed(time.monotonic() - start, *_slowest(others))
            return done

        revs = []
        for file, again in ((first, ""), (second, " again")):
            address = timed(f"preview{again}", lambda file=file: _looked_at(product, file))
            timed(f"adoption{again}", lambda to=f"{address}/adoption": _post(product, to))
            revs.append(product.state(PLAN)["rev"])
        for rev, part in ((revs[1], "undo of changes"), (revs[0], "undo")):
            timed(part, lambda rev=rev: _post(product, f"{product.board(PLAN)}/reversals", {"rev": rev}))
        left = len(product.state(PLAN)["steps"])
        if left != PLAN:
            raise AssertionError(f"{left} steps are left of what was undone")
    return seen


def _slowest(others: Beside) -> tuple[float, float]:
    return max(others.edits, default=0.0), max(others.pages, default=0.0)


def _looked_at(product: Product, file: bytes) -> str:
    """The address of the preview."""
    body = (
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=file; filename=plan.xlsx\r\n\r\n".encode()
        + file
        + f"\r\n--{BOUNDARY}--\r\n".encode()
    )
    kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Accept": "application/json"}
    reply = ask(product.port, f"{product.board(PLAN)}/imports", {**product.bearer, **kind}, "POST", body)
    address = f"{product.board(PLAN)}/imports/{json.loads(reply.text())['made']}"
    ask(product.port, address, product.bearer)
    return address


def _post(product: Product, path: str, fields: object = None) -> str:
    headers = {**product.bearer, "Content-Type": "application/json"}
    return ask(product.port, path, headers, "POST", json.dumps(fields or {}).encode()).text()
