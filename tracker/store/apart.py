"""Reading that takes seconds, in a process of its own: whatever it costs, nobody waits for the interpreter meanwhile.

The process has a view of the database that cannot write, tells how far it is, is killed when the work is stopped, and
ends by itself when nothing has been wanted for a while. What it is asked is a function of a module; that, what it is
given and what it gives are pickled.
"""

import gc
import multiprocessing
import signal
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from sqlmodel import Session

from tracker.domain.work import Progress, Stopped, Work
from tracker.store.engines import reading_engine

T = TypeVar("T")

IDLE = 300.0  # seconds without work after which it ends; the next one takes a second to start
TRIES = 2  # it may have ended just when it was asked

# forked from a process that has all modules and no threads: 20 ms instead of a second
_CONTEXT = multiprocessing.get_context("forkserver")


class Died(Exception):
    """The process ended in the middle of its work, twice."""


class Apart:
    """Processes that read one database, as many as are asked at once."""

    def __init__(self, url: str, modules: Sequence[str] = ()) -> None:
        """`modules`: imported before the first process is wanted."""
        self._url = url
        self._free: list[_Process] = []
        self._starting = threading.Lock()  # whoever comes while one is made ready takes that
        _CONTEXT.set_forkserver_preload([__name__, *modules])

    def read(self, finder: Callable[..., T], *args: Any, work: Work | None = None) -> T:
        """What `finder(session, *args, work=…)` gives or raises. Blocks. Raises Stopped."""
        for _ in range(TRIES):
            process = self._one()
            try:
                found: T = process.read(finder, args, work or Work())
            except (EOFError, OSError):
                process.end()
                if work and work.is_stopped:
                    raise Stopped() from None
            except BaseException:
                self._free.append(process)
                raise
            else:
                self._free.append(process)
                return found
        raise Died()

    def warm(self) -> None:
        """Have one ready. Blocks."""
        with self._starting:
            if not self._free:
                self._free.append(_Process(self._url))

    def close(self) -> None:
        """End those that wait for work."""
        while self._free:
            self._free.pop().end()

    def _one(self) -> "_Process":
        # the one used last: it may remember what it has just read
        with self._starting:
            while self._free:
                process = self._free.pop()
                if process.is_there():
                    return process
                process.end()
            return _Process(self._url)


class _Process:
    def __init__(self, url: str) -> None:
        self._ours, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(theirs, url), name="apart", daemon=True)
        self._process.start()
        theirs.close()

    def is_there(self) -> bool:
        return self._process.is_alive()

    def read(self, finder: Callable[..., T], args: tuple[Any, ...], work: Work) -> T:
        """Raises EOFError or OSError when it has ended."""
        with work.ended_by(self._process.kill):
            self._ours.send((finder, args))
            while True:
                told, raised, found = self._ours.recv()
                if told is not None:
                    work.tell(told)
                elif raised is not None:
                    raise _made_again(*raised)
                else:
                    return found  # type: ignore[no-any-return]

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self._ours.close()


def _serve(connection: Connection, url: str) -> None:
    """What the process does, until nobody is at the other end or nothing is wanted."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal: the server ends in order, and this with it
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    engine = reading_engine(url)
    while connection.poll(IDLE):
        try:
            finder, args = connection.recv()
        except EOFError:
            return
        connection.send(
            _answer(engine, finder, args, lambda progress: connection.send((progress, None, None)))
        )
        engine.dispose()  # no file of the database stays open for nothing


def _answer(
    engine: Any, finder: Callable[..., Any], args: tuple[Any, ...], hear: Callable[[Progress], None]
) -> tuple[None, Any, Any]:
    try:
        with Session(engine, expire_on_commit=False, autoflush=False) as session:
            return None, None, finder(session, *args, work=Work(hear))
    except BrokenPipeError:
        raise
    except Exception as error:
        return None, (type(error), error.args, vars(error)), None


def _made_again(kind: type[Exception], args: tuple[Any, ...], values: dict[str, Any]) -> Exception:
    """The same exception, whatever its class wants to be made with."""
    error = kind.__new__(kind, *args)
    error.__dict__.update(values)
    return error
