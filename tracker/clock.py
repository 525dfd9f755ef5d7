"""What time it is, and which day it is in Berlin. Passed in everywhere; nobody else asks the machine."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from tracker.domain.berlin import BERLIN


def now_in_utc() -> datetime:
    """The machine's time."""
    return datetime.now(UTC)


class Clock:
    """Shows the machine's time, or whatever `source` says (an aware datetime): tests and demos bring their own."""

    def __init__(self, source: Callable[[], datetime] = now_in_utc) -> None:
        self._source = source

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self._source().astimezone(UTC)

    def day(self) -> date:
        """The day in Berlin."""
        return self.both()[1]

    def both(self) -> tuple[datetime, date]:
        """The moment and its day in Berlin, which cannot fall on two sides of a midnight."""
        now = self.now()
        return now, now.astimezone(BERLIN).date()
