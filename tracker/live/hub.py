"""Who listens to which feed; what was committed is told to them here."""

import asyncio
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from tracker.boards.messages import Delta, NoSuchFeed, TooOld, Unchanged
from tracker.live.address import Address, AskedFeed
from tracker.live.audience import Audience, BoardSource
from tracker.live.frames import RESYNC, frame, message
from tracker.live.goodbyes import Code, Goodbye
from tracker.live.listener import Listener

INTERVAL = 0.025  # seconds between two frames of a feed: faster than an eye, slow enough to merge a burst
TICK = 1.0  # seconds between two looks at the clock: a new day, a sign-in that has run out
COME_BACK_WITHIN = 4500  # milliseconds over which the reconnects after a restart are spread
SEVERAL_PLANS = frozenset({"row"})  # views of pages that show more plans than one


class Clock(Protocol):
    """Now in UTC, and which day it is in Berlin."""

    def now(self) -> datetime: ...

    def day(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Backlog:
    """What a page has missed, and the cards that look different because it is from another day."""

    missed: Delta | Unchanged | TooOld
    aged: Delta | None = None


class Hub:
    """All open sockets. Everything here runs in the event loop.

    `interval`: seconds between two frames of one feed; 0 merges only what comes while a frame is on its way.
    """

    def __init__(
        self, boards: BoardSource, clock: Clock, interval: float = INTERVAL, tick: float = TICK
    ) -> None:
        self.listeners: set[Listener] = set()
        self.audiences: dict[str, Audience] = {}
        self.rights_moves = 0  # grows with each change of rights: who looked them up before must look again
        self._boards = boards
        self._clock = clock
        self._interval = interval
        self._tick = tick
        self._watch: asyncio.Task[None] | None = None

    def publish(self, feed: str, rev: int) -> None:
        """`rev` of `feed` is committed. Call in commit order."""
        if audience := self.audiences.get(feed):
            audience.publish(rev)

    def rights_changed(self, participant: str) -> None:
        """Whoever has this participant key, or listens to this feed, is sent back through the whole check."""
        self.rights_moves += 1
        self._dismiss(lambda one: one.viewer.participant.key == participant or participant in one.pools)

    def more_to_read(self, participants: Collection[str]) -> None:
        """There is a new plan for these participant keys: pages that show several plans come again, and ask for it."""
        self._dismiss(
            lambda listener: (
                listener.view in SEVERAL_PLANS and listener.viewer.participant.key in participants
            )
        )

    def session_ended(self, session: str) -> None:
        """The same for the sockets of one sign-in session or access token."""
        self.rights_moves += 1
        self._dismiss(lambda listener: listener.viewer.session == session)

    def farewell(self) -> None:
        """Before a restart: ask everybody to come back, but not all at once."""
        bye = message("bye", **{"in": COME_BACK_WITHIN})
        for listener in self.listeners:
            if listener.greeted:
                listener.push.tell(bye)

    @contextmanager
    def attended_by(self, listener: Listener) -> Iterator[None]:
        """From here on the listener can be dismissed; afterwards it is in no pool any more."""
        self.listeners.add(listener)
        self._watch = self._watch or asyncio.create_task(self._look_at_the_clock())
        try:
            yield
        finally:
            self._depart(listener)

    async def subscribe(self, listener: Listener, asked: Address) -> list[Backlog]:
        """What each page has missed. Until `go_live`, what is told meanwhile is held back: nothing falls between.

        Raises Goodbye when a feed is gone, and what the boards raise.
        """
        for wanted in asked.feeds:
            pool = self._audience(wanted.feed).pool(listener.view, listener.viewer.locale)
            listener.pools[wanted.feed] = pool
            pool.hold(listener.push)
        return [await self._read_backlog(listener, wanted, asked.day) for wanted in asked.feeds]

    def go_live(self, listener: Listener, backlogs: list[Backlog]) -> None:
        """Tell the backlogs and what was held back; from now on the listener hears everything."""
        listener.greeted = True
        for backlog in backlogs:
            _tell(listener, backlog.missed)
            listener.pools[backlog.missed.feed].release(listener.push, backlog.missed.rev)
            _tell(listener, backlog.aged)

    async def _read_backlog(self, listener: Listener, wanted: AskedFeed, page_day: date | None) -> Backlog:
        view, locale, today = listener.view, listener.viewer.locale, self._clock.day()
        missed = await self._boards.delta(wanted.feed, wanted.rev, wanted.epoch, view, locale, today)
        if isinstance(missed, NoSuchFeed):
            raise Goodbye(Code.NOT_FOUND)
        self.audiences[wanted.feed].has_read(listener.pools[wanted.feed], missed)
        if page_day is None or page_day == today:
            return Backlog(missed)
        return Backlog(missed, await self._boards.day_delta(wanted.feed, view, locale, page_day, today))

    def _audience(self, feed: str) -> Audience:
        if feed not in self.audiences:
            self.audiences[feed] = Audience(
                feed, self._boards, self._clock.day, self._interval, self._dismiss_all_of
            )
        return self.audiences[feed]

    def _depart(self, listener: Listener) -> None:
        listener.push.part()
        self.listeners.discard(listener)
        for feed, pool in listener.pools.items():
            pool.leave(listener.push)
            if (audience := self.audiences.get(feed)) and audience.prune():
                del self.audiences[feed]
        if not self.listeners and self._watch:
            self._watch.cancel()
            self._watch = None

    def _dismiss(self, whom: Callable[[Listener], bool]) -> None:
        for listener in [listener for listener in self.listeners if whom(listener)]:
            listener.dismiss(Code.RIGHTS_CHANGED)

    def _dismiss_expired(self, now: datetime) -> None:
        self._dismiss(lambda listener: listener.is_over(now))

    def _dismiss_all_of(self, feed: str) -> None:
        self._dismiss(lambda listener: feed in listener.pools)

    async def _look_at_the_clock(self) -> None:
        known = self._clock.day()
        while True:
            await asyncio.sleep(self._tick)
            now, today = self._clock.now(), self._clock.day()
            self._dismiss_expired(now)
            if today != known:
                for audience in list(self.audiences.values()):
                    audience.turn(known)
                known = today


def _tell(listener: Listener, answer: Delta | Unchanged | TooOld | None) -> None:
    if listener.push.stalled:
        return  # what was told before is too much for it; it will be told to pull everything
    if isinstance(answer, Delta):
        listener.push.tell(frame(answer.message))
    elif isinstance(answer, TooOld):
        listener.push.tell(RESYNC)
