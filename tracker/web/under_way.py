"""The long work that goes on just now, by who wants it and the key of the form that began it."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from tracker.domain.participant import Participant
from tracker.domain.work import Work

REMEMBERED = 1_000  # ended works, the last ones; who waits asks again within the second


class UnderWay:
    """Of one process, in memory; only the loop asks for it."""

    def __init__(self) -> None:
        self._works: dict[tuple[str, str], Work] = {}
        self._ended: deque[tuple[str, str]] = deque(maxlen=REMEMBERED)

    def find(self, by: Participant, name: str) -> Work | None:
        """One's own work under that name."""
        return self._works.get((by.key, name))

    def has_ended(self, by: Participant, name: str) -> bool:
        """One's own work under that name has been there and is over: short work ends before anybody asks."""
        return (by.key, name) in self._ended

    @contextmanager
    def told(self, by: Participant, name: str) -> Iterator[Work]:
        """New work that can be found while this lasts; without a name nobody finds it."""
        work, key = Work(), (by.key, name)
        if name:
            self._works[key] = work
        try:
            yield work
        finally:
            if self._works.get(key) is work:
                del self._works[key]
                self._ended.append(key)
