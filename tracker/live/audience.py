"""Those who listen to one feed: rendered once per view and locale, told to all of them."""

import logging
from collections.abc import Callable
from datetime import date
from typing import Protocol

from tracker.boards.messages import Answer, Delta, NoSuchFeed, TooOld, Unchanged
from tracker.live.frames import RESYNC, frame
from tracker.live.pool import Pool
from tracker.live.pulse import Pulse

log = logging.getLogger(__name__)


class BoardSource(Protocol):
    """What the live part needs from `boards/`."""

    async def delta(self, feed: str, since: int, epoch: str, view: str, locale: str, day: date, /) -> Answer:
        """What changed after `since`. TooOld for another epoch and for a `since` that was never reached."""
        ...

    async def day_delta(
        self, feed: str, view: str, locale: str, day_before: date, day: date, /
    ) -> Delta | None:
        """The cards that `day` shows otherwise than `day_before`, with frm = rev; None if there are none."""
        ...


class ViewPool(Pool):
    """The listeners of a feed who share view and locale, and how far they have been told."""

    def __init__(self, view: str, locale: str) -> None:
        super().__init__()
        self.view = view
        self.locale = locale
        self.epoch: str | None = None
        self.told: int | None = None  # unknown until the first change after the first newcomer
        self._read: set[int] = set()  # until then: how far the backlogs of its newcomers went

    @property
    def rev(self) -> int:
        """The rev that its members should be at."""
        return max(self._read, default=0) if self.told is None else self.told

    def has_read(self, answer: Delta | Unchanged | TooOld) -> None:
        """A newcomer's backlog was read."""
        self.epoch = answer.epoch
        if self.told is None:
            self._read.add(answer.rev)

    def hears_of(self, rev: int) -> None:
        """`rev` was committed."""
        if self.told is None:
            # whoever joined before now has read up to rev - 1 at least, if no hint of a rev was lost
            self.told = min({rev - 1} | self._read)

    def is_behind(self, rev: int) -> bool:
        """Whether there is something to tell."""
        return self.told is not None and self.told < rev


class Audience:
    """Everybody who listens to `feed`. `gone` is called when a render finds that there is no such feed."""

    def __init__(
        self,
        feed: str,
        boards: BoardSource,
        today: Callable[[], date],
        interval: float,
        gone: Callable[[str], None],
    ) -> None:
        self.feed = feed
        self.rev = 0  # the newest that was published
        self.pools: dict[tuple[str, str], ViewPool] = {}
        self._boards = boards
        self._today = today
        self._gone = gone
        self._turned_from: date | None = None
        self._pulse = Pulse(self._tell, interval)

    def pool(self, view: str, locale: str) -> ViewPool:
        """The pool of this view and locale, made when it is missing."""
        return self.pools.setdefault((view, locale), ViewPool(view, locale))

    def publish(self, rev: int) -> None:
        """`rev` was committed."""
        self.rev = max(self.rev, rev)
        for pool in self.pools.values():
            pool.hears_of(rev)
        self._pulse.ask()

    def turn(self, day_before: date) -> None:
        """A new day began."""
        self._turned_from = self._turned_from or day_before
        self._pulse.ask()

    def has_read(self, pool: ViewPool, answer: Delta | Unchanged | TooOld) -> None:
        """A newcomer to `pool` has its backlog."""
        pool.has_read(answer)
        if pool.is_behind(self.rev):
            self._pulse.ask()  # it could not be told before its epoch was known

    def prune(self) -> bool:
        """Forget the pools that nobody is in; True when nobody is left at all."""
        self.pools = {key: pool for key, pool in self.pools.items() if pool.subscribers}
        if not self.pools:
            self._pulse.stop()
        return not self.pools

    async def _tell(self) -> None:
        turned_from, self._turned_from = self._turned_from, None
        for pool in list(self.pools.values()):
            await self._bring_up(pool)
            if turned_from is not None:
                await self._show_the_day(pool, turned_from)

    async def _bring_up(self, pool: ViewPool) -> None:
        rev, since, epoch = self.rev, pool.told, pool.epoch
        if since is None or epoch is None or since >= rev:
            return
        try:
            answer = await self._boards.delta(self.feed, since, epoch, pool.view, pool.locale, self._today())
        except Exception as error:
            pool.told = rev
            await self._give_up(pool, error)
            return
        match answer:
            case Delta():
                pool.told, pool.epoch = answer.rev, answer.epoch
                await pool.emit(frame(answer.message), stamp=answer.rev)
            case TooOld():
                pool.told, pool.epoch = answer.rev, answer.epoch
                await pool.emit(RESYNC, stamp=answer.rev)
            case NoSuchFeed():
                self._gone(self.feed)

    async def _show_the_day(self, pool: ViewPool, day_before: date) -> None:
        try:
            answer = await self._boards.day_delta(
                self.feed, pool.view, pool.locale, day_before, self._today()
            )
        except Exception as error:
            await self._give_up(pool, error)
            return
        if answer is not None:
            # a change committed meanwhile goes first: a day's delta says where its reader stands
            self.rev = max(self.rev, answer.rev)
            await self._bring_up(pool)
            await pool.emit(frame(answer.message))

    async def _give_up(self, pool: ViewPool, error: Exception) -> None:
        # a feed that cannot be rendered must not silence the others; its listeners pull
        log.error("live: %s was not rendered: %s", self.feed, repr(error))
        await pool.emit(RESYNC)
