"""What one client may cost."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tracker.live.goodbyes import Code, Goodbye

MESSAGE_BYTES = 1024
MESSAGES_A_SECOND, MESSAGES_AT_ONCE = 5, 20
SOCKETS_OF_A_SESSION, SOCKETS_OF_A_TOKEN = 20, 10_000


class Allowance:
    """So many at once, and then so many a second."""

    __slots__ = ("_at", "_left", "_most", "_now", "_rate")

    def __init__(self, rate: float, most: float, now: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._most, self._now = rate, most, now
        self._left, self._at = most, now()

    def take(self) -> bool:
        """Take one; False if there is none left."""
        now = self._now()
        self._left = min(self._most, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Seats:
    """How many sockets each session has open."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    @contextmanager
    def one_for(self, session: str, most: int) -> Iterator[None]:
        """A seat while the block runs. Raises Goodbye when all are taken."""
        if self.taken[session] >= most:
            raise Goodbye(Code.BREACH)
        self.taken[session] += 1
        try:
            yield
        finally:
            self.taken[session] -= 1
            if not self.taken[session]:
                del self.taken[session]
