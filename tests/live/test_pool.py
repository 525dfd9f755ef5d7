"""The pool alone, with ways out that only take notes."""

import asyncio

from tracker.live.frames import RESYNC
from tracker.live.pool import CHUNK, MOST_HELD, Pool


class Notebook:
    """A way out that keeps what it is given, and stalls when told to."""

    def __init__(self, stalls_at: bytes = b"") -> None:
        self.frames: list[bytes] = []
        self.stalled = False
        self._stalls_at = stalls_at
        self._pools: list[Pool] = []

    def join(self, pool: Pool) -> None:
        self._pools.append(pool)
        pool.members[self] = self.tell

    def leave(self, pool: Pool) -> None:
        self._pools.remove(pool)

    def tell(self, framed: bytes) -> None:
        self.frames.append(framed)
        if framed == self._stalls_at:
            self.part()

    def part(self) -> None:
        self.stalled = True
        for pool in self._pools:
            pool.members.pop(self, None)

    def abort(self) -> None:
        self.part()


def filled_pool(count: int) -> tuple[Pool, list[Notebook]]:
    pool, notebooks = Pool(), [Notebook() for _ in range(count)]
    for notebook in notebooks:
        pool.join(notebook)
    return pool, notebooks


async def test_one_that_stalls_while_written_to_does_not_disturb_the_others() -> None:
    pool, notebooks = filled_pool(3)
    notebooks.insert(0, Notebook(stalls_at=b"b"))
    pool.members = {notebooks[0]: notebooks[0].tell} | pool.members
    notebooks[0].join(pool)
    for framed in (b"a", b"b", b"c"):
        await pool.emit(framed)
    assert [notebook.frames for notebook in notebooks] == [[b"a", b"b"]] + [[b"a", b"b", b"c"]] * 3


async def test_a_large_pool_lets_the_loop_breathe_between_chunks() -> None:
    pool, notebooks = filled_pool(2 * CHUNK + 1)
    reached: list[int] = []

    def look() -> None:
        reached.append(sum(bool(notebook.frames) for notebook in notebooks))
        if reached[-1] < len(notebooks):
            asyncio.get_running_loop().call_soon(look)

    emitting = asyncio.create_task(pool.emit(b"a"))
    asyncio.get_running_loop().call_soon(look)
    await emitting
    assert {CHUNK, 2 * CHUNK} <= set(reached)
    assert all(notebook.frames == [b"a"] for notebook in notebooks)


async def test_who_leaves_between_two_chunks_is_not_written_to() -> None:
    pool, notebooks = filled_pool(CHUNK + 10)
    emitting = asyncio.create_task(pool.emit(b"a"))
    asyncio.get_running_loop().call_soon(pool.leave, notebooks[CHUNK + 5])
    await emitting
    assert notebooks[CHUNK + 5].frames == []
    assert sum(notebook.frames == [b"a"] for notebook in notebooks) == CHUNK + 9


async def test_a_newcomer_gets_once_what_its_backlog_does_not_cover() -> None:
    pool, newcomer = Pool(), Notebook()
    pool.hold(newcomer)
    for rev in (5, 6, 7):
        await pool.emit(b"to %d" % rev, stamp=rev)
    assert newcomer.frames == []
    pool.release(newcomer, rev=6)
    await pool.emit(b"to 8", stamp=8)
    assert newcomer.frames == [b"to 7", b"to 8"]


async def test_a_day_s_delta_reaches_a_newcomer_whatever_its_backlog_covers() -> None:
    pool, newcomer = Pool(), Notebook()
    pool.hold(newcomer)
    await pool.emit(b"the day")
    pool.release(newcomer, rev=10**15)
    assert newcomer.frames == [b"the day"]


async def test_a_newcomer_that_is_too_long_in_reading_is_told_to_pull() -> None:
    pool, newcomer = Pool(), Notebook()
    pool.hold(newcomer)
    for rev in range(10 * MOST_HELD):
        await pool.emit(b"x" * 1000, stamp=rev)
    assert len(pool.newcomers[newcomer]._kept) <= MOST_HELD + 1
    pool.release(newcomer, rev=0)
    assert newcomer.frames == [RESYNC]


async def test_one_that_its_backlog_has_stalled_is_a_member_that_will_be_told_to_pull() -> None:
    pool, newcomer = Pool(), Notebook()
    pool.hold(newcomer)
    await pool.emit(b"to 1", stamp=1)
    newcomer.stalled = True
    pool.release(newcomer, rev=0)
    assert newcomer._pools == [pool]
    assert newcomer.frames == []


async def test_who_has_left_is_in_no_list_any_more() -> None:
    pool, (notebook, newcomer) = Pool(), (Notebook(), Notebook())
    pool.join(notebook)
    pool.hold(newcomer)
    newcomer._pools.append(pool)
    pool.leave(notebook)
    pool.leave(newcomer)
    assert not pool.members
    assert not pool.subscribers
    assert not pool.newcomers
