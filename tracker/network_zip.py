"""`tracker export --network`: the zip file of a network's page, made on the terminal.

It is only read, plan by plan: that needs no running server, and none is kept from its work.
"""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import BinaryIO

from tracker.clock import Clock
from tracker.commands.zipped_plans import PlanZip, plan_files
from tracker.control import Failed
from tracker.domain.work import Work
from tracker.operations import network_named
from tracker.settings import Settings
from tracker.store.database import Database
from tracker.store.migrating import schema_of
from tracker.store.plans import plans_in
from tracker.whole_files import half_of, keep


def write_network(
    settings: Settings, network: str, file: Path, language: str, work: Work, clock: Clock | None = None
) -> int:
    """Write all plans of a network (its name or id) with addresses, as its coordinator gets them; how many there are.

    Raises Failed, UnusableDatabase and Stopped; the file is then as it was before.
    """
    present, head = schema_of(settings.database_url)
    if present != head:
        raise Failed("The database is not of this release: `tracker serve` brings it up to date.")
    clock, file = clock or Clock(), file.absolute()
    database = Database(settings.database_url, clock.both)
    try:
        with half_of(file) as half, half.open("wb") as to, closing(PlanZip()) as zipped:
            count = _write(database, network, zipped, to, clock.day(), language, work)
            to.close()
            keep(half, file)
    finally:
        database.close()
    return count


def _write(
    database: Database, network: str, zipped: PlanZip, to: BinaryIO, today: date, language: str, work: Work
) -> int:
    with database.reading() as session:
        plans = plans_in(session, network_named(session, network))
    for number, (plan, region) in enumerate(plans, 1):
        work.at("plans", number, len(plans))
        with database.reading() as session:
            files = plan_files(session, plan.id, today, language, with_addresses=True)
        to.write(zipped.add(region.name, plan.title, files))
    work.go_through("keeping")
    to.write(zipped.end())
    return len(plans)
