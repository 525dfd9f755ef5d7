"""A large board is told of while it is drawn: its frame, then its pieces in order, the same bytes for all."""

import asyncio

import pytest

from tests.planning import Planning
from tests.sample_large import a_large_plan
from tracker.boards.boards import Boards
from tracker.boards.growing import Growing
from tracker.boards.packing import Packed
from tracker.boards.whole import LARGE, PIECE, BoardParts
from tracker.domain.plan import Plan
from tracker.rendering import Html, Rendering
from tracker.static_files import StaticFiles

STEPS = LARGE + PIECE // 2


@pytest.fixture
def large(planning: Planning) -> str:
    """The id of a plan whose board is large."""
    region = planning.one(Plan, planning.plan_id).region_id
    return a_large_plan(planning.database, region, STEPS, planning.time(), planning.day)


async def pieces_of(board: Growing) -> list[Packed]:
    return [piece async for piece in board.pieces()]


async def test_it_comes_in_pieces_that_are_the_whole_for_whoever_comes_when(
    boards: Boards, planning: Planning, large: str
) -> None:
    first, second = await asyncio.gather(*(boards.begun(large, "de", planning.day) for _ in range(2)))
    assert isinstance(first, Growing)
    assert first is second
    assert first.frame.steps == STEPS
    early, late = await asyncio.gather(pieces_of(first), pieces_of(first))
    whole = await first.whole()
    assert isinstance(whole, BoardParts)
    for pieces in (early, late, await pieces_of(first)):
        assert len(pieces) > STEPS // PIECE
        assert b"".join(piece.plain for piece in pieces) == whole.board.plain
        assert b"".join(piece.deflated for piece in pieces) == whole.board.deflated
    assert whole.board.plain.count(b'<li class="step"') == STEPS
    at = (whole.frame.rev, whole.frame.epoch)
    assert await boards.begun(large, "de", planning.day, at) is whole
    assert await boards.board(large, "de", planning.day) is whole


class HeldRendering(Rendering):
    """It draws the last stage only when it is let."""

    def __init__(self) -> None:
        self.may_end = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        super().__init__(StaticFiles())

    def fragment(self, name: str, locale: str, **named: object) -> Html:
        if name == "plans/_stage.html" and getattr(named["stage"], "kind", "") == "done" and named["cards"]:
            asyncio.run_coroutine_threadsafe(self.may_end.wait(), self._loop).result()
        return super().fragment(name, locale, **named)


async def test_its_first_cards_are_there_before_the_last_are_drawn(planning: Planning, large: str) -> None:
    held = HeldRendering()
    board = await Boards(planning.database, held).begun(large, "de", planning.day)
    assert isinstance(board, Growing)
    pieces = board.pieces()
    assert f'id="step-{board.frame.first}"'.encode() in (await anext(pieces)).plain
    assert not board.drawing.done()
    held.may_end.set()
    assert [piece async for piece in pieces]


async def test_who_leaves_takes_it_from_nobody(boards: Boards, planning: Planning, large: str) -> None:
    board = await boards.begun(large, "de", planning.day)
    assert isinstance(board, Growing)
    leaving, staying = (asyncio.ensure_future(pieces_of(board)) for _ in range(2))
    asyncio.get_running_loop().call_soon(leaving.cancel)
    whole = await board.whole()
    assert isinstance(whole, BoardParts)
    assert b"".join(piece.plain for piece in await staying) == whole.board.plain
    assert leaving.cancelled()


class BrokenRendering(Rendering):
    """It cannot draw the stage for what is done."""

    def fragment(self, name: str, locale: str, **named: object) -> Html:
        if name == "plans/_stage.html" and getattr(named["stage"], "kind", "") == "done" and named["cards"]:
            raise RuntimeError("no ink")
        return super().fragment(name, locale, **named)


async def test_what_stops_the_drawing_is_raised_in_the_middle(planning: Planning, large: str) -> None:
    board = await Boards(planning.database, BrokenRendering(StaticFiles())).begun(large, "de", planning.day)
    assert isinstance(board, Growing)
    with pytest.raises(RuntimeError, match="no ink"):
        await pieces_of(board)
