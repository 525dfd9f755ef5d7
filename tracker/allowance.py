"""So many at once, and then so many a second: what one client may cost."""

import time
from collections.abc import Callable

MOST_KNOWN = 10_000  # clients remembered; then all start afresh


class Allowance:
    """What one client has left."""

    __slots__ = ("_at", "_left", "_most", "_now", "_rate")

    def __init__(self, rate: float, most: float, now: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._most, self._now = rate, most, now
        self._left, self._at = most, now()

    def take(self) -> bool:
        """Take one; False if there is none left."""
        if not self.is_left():
            return False
        self._left -= 1
        return True

    def is_left(self) -> bool:
        """Whether there is one to take."""
        now = self._now()
        self._left = min(self._most, self._left + (now - self._at) * self._rate)
        self._at = now
        return self._left >= 1


class Allowances:
    """One for each client, by whatever names it."""

    def __init__(self, rate: float, most: float, now: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._most, self._now = rate, most, now
        self._known: dict[str, Allowance] = {}

    def of(self, client: str) -> Allowance:
        """What this client has left."""
        if client not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self.forget()
            self._known[client] = Allowance(self._rate, self._most, self._now)
        return self._known[client]

    def forget(self) -> None:
        """Let all start afresh."""
        self._known.clear()
