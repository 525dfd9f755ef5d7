"""Twenty clients that edit a plan until this process is killed; each notes durably what was acknowledged to it."""

import asyncio
import os
import sys
from functools import partial
from itertools import count
from pathlib import Path

from tracker.clock import Clock
from tracker.commands import steps
from tracker.domain.participant import Participant
from tracker.store.database import Database
from tracker.store.plans import feed_of

CLIENTS = 20


async def main(url: str, plan_id: str, member_id: str, ledgers: Path) -> None:
    database = Database(url, Clock().both)
    by = Participant("member", member_id, "Anna")
    await asyncio.gather(
        *(edit_for_ever(database, plan_id, by, ledgers / str(client)) for client in range(CLIENTS))
    )


async def edit_for_ever(database: Database, plan_id: str, by: Participant, ledger: Path) -> None:
    """Add a step, rewrite it, add the next. A line of the ledger: rev, step, title."""
    feed = feed_of(plan_id)
    with ledger.open("a") as file:
        for turn in count():
            title = f"{ledger.name}-{turn}"
            added = await database.write(
                partial(steps.add, plan_id=plan_id, title=title), feeds=(feed,), by=by
            )
            note(file.fileno(), added.revs[feed], added.made, title)
            again = partial(
                steps.retell, plan_id=plan_id, step_id=added.made, title=f"{title}!", text=None, base=None
            )
            edited = await database.write(again, feeds=(feed,), by=by)
            note(file.fileno(), edited.revs[feed], added.made, f"{title}!")


def note(file: int, rev: int, step: str, title: str) -> None:
    os.write(file, f"{rev} {step} {title}\n".encode())
    os.fsync(file)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4])))
