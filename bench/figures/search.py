"""Searching all plans of somebody, one hundred thousand steps, for words that are everywhere, rare, or nowhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from sqlalchemy import insert, select
from sqlmodel import Session

from bench.browsing import PACKED
from bench.load.http import ask
from bench.plans import plan_of
from bench.prepared import EMAIL, NAME, Prepared
from bench.product import Product, running
from bench.rounds import Rounds, median, percentile
from bench.rows import Row, at_most
from tracker.clock import Clock
from tracker.commands.imports import import_plan
from tracker.commands.networks import add_network, member_by_address
from tracker.commands.sign_ins import make_token
from tracker.domain.folded_text import FoldedText, folded_words
from tracker.domain.ids import new_id
from tracker.domain.participant import NOBODY
from tracker.domain.plan import Plan
from tracker.domain.stage import Stage
from tracker.domain.step import Step
from tracker.settings import read_settings
from tracker.store.database import Database
from tracker.store.history import table_of
from tracker.store.migrating import upgrade

STEPS, PLANS = 500, 200
SEARCHES = 200
# two letters, whole words, umlauts in three spellings, inside of words, two words, one of its kind, none
TYPED = (
    *(
        "fa",
        "ne",
        "Fachkräfte",
        "fachkraefte",
        "kräfte",
        "Netzwerk",
        "handwerk betriebe",
        "Straße",
        "strasse",
    ),
    *("Ärzte", "aerzte", "nr77of99", "nr123of1", "quatschwort", "unternehmen ansprechen", "zz", "kick off"),
)


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """A coordinator of all of it searches; the page of hits is read whole."""
    with filled() as large:
        measured = rounds.of(lambda: _one_round(large))
    for at, name in enumerate(("processor time", "until the client has it")):
        p95 = [percentile([one[at] for one in times], 0.95) for times in measured]
        middle = [median([one[at] for one in times]) for times in measured]
        yield Row(
            f"search in {STEPS * PLANS:,} steps, p95, {name}",
            median(p95),
            "ms",
            goal=at_most(50),
            note=f"{SEARCHES} searches of {len(TYPED)} kinds, median {median(middle):.1f} ms",
        )


def _one_round(data: Prepared) -> list[tuple[float, float]]:
    with running(data) as product:
        for typed in TYPED:
            _cost(product, typed)
        return [_cost(product, typed) for typed in islice(cycle(TYPED), SEARCHES)]


def _cost(product: Product, typed: str) -> tuple[float, float]:
    """Milliseconds of the server's processor time, and until the page is here."""
    cpu, start = product.process.cpu(), time.monotonic()
    ask(product.port, f"/search?q={quote(typed)}", {**PACKED, **product.bearer})
    return (product.process.cpu() - cpu) * 1e3, (time.monotonic() - start) * 1e3


@contextmanager
def filled() -> Iterator[Prepared]:
    """A folder with one plan, and copies of it that differ in a word."""
    with TemporaryDirectory(prefix="tracker-bench-") as name:
        settings = read_settings({"TRACKER_DATA_DIR": name})
        upgrade(settings.database_url)
        database = Database(settings.database_url, Clock().both)
        try:
            yield database.write_now(lambda session: _fill(session, Path(name))).value
        finally:
            database.close()


def _fill(session: Session, folder: Path) -> Prepared:
    now, today = Clock().both()
    network = add_network(session, "Bench", EMAIL, NAME, now).id
    member = member_by_address(session, EMAIL, NAME, now)
    plan_id = import_plan(session, NOBODY, plan_of(STEPS), now, today, network_id=network).plan_id
    session.flush()
    for number in range(1, PLANS):
        _copy(session, plan_id, number)
    return Prepared(folder, network, {STEPS: plan_id}, make_token(session, member, "bench", now), [])


def _copy(session: Session, plan_id: str, number: int) -> None:
    execute, [plan, stage, step, folded] = (
        session.connection().execute,
        map(table_of, (Plan, Stage, Step, FoldedText)),
    )
    copy = new_id()
    of_plan = execute(select(plan).where(plan.c.id == plan_id)).mappings().one()
    execute(insert(plan), [{**of_plan, "id": copy}])
    stages = execute(select(stage).where(stage.c.plan_id == plan_id)).mappings().all()
    ids = {one["id"]: new_id() for one in stages}
    execute(insert(stage), [{**one, "id": ids[one["id"]], "plan_id": copy} for one in stages])
    steps = [
        {
            **one,
            "id": new_id(),
            "plan_id": copy,
            "stage_id": ids[one["stage_id"]],
            "text": f"nr{at}of{number}",
            "goal_id": None,
        }
        for at, one in enumerate(execute(select(step).where(step.c.plan_id == plan_id)).mappings())
    ]
    execute(insert(step), steps)
    rows = [
        {"plan_id": copy, "kind": "step", "id": one["id"], "folded": folded_words(one["title"], one["text"])}
        for one in steps
    ]
    execute(insert(folded), rows)
