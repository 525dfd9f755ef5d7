"""What has to be done from time to time while a server runs."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial

from sqlmodel import Session

from tracker.clock import Clock
from tracker.store import command_keys
from tracker.store.database import Database
from tracker.store.guests import due_guests, forget_guests
from tracker.store.import_previews import forget_old_previews
from tracker.store.kept_handovers import forget_old_handovers
from tracker.store.mails import forget_old_mails
from tracker.store.own_addresses import forget_old_new_addresses
from tracker.store.personal_links import forget_old_personal_links
from tracker.store.purging import due_steps, purge_notes_and_meetings, purge_steps
from tracker.store.retention import forget_history
from tracker.store.sign_in_links import forget_old_links
from tracker.store.sign_ups import forget_old_sign_ups
from tracker.store.writing import StorageTrouble

HOUR = 3600.0  # seconds

log = logging.getLogger(__name__)


@asynccontextmanager
async def kept(database: Database, clock: Clock, every: float = HOUR) -> AsyncIterator[None]:
    """Keep the database tidy meanwhile: at once, then `every` so many seconds."""
    task = asyncio.create_task(_keep(database, clock, every))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _purge(due: Sequence[str], clock: Clock, session: Session) -> None:
    purge_steps(session, due, clock.now())


def _forget_guests(ids: Sequence[str], clock: Clock, session: Session) -> None:
    forget_guests(session, ids, clock.now())


async def _keep(database: Database, clock: Clock, every: float) -> None:
    while True:
        try:
            await database.write(lambda session: command_keys.forget_old(session, clock.now()))
            await database.write(lambda session: forget_old_previews(session, clock.now()))
            await database.write(lambda session: forget_old_links(session, clock.now()))
            await database.write(lambda session: forget_old_new_addresses(session, clock.now()))
            await database.write(lambda session: forget_old_mails(session, clock.now()))
            await database.write(lambda session: forget_old_personal_links(session, clock.now()))
            await database.write(lambda session: forget_old_handovers(session, clock.now()))
            while gone := await database.read(due_guests, clock.now()):
                await database.write(partial(_forget_guests, gone, clock))
            await database.write(lambda session: forget_old_sign_ups(session, *clock.both()))
            while (await database.write(lambda session: forget_history(session, clock.now()))).value:
                pass
            while due := await database.read(due_steps, clock.now()):
                await database.write(partial(_purge, due, clock))
            while (
                await database.write(lambda session: purge_notes_and_meetings(session, clock.now()))
            ).value:
                pass
        except StorageTrouble:
            log.warning("what is old could not be forgotten; tried again later")
        await asyncio.sleep(every)
