"""The start page of somebody with many open steps in many plans: what drawing it costs the server."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlmodel import Session, select

from bench.browsing import PACKED
from bench.load.http import Reply, ask
from bench.plans import plan_of
from bench.prepared import NAME, Prepared
from bench.product import Product, running
from bench.rounds import Rounds, median
from bench.rows import Row, at_most
from tracker.clock import Clock
from tracker.commands.imports import import_plan
from tracker.domain.member import Member
from tracker.domain.participant import NOBODY
from tracker.domain.party import Party, PartySort
from tracker.plan_file.document import OwnerEntry, PartyEntry, PlanDocument
from tracker.settings import read_settings
from tracker.store.database import Database

PLANS = 40
STEPS = 25  # of each plan; every second is somebody's who looks, and open
MINE = 500
AGAIN = 15  # requests; nothing of the page is kept, so each draws all of it


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of processor time of the server, and until the client had the page."""

    cpu: float
    wall: float
    page: Reply


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """Each round asks as a browser does: with a cookie, for all of the page."""
    _fill(data)
    measured = rounds.of(lambda: _one_round(data))
    page = measured[0].page
    rows = page.text().count('data-part="')
    if rows != MINE:
        raise AssertionError(f"{rows} rows, {MINE} are meant")
    yield Row(
        f"my {MINE} steps in {PLANS} plans, processor time",
        median([one.cpu for one in measured]),
        "ms",
        goal=at_most(30),
        note=f"{len(page.text().encode()) / 1000:.0f} kB of HTML, {len(page.body) / 1000:.0f} kB packed, "
        f"{median([one.wall for one in measured]):.1f} ms until the client has it",
    )


def _one_round(data: Prepared) -> Cost:
    with running(data) as product:
        for _ in range(3):
            _cost(product)  # templates are read, connections are open
        costs = [_cost(product) for _ in range(AGAIN)]
    middle = sorted(costs, key=lambda one: one.cpu)[AGAIN // 2]
    return replace(middle, wall=median([one.wall for one in costs]))


def _cost(product: Product) -> Cost:
    product.process.wait_until_idle()
    cpu, start = product.process.cpu(), time.monotonic()
    page = ask(product.port, "/", {**PACKED, **product.cookie(0)})
    wall = time.monotonic() - start
    product.process.wait_until_idle()
    return Cost((product.process.cpu() - cpu) * 1e3, wall * 1e3, page)


def _fill(data: Prepared) -> None:
    """Plans in which the one who looks has accepted every second step."""
    now, today = Clock().both()
    database = Database(read_settings({"TRACKER_DATA_DIR": str(data.folder)}).database_url, Clock().both)
    try:
        for n in range(PLANS):
            document = _document(n)
            database.write_now(
                lambda session, document=document: import_plan(
                    session, NOBODY, document, now, today, network_id=data.network
                )
            )
        database.write_now(_link)
    finally:
        database.close()


def _document(n: int) -> PlanDocument:
    plan = plan_of(STEPS)
    mine = range(0 if n % 2 else 1, STEPS, 2)  # thirteen of one plan, twelve of the next
    steps = [
        replace(step, owners=(OwnerEntry(NAME, answer="accepted"),), stage=plan.steps[0].stage)
        if at in mine
        else step
        for at, step in enumerate(plan.steps)
    ]
    parties = (*plan.parties, PartyEntry(NAME, PartySort.PERSON))
    return replace(plan, title=f"{STEPS} {n}", steps=tuple(steps), parties=parties)


def _link(session: Session) -> None:
    member = session.exec(select(Member).where(Member.name == NAME)).one()
    for party in session.exec(select(Party).where(Party.name == NAME)):
        party.member_id = member.id
        session.add(party)
    session.flush()
