"""Sockets that get the same bytes, and how a newcomer joins them without a gap."""

import asyncio
import math
from collections.abc import Callable
from typing import Protocol

from tracker.live.frames import RESYNC

CHUNK = 500  # members written to before the loop may do something else: about 3 ms
MOST_HELD = 64  # frames kept for a newcomer; whoever needs longer to read the backlog pulls

Write = Callable[[bytes], object]


class Push(Protocol):
    """The way out to one socket. It leaves and rejoins its pools by itself when the peer stalls and resumes."""

    @property
    def stalled(self) -> bool: ...

    def join(self, pool: "Pool") -> None: ...

    def leave(self, pool: "Pool") -> None: ...

    def tell(self, framed: bytes) -> None: ...

    def part(self) -> None: ...

    def abort(self) -> None: ...


class Pool:
    """Everybody who can be written to now. `subscribers` also counts those who are set aside."""

    def __init__(self) -> None:
        self.members: dict[Push, Write] = {}
        self.subscribers: set[Push] = set()
        self.newcomers: dict[Push, Newcomer] = {}
        self.stamp: float = 0  # the rev of the frame under way, for newcomers

    def hold(self, push: Push) -> None:
        """From now on keep for `push` whatever is emitted; call before the backlog is read."""
        self.subscribers.add(push)
        self.members[push] = self.newcomers[push] = Newcomer(self, push)

    def release(self, push: Push, rev: int) -> None:
        """Tell what was kept and is newer than the backlog, which ends at `rev`; from now on tell it the rest."""
        self.newcomers[push].release(rev)

    def join(self, push: Push) -> None:
        """Write to `push` directly from now on, whatever it has missed."""
        self.newcomers.pop(push, None)
        self.subscribers.add(push)
        push.join(self)

    def leave(self, push: Push) -> None:
        """Never write to `push` again."""
        self.subscribers.discard(push)
        self.newcomers.pop(push, None)
        self.members.pop(push, None)
        push.leave(self)

    async def emit(self, framed: bytes, stamp: float = math.inf) -> None:
        """Write the same bytes to every member. `stamp`: a newcomer whose backlog reaches this rev needs it not."""
        self.stamp = stamp
        # over a copy: a write may stall the transport, which takes the member out of the dict at once
        members = list(self.members.items())
        for _, write in members[:CHUNK]:
            write(framed)
        for start in range(CHUNK, len(members), CHUNK):
            await asyncio.sleep(0)
            self._write_to_those_still_here(members[start : start + CHUNK], framed)

    def _write_to_those_still_here(self, members: list[tuple[Push, Write]], framed: bytes) -> None:
        for push, _ in members:
            if write := self.members.get(push):
                write(framed)


class Newcomer:
    """Stands in for a push: keeps frames until the backlog is told, then drops those that the backlog covered.

    The first frame after that puts the push itself in its place.
    """

    __slots__ = ("_kept", "_pool", "_push", "_rev")

    def __init__(self, pool: Pool, push: Push) -> None:
        self._pool = pool
        self._push = push
        self._kept: list[tuple[float, bytes]] = []
        self._rev: int | None = None

    def __call__(self, framed: bytes) -> None:
        if self._rev is None:
            if len(self._kept) <= MOST_HELD:
                self._kept.append((self._pool.stamp, framed))
        elif self._pool.stamp > self._rev:
            self._give_way([framed])

    def release(self, rev: int) -> None:
        """The backlog is told and ends at `rev`."""
        self._rev = rev
        kept, self._kept = self._kept, []
        newer = [framed for stamp, framed in kept if stamp > rev]
        if newer or self._push.stalled:
            self._give_way([RESYNC] if len(kept) > MOST_HELD else newer)

    def _give_way(self, frames: list[bytes]) -> None:
        self._pool.join(self._push)
        # a stalled member is told to pull when it reads again: more in its buffer would only make it wait longer
        for framed in [] if self._push.stalled else frames:
            self._push.tell(framed)
