"""Boards are drawn once for all who need the same, and never older than what was told."""

import asyncio
from datetime import timedelta
from threading import Event

import pytest
from sqlmodel import Session

from tests.boards.asking import fresh_snapshot
from tests.boards.scenes import VERBS, a_scene
from tests.planning import Planning
from tracker.boards.boards import Boards
from tracker.boards.messages import Delta, NoSuchFeed, Snapshot
from tracker.boards.plain import plan_bytes
from tracker.boards.whole import BoardParts
from tracker.commands import steps
from tracker.domain.plan import Plan
from tracker.language.texts import LOCALES
from tracker.rendering import Html, Rendering
from tracker.static_files import StaticFiles


async def snapshot(boards: Boards, planning: Planning, locale: str = "de") -> bytes:
    made = await boards.snapshot(planning.feed, "board", locale, planning.day)
    assert isinstance(made, Snapshot)
    return made.message


async def test_a_kept_board_is_the_one_drawn_anew_after_every_verb(
    boards: Boards, planning: Planning, rendering: Rendering
) -> None:
    scene = a_scene(planning)
    for turn, (verb, do) in enumerate(VERBS):
        locale = LOCALES[turn % 2]
        await snapshot(boards, planning, locale)
        do(scene)
        assert await snapshot(boards, planning, locale) == fresh_snapshot(planning, rendering, locale), verb


async def test_an_unchanged_board_is_drawn_once(boards: Boards, planning: Planning) -> None:
    a_scene(planning)
    day = planning.day
    first = await boards.board(planning.plan_id, "de", day)
    assert await boards.board(planning.plan_id, "de", day) is first
    assert await boards.board(planning.plan_id, "en", day) is not first
    assert await boards.board(planning.plan_id, "de", day + timedelta(days=1)) is not first
    planning.step()
    assert await boards.board(planning.plan_id, "de", day) is not first


async def test_a_board_after_a_restore_is_not_the_one_of_that_rev_before(
    boards: Boards, planning: Planning
) -> None:
    planning.step("before")
    old = await boards.board(planning.plan_id, "de", planning.day)

    def restored(session: Session) -> None:
        session.get_one(Plan, planning.plan_id).epoch = "another"
        session.flush()

    planning.database.write_now(restored)
    new = await boards.board(planning.plan_id, "de", planning.day)
    assert isinstance(old, BoardParts)
    assert isinstance(new, BoardParts)
    assert (old.frame.rev, old.frame.epoch) != (new.frame.rev, new.frame.epoch)


async def test_who_asks_at_the_same_time_shares_one_computation(boards: Boards, planning: Planning) -> None:
    for turn in range(30):
        planning.step(str(turn))
    epoch, day = planning.epoch, planning.day
    answers = await asyncio.gather(
        *(boards.delta(planning.feed, 0, epoch, "board", "de", day) for _ in range(50)),
        *(boards.delta(planning.feed, 0, epoch, "board", "en", day) for _ in range(50)),
    )
    assert len({id(answer) for answer in answers}) == 2
    whole = await asyncio.gather(*(boards.board(planning.plan_id, "de", day) for _ in range(50)))
    assert len({id(board) for board in whole}) == 1


class HeldRendering(Rendering):
    """Its first card waits to be drawn: what it was read from is old by then."""

    def __init__(self) -> None:
        self.entered, self.opened = Event(), Event()
        super().__init__(StaticFiles())

    def fragment(self, name: str, locale: str, **named: object) -> Html:
        if name.startswith("steps/") and not self.entered.is_set():
            self.entered.set()
            self.opened.wait(10)
        return super().fragment(name, locale, **named)


async def test_a_computation_under_way_is_not_shared_with_who_asks_after_a_commit_was_told(
    planning: Planning,
) -> None:
    held = HeldRendering()
    boards = Boards(planning.database, held)
    planning.database.listen(boards.heard)
    planning.step("old")
    epoch, day = planning.epoch, planning.day
    early = asyncio.ensure_future(boards.delta(planning.feed, 0, epoch, "board", "de", day))
    await asyncio.to_thread(held.entered.wait, 10)
    await planning.send(steps.add, "new")
    late = await boards.delta(planning.feed, 0, epoch, "board", "de", day)
    held.opened.set()
    answers = [await early, late]
    assert [answer.rev for answer in answers if isinstance(answer, Delta)] == [1, 2]


async def test_who_was_answered_reads_what_they_wrote(boards: Boards, planning: Planning) -> None:
    async def write_and_read(writer: int) -> None:
        for turn in range(3):
            written = await planning.send(steps.add, f"{writer}-{turn}")
            rev = written.revs[planning.feed]
            answer = await boards.delta(planning.feed, rev - 1, planning.epoch, "board", "de", planning.day)
            assert isinstance(answer, Delta)
            assert answer.rev >= rev
            board = await boards.board(planning.plan_id, "de", planning.day)
            assert isinstance(board, BoardParts)
            assert board.frame.rev >= rev

    await asyncio.gather(*(write_and_read(writer) for writer in range(8)))


async def test_who_gives_up_waiting_does_not_take_the_answer_from_others(
    boards: Boards, planning: Planning
) -> None:
    planning.step()
    ask = [
        asyncio.ensure_future(boards.delta(planning.feed, 0, planning.epoch, "board", "de", planning.day))
        for _ in range(3)
    ]
    asyncio.get_running_loop().call_soon(ask[0].cancel)
    answers = await asyncio.gather(*ask, return_exceptions=True)
    assert [type(answer) for answer in answers] == [asyncio.CancelledError, Delta, Delta]


async def test_a_plan_that_is_not_there_has_no_board(boards: Boards, planning: Planning) -> None:
    nowhere, day = "000000000000", planning.day
    assert await boards.board(nowhere, "de", day) == NoSuchFeed(f"plan:{nowhere}")
    assert await boards.snapshot(f"plan:{nowhere}", "board", "de", day) == NoSuchFeed(f"plan:{nowhere}")
    assert await boards.edit_parts(nowhere, "de", day) == NoSuchFeed(f"plan:{nowhere}")
    assert planning.database.read_now(plan_bytes, nowhere) == NoSuchFeed(f"plan:{nowhere}")


@pytest.mark.parametrize("locale", LOCALES)
async def test_a_large_board_is_drawn_from_kept_cards_and_new_ones_alike(
    boards: Boards, planning: Planning, rendering: Rendering, locale: str
) -> None:
    ids = [planning.step(str(turn)) for turn in range(12)]
    await snapshot(boards, planning, locale)
    for changed in (1, 5):  # fewer than half are read in full, then more
        for step_id in ids[: changed * 2]:
            planning.do(steps.retell, step_id, f"neu {changed}", None, None)
        assert await snapshot(boards, planning, locale) == fresh_snapshot(planning, rendering, locale)
