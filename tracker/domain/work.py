"""Long work, told while it goes on: whoever waits for it sees how far it is, and may stop it until it is written."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from tracker.domain.refusals import Refusal

T = TypeVar("T")

PIECE = 50  # things between two looks whether to go on


class Stopped(Refusal):
    """Whoever wanted it has stopped it, or has gone: nothing was changed."""

    code = "stopped"


@dataclass(frozen=True, slots=True)
class Progress:
    """`part` names the sentence `work.<part>`; `n` things of it are done, `of` all of them (0: not known)."""

    part: str = ""
    n: int = 0
    of: int = 0


class Work:
    """One piece of it. It is told from the threads that do it, and watched and stopped from any other.

    `hear` is called with each progress, in the thread that tells it.
    """

    def __init__(self, hear: Callable[[Progress], None] | None = None) -> None:
        self.progress = Progress()
        self.is_stopped = self.is_final = False
        self._hear = hear
        self._ends: list[Callable[[], object]] = []
        self._lock = threading.RLock()  # a signal may stop it in the thread that tells it

    def at(self, part: str, n: int = 0, of: int = 0) -> None:
        """It has come this far. Raises Stopped."""
        if self.is_stopped and not self.is_final:
            raise Stopped()
        self.tell(Progress(part, n, of))

    def counted(self, part: str, things: Sequence[T]) -> Iterator[T]:
        """Each of the things, told by their number. Raises Stopped."""
        for n, thing in enumerate(things):
            if n % PIECE == 0:
                self.at(part, n, len(things))
            yield thing

    def tell(self, progress: Progress) -> None:
        """The same from somewhere else, where it cannot be stopped from here."""
        self.progress = progress
        if self._hear:
            self._hear(progress)

    def go_through(self, part: str) -> None:
        """The last part begins, which nobody stops any more. Raises Stopped."""
        with self._lock:
            if self.is_stopped:
                raise Stopped()
            self.is_final = True
        self.tell(Progress(part))

    def turn_back(self) -> None:
        """The last part has to be prepared anew: until then it may be stopped again."""
        self.is_final = False

    def stop(self) -> bool:
        """Let it end without having done anything; False when it is too late for that."""
        with self._lock:
            if self.is_final:
                return False
            self.is_stopped = True
            for end in list(self._ends):
                end()
            return True

    @contextmanager
    def ended_by(self, end: Callable[[], object]) -> Iterator[None]:
        """While this lasts `stop` also calls `end`: for what does not ask by itself. Raises Stopped."""
        with self._lock:
            if self.is_stopped:
                raise Stopped()
            self._ends.append(end)
        try:
            yield
        finally:
            with self._lock:
                self._ends.remove(end)
