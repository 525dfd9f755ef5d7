"""The task that sends what is due."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from sqlmodel import Session

from tracker.clock import Clock
from tracker.domain.mail import Mail
from tracker.mail.letters import write_letter
from tracker.mail.relays import NotSent, Relay
from tracker.mail.written import Written
from tracker.settings import Settings
from tracker.store.database import Database
from tracker.store.mails import claim_mails, mail_dropped, mail_not_sent, mail_sent
from tracker.store.sign_ups import is_anybody_to_tell, put_news
from tracker.store.writing import StorageTrouble

EVERY = 30.0  # seconds between two looks when nobody wakes us

GRACE = 5.0  # seconds a letter under way has when the server ends; sent again later, it is the same one

log = logging.getLogger(__name__)


class Mailing:
    """Sends one letter after the other. `wake` it when there is a new one."""

    def __init__(self, settings: Settings, database: Database, clock: Clock, relay: Relay) -> None:
        self._settings, self._database, self._clock, self._relay = settings, database, clock, relay
        self._waking = asyncio.Event()
        self._under_way: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Look at once."""
        self._waking.set()

    @asynccontextmanager
    async def running(self, every: float = EVERY) -> AsyncIterator[None]:
        """Send meanwhile; at the end a letter under way is finished."""
        task, self._waking = asyncio.create_task(self._run(every)), asyncio.Event()
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            if self._under_way:
                await asyncio.wait([self._under_way], timeout=GRACE)

    async def put_due(self) -> None:
        """Have news sent of what has changed; nobody who changes something has to think of it."""
        if await self._database.read(is_anybody_to_tell, self._clock.now()):
            await self._database.write(lambda session: put_news(session, *self._clock.both()))

    async def send_due(self) -> int:
        """Claim what is due and send it; how many were claimed."""
        claimed = (await self._database.write(self._claim)).value
        for mail, written in claimed:
            # once the relay was spoken to, what became of it must be kept
            self._under_way = asyncio.create_task(self._send(mail, written))
            await asyncio.shield(self._under_way)
        return len(claimed)

    def _claim(self, session: Session) -> list[tuple[str, Written]]:
        now, letters = self._clock.now(), list[tuple[str, Written]]()
        for mail in claim_mails(session, now):
            if written := self._written(session, mail):
                letters.append((mail.id, written))
            else:
                mail_dropped(session, mail.id)
        session.commit()
        return letters

    def _written(self, session: Session, mail: Mail) -> Written | None:
        return write_letter(session, self._settings, mail, self._clock.now())

    async def _send(self, id: str, written: Written) -> None:
        try:
            await self._relay.send(written.letter, self._clock.now())
        except NotSent as trouble:
            log.warning("mail %s was not sent: %s", id, trouble.why)
            why, for_good = trouble.why, trouble.for_good

            def put_off(session: Session) -> None:
                written.take_back(session)
                mail_not_sent(session, id, self._clock.now(), why, for_good=for_good)

            await self._database.write(put_off)
        else:
            await self._database.write(lambda session: mail_sent(session, id, self._clock.now()))

    async def _run(self, every: float) -> None:
        while True:
            self._waking.clear()
            try:
                await self.put_due()
                while await self.send_due():
                    pass
            except StorageTrouble:
                log.warning("mails wait until the database takes what becomes of them")
            # not wait_for: on Python 3.11 it takes no end that comes with the waking
            with suppress(TimeoutError):
                async with asyncio.timeout(every):
                    await self._waking.wait()
