"""The door to the database: `reading()` for finders, `write(command…)` for everything that changes.

One thread writes. It takes what is waiting, gives each command its own savepoint, commits all in one transaction
and only then answers and tells the listeners, in commit order.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from sqlmodel import Session

from tracker.domain.participant import NOBODY, Participant
from tracker.domain.work import Work
from tracker.store.apart import Apart
from tracker.store.engines import BUSY_MS, READERS, reading_engine, writing_engine
from tracker.store.outcome import Told, Written
from tracker.store.writing import Command, Job, Now, Writer

T = TypeVar("T")

APART = 2  # readings that take long at once, each with a process
LONG_READS = ("tracker.web.import_answers", "tracker.web.network_exports", "tracker.tables.xlsx_writing")


class Database:
    """One installation's database. `now` gives the moment and the Berlin day of a command.

    `busy_ms`: how long a command waits for a lock held from outside before it raises StorageTrouble.
    """

    def __init__(self, url: str, now: Now, busy_ms: int = BUSY_MS) -> None:
        self.url = url
        self._apart = Apart(url, LONG_READS)
        self._reader = reading_engine(url)
        self._writer = Writer(writing_engine(url, busy_ms), now)
        self._threads = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._waiting = ThreadPoolExecutor(APART, thread_name_prefix="apart")
        self._listeners: list[Callable[[Told], None]] = []

    def listen(self, listener: Callable[[Told], None]) -> None:
        """Hear of every commit, in commit order, in the running loop: which feeds moved, whose rights changed."""
        self._listeners.append(listener)
        self._writer.tell_in(asyncio.get_running_loop(), self._tell)

    async def write(
        self,
        command: Command[T],
        *,
        feeds: tuple[str, ...] = (),
        by: Participant = NOBODY,
        key: str = "",
        body: bytes = b"",
    ) -> Written[T]:
        """Run `command(session, *edits)` in the writer thread, one Edit per feed in the order given.

        Answers when the commit is durable. `key` makes a repeated command take effect once; `body` is what the key
        stands for. Raises what the command raises (then nothing is stored) and StorageTrouble.
        """
        future: asyncio.Future[Written[T]] = asyncio.get_running_loop().create_future()
        self._writer.put(Job(command, feeds, by, key, body, future))
        return await future

    def write_now(
        self, command: Command[T], *, feeds: tuple[str, ...] = (), by: Participant = NOBODY
    ) -> Written[T]:
        """The same from a thread without a loop: command line, demo, tests."""
        written: Written[T] = self._writer.put_and_wait(Job(command, feeds, by, "", b"", None))
        return written

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one unchanging view; it cannot write. For threads, never for the loop."""
        with Session(self._reader, expire_on_commit=False, autoflush=False) as session:
            yield session

    async def read(self, finder: Callable[..., T], *args: Any) -> T:
        """Run `finder(session, *args)` in a reader thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._find, finder, args)

    def read_now(self, finder: Callable[..., T], *args: Any) -> T:
        """The same, at once, in the calling thread."""
        return self._find(finder, args)

    async def read_apart(self, finder: Callable[..., T], *args: Any, work: Work | None = None) -> T:
        """Run `finder(session, *args, work=…)`, which takes seconds, in a process of its own. Raises Stopped."""
        return await asyncio.get_running_loop().run_in_executor(
            self._waiting, partial(self._apart.read, finder, *args, work=work)
        )

    def read_apart_now(self, finder: Callable[..., T], *args: Any, work: Work | None = None) -> T:
        """The same for a thread without a loop."""
        return self._apart.read(finder, *args, work=work)

    def expect_long_reads(self) -> None:
        """Have such a process ready soon."""
        self._waiting.submit(self._apart.warm)

    def close(self) -> None:
        """Finish what is waiting, then let go of the files."""
        self._writer.close()
        self._threads.shutdown()
        self._waiting.shutdown()
        self._apart.close()
        self._reader.dispose()

    def _find(self, finder: Callable[..., T], args: tuple[Any, ...]) -> T:
        with self.reading() as session:
            return finder(session, *args)

    def _tell(self, told: Told) -> None:
        for listener in self._listeners:
            listener(told)
