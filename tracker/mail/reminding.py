"""The task that has digests and reminders sent: once a day at its hour in Berlin, or as soon after as a server runs."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import date

from sqlmodel import Session

from tracker.clock import Clock
from tracker.domain.rhythm import Rhythm, monday_of, rhythms_due
from tracker.store.chores import MAILS, Claimed, chore_day, claim_chore, due_day, finish_chore, still_at
from tracker.store.database import Database
from tracker.store.duties import duties_of
from tracker.store.tellings import Due, due_of, readers_after, tell
from tracker.store.writing import StorageTrouble

EVERY = 60.0  # seconds between two looks
TOGETHER = 100  # members read and written at once: others wait some milliseconds for it

log = logging.getLogger(__name__)


class Reminding:
    """Has mails sent through `wake`, which hears that there are new ones."""

    def __init__(self, database: Database, clock: Clock, wake: Callable[[], None]) -> None:
        self._database, self._clock, self._wake = database, clock, wake

    @asynccontextmanager
    async def running(self, every: float = EVERY) -> AsyncIterator[None]:
        """Look meanwhile, at once and then `every` so many seconds."""
        task = asyncio.create_task(self._run(every))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def remind_due(self) -> int:
        """What is due by now and was not done; how many mails will be sent."""
        now = self._clock.now()
        day = due_day(now)
        if day is None or day == await self._database.read(chore_day, MAILS):
            return 0
        claimed = (await self._database.write(lambda s: claim_chore(s, MAILS, day, now))).value
        if claimed is None:
            return 0
        put = await self._remind(day, claimed)
        await self._database.write(lambda session: finish_chore(session, MAILS, day, self._clock.now()))
        return put

    async def _remind(self, day: date, claimed: Claimed) -> int:
        rhythms, monday = rhythms_due(claimed.before, day), monday_of(day)
        put, last = 0, ""
        while found := await self._database.read(_next, last, day, rhythms):
            last, due = found
            put += (await self._database.write(lambda s, due=due: self._tell(s, due, day, monday))).value
            self._wake()
        return put

    def _tell(self, session: Session, due: Sequence[Due], day: date, monday: date) -> int:
        now = self._clock.now()
        still_at(session, MAILS, now)
        return sum(tell(session, one, day, monday, now) for one in due)

    async def _run(self, every: float) -> None:
        while True:
            try:
                await self.remind_due()
            except StorageTrouble:
                log.warning("reminders wait until the database takes them")
            await asyncio.sleep(every)


def _next(session: Session, last: str, day: date, rhythms: Sequence[Rhythm]) -> tuple[str, list[Due]] | None:
    """After the member `last`: the last one looked at, and what is due; None at the end."""
    readers = readers_after(session, last, TOGETHER)
    if not readers:
        return None
    duties = duties_of(session, [one.id for one in readers], day)
    return readers[-1].id, due_of(session, readers, duties, day, rhythms)
