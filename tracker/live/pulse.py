"""Work that is done at once when asked for, and then at most so often."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


class Pulse:
    """`ask()` runs `work` at once when idle; asking again meanwhile runs it once more, `interval` seconds later."""

    def __init__(self, work: Callable[[], Awaitable[None]], interval: float) -> None:
        self._work = work
        self._interval = interval
        self._asked = False
        self._task: asyncio.Task[None] | None = None

    def ask(self) -> None:
        """The work is wanted. Call in the loop."""
        self._asked = True
        if self._task is None:
            self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        """Nobody wants it any more."""
        self._asked = False
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _run(self) -> None:
        while self._asked:
            self._asked = False
            await self._work_once()
            await asyncio.sleep(self._interval)
        self._task = None

    async def _work_once(self) -> None:
        try:
            await self._work()
        except Exception as error:
            log.error("live: %s", repr(error))
