"""Long work on a terminal: a line on stderr says how far it is; Ctrl and C cancels it."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tracker.control import LOCALE, Failed
from tracker.domain.work import Progress, Work
from tracker.language.texts import text

PAUSE = 0.1  # seconds between two lines
CANCELLED = 130  # exit code of what Ctrl and C ended
START, CLEAR = "\r", "\x1b[K"


@contextmanager
def shown() -> Iterator[Work]:
    """Work that is told while this lasts. Ctrl and C stops it as long as nothing is written, pressed again everything.

    Raises SystemExit, with the sentence on stderr, when it was cancelled.
    """
    line = _Line()
    work = Work(line.show)

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        work.stop()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield work
    except Failed as failed:
        if not work.is_stopped:
            raise
        line.clear()
        sys.stderr.write(f"tracker: {failed}\n")
        raise SystemExit(CANCELLED) from None
    finally:
        signal.signal(signal.SIGINT, before)
        line.clear()


class _Line:
    """The one line, written over again and again; nothing where stderr is no terminal."""

    def __init__(self) -> None:
        self._is_wanted, self._is_there, self._next = sys.stderr.isatty(), False, 0.0

    def show(self, progress: Progress) -> None:
        now = time.monotonic()
        if not self._is_wanted or not progress.part or now < self._next:
            return
        self._next = now + PAUSE
        count = (
            f" {progress.n:,} of {progress.of:,}" if progress.of else f" {progress.n:,}" if progress.n else ""
        )
        said = f"{START}{text(LOCALE, f'work.{progress.part}')} …{count}{CLEAR}"
        self._is_there = True
        _write(said)

    def clear(self) -> None:
        if self._is_there:
            _write(START + CLEAR)
        self._is_there = False


def _write(said: str) -> None:
    sys.stderr.write(said)
    sys.stderr.flush()
