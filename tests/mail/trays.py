"""A relay in the test's own hands."""

import asyncio

from tracker.domain.mail import Letter
from tracker.mail.relays import NotSent


class Trays:
    """A relay that says what it is told to, and keeps what it took."""

    def __init__(self) -> None:
        self.taken: list[Letter] = []
        self.trouble: NotSent | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.asked = 0

    async def send(self, letter: Letter, now: object) -> None:
        self.asked += 1
        await self.gate.wait()
        if self.trouble:
            raise self.trouble
        self.taken.append(letter)

    def clear(self) -> list[Letter]:
        """What was taken since the last time."""
        taken, self.taken = self.taken, []
        return taken
