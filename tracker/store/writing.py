"""The one writer: a thread that groups commands into commits."""

import asyncio
import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.orm.session import JoinTransactionMode
from sqlmodel import Session

from tracker.domain.edit import Edit
from tracker.domain.participant import Participant
from tracker.domain.refusals import Clash
from tracker.store import command_keys
from tracker.store.engines import is_sqlite
from tracker.store.history import advance, past_of, record
from tracker.store.outcome import Told, Written

T = TypeVar("T")
Command = Callable[..., T]
Now = Callable[[], tuple[datetime, date]]

MOST_IN_ONE_COMMIT = 64  # commands; more would keep the first of them waiting


class StorageTrouble(Exception):
    """The database did not take it (full, locked, gone): nothing was acknowledged, trying again is safe."""


@dataclass(slots=True)
class Job:
    """A command on its way through the writer."""

    command: Command[Any]
    feeds: tuple[str, ...]
    by: Participant
    key: str
    body: bytes
    future: asyncio.Future[Any] | None
    waiting: Future[Any] = field(default_factory=Future)
    written: Written[Any] | None = None
    error: BaseException | None = None
    rights: set[str] = field(default_factory=set)
    more: set[str] = field(default_factory=set)

    def answer(self) -> None:
        """Hand the outcome to whoever waits (in their own thread or loop)."""
        future: Any = self.waiting if self.future is None else self.future
        if future.done():
            return  # the caller has gone; the command stands all the same
        if self.error is not None:
            future.set_exception(self.error)
        else:
            future.set_result(self.written)


def rights_changed(session: Session, *participants: str) -> None:
    """Let listeners know, once this command stands, that these participants' rights are others now.

    A feed's name among them means all who listen to it.
    """
    session.info.setdefault("rights", set()).update(participants)


def more_to_read(session: Session, participants: Iterable[str]) -> None:
    """Let listeners know, once this command stands, that there is one more plan which these participants may read."""
    session.info.setdefault("more", set()).update(participants)


def tell_made(session: Session, id: str) -> None:
    """Keep the id of what a command made with its key: repeated, the command answers with it again."""
    session.info["made"] = id


class Writer:
    """Takes jobs from any thread, in order."""

    def __init__(self, engine: Engine, now: Now) -> None:
        self._engine = engine
        self._now = now
        self._one_feed_each = not is_sqlite(str(engine.url))
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._held: Job | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tell: Callable[[Told], None] = lambda told: None
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        """Queue a job whose future belongs to the running loop."""
        self._jobs.put(job)

    def put_and_wait(self, job: Job) -> Any:
        """Queue a job and wait for its outcome."""
        self._jobs.put(job)
        return job.waiting.result()

    def tell_in(self, loop: asyncio.AbstractEventLoop, tell: Callable[[Told], None]) -> None:
        """Where and whom to tell after each commit."""
        self._loop, self._tell = loop, tell

    def close(self) -> None:
        """Write what is waiting, then end."""
        self._jobs.put(None)
        self._thread.join()
        self._engine.dispose()

    def _run(self) -> None:
        while batch := self._next_batch():
            try:
                self._write(batch)
            except Exception as error:
                trouble = StorageTrouble(str(error.__cause__ or error))
                for job in batch:
                    job.error = trouble
            self._deliver(batch)

    def _next_batch(self) -> list[Job]:
        first = self._held or self._jobs.get()
        self._held = None
        batch = [first] if first else []
        while batch and len(batch) < MOST_IN_ONE_COMMIT:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                self._jobs.put(None)
                break
            if self._one_feed_each and (job.feeds != batch[0].feeds or len(job.feeds) > 1):
                self._held = (
                    job  # on PostgreSQL a batch over several feeds could deadlock with another process
                )
                break
            batch.append(job)
        return batch

    def _write(self, batch: list[Job]) -> None:
        now, today = self._now()
        # a command alone needs no savepoint: when it fails, the transaction has nothing else in it
        mode: JoinTransactionMode = "create_savepoint" if len(batch) > 1 else "rollback_only"
        with self._engine.connect() as connection, connection.begin():
            for job in batch:
                self._carry_out(job, connection, mode, now, today)

    def _carry_out(
        self, job: Job, connection: Connection, mode: JoinTransactionMode, now: datetime, today: date
    ) -> None:
        try:
            with (
                Session(
                    connection, join_transaction_mode=mode, expire_on_commit=False, autoflush=False
                ) as session,
                _all_or_nothing(session),
            ):
                job.written = _carried_out(session, job, now, today)
                job.rights = session.info.get("rights", set())
                job.more = session.info.get("more", set())
        except (IntegrityError, DataError, ProgrammingError) as error:
            job.error = error
        except DBAPIError:
            raise  # the database itself is in trouble: the whole batch fails, nothing is acknowledged
        except Exception as error:
            job.error = error

    def _deliver(self, batch: list[Job]) -> None:
        told = _told(batch)
        waiting = [job for job in batch if job.future is not None]
        for job in batch:
            if job.future is None:
                job.answer()
        loop = waiting[0].future.get_loop() if waiting and waiting[0].future else self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop has ended: nobody waits for an answer any more
                loop.call_soon_threadsafe(_answer_and_tell, waiting, told, self._tell)


@contextmanager
def _all_or_nothing(session: Session) -> Iterator[None]:
    try:
        yield
    except BaseException:
        session.rollback()
        raise


def _answer_and_tell(jobs: list[Job], told: Told, tell: Callable[[Told], None]) -> None:
    for job in jobs:
        job.answer()
    if told.revs or told.rights or told.more:
        tell(told)


def _told(batch: list[Job]) -> Told:
    done = [
        job for job in batch if job.error is None and job.written is not None and not job.written.repeated
    ]
    revs = [pair for job in done if job.written for pair in job.written.revs.items()]
    rights, more = frozenset[str](), frozenset[str]()
    return Told(revs, rights.union(*(job.rights for job in done)), more.union(*(job.more for job in done)))


def _carried_out(session: Session, job: Job, now: datetime, today: date) -> Written[Any]:
    body_hash = hashlib.sha256(job.body).hexdigest() if job.key else ""
    if job.key and (kept := command_keys.find(session, job.by.key, job.key, body_hash)):
        return kept
    edits = {feed: _open_edit(session, feed, job, now, today) for feed in sorted(job.feeds)}
    value = job.command(session, *(edits[feed] for feed in job.feeds))
    clashes = [clash for edit in edits.values() for clash in edit.clashes]
    if clashes:
        raise Clash(clashes)
    moved = {feed: edits[feed] for feed in job.feeds if edits[feed].changes_something}
    told: str = session.info.get("made", "")
    made = next((edit.made for edit in moved.values() if edit.made), told)
    if job.feeds and not moved:
        session.rollback()  # nothing changed: no rev, nobody hears
        return Written(value, {}, told)
    if len(moved) < len(edits):
        raise AssertionError("a command over several feeds must change each of them")
    written = Written(value, {feed: edit.rev for feed, edit in moved.items()}, made)
    for edit in moved.values():
        record(session, edit, job.key)
    if job.key:
        command_keys.keep(session, job.by.key, job.key, body_hash, written, now)
    session.commit()
    return written


def _open_edit(session: Session, feed: str, job: Job, now: datetime, today: date) -> Edit:
    rev, epoch = advance(session, feed)
    return Edit(feed, rev, epoch, job.by, now, today, past_of(session, feed))
