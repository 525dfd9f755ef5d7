"""A large board while it is drawn: whoever waits for it has its frame first, then its stages piece by piece."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from tracker.boards.messages import NoSuchFeed
from tracker.boards.packing import Packed
from tracker.boards.whole import BoardFrame, BoardParts, Grown


class Growing:
    """Drawn in a thread, followed in the loop by as many as want it; it goes on when they leave."""

    def __init__(
        self, draw: Callable[[Callable[[Grown], object]], Awaitable[BoardParts | NoSuchFeed]]
    ) -> None:
        """`draw(hear)` gives the whole and has told before of the frame and each piece of it, if it is large."""
        self._loop = asyncio.get_running_loop()
        self._grown: asyncio.Future[None] = self._loop.create_future()
        self._frame: asyncio.Future[BoardFrame] = self._loop.create_future()
        self._pieces: list[Packed] = []
        self.drawing = asyncio.ensure_future(
            draw(lambda grown: self._loop.call_soon_threadsafe(self._hear, grown))
        )

    async def begun(self) -> "Growing | BoardParts | NoSuchFeed":
        """Itself as soon as there is the frame of a large board; the whole of a small one."""
        await _first(self.drawing, self._frame)
        return self if self._frame.done() else self.drawing.result()

    @property
    def frame(self) -> BoardFrame:
        """All but the cards, once the board has begun."""
        return self._frame.result()

    async def whole(self) -> BoardParts | NoSuchFeed:
        """When all is drawn."""
        return await asyncio.shield(self.drawing)

    async def pieces(self) -> AsyncIterator[Packed]:
        """All stages with their cards, in order. Raises what stopped the drawing."""
        sent = 0
        while True:
            # the end is told after all pieces
            while sent < len(self._pieces):
                yield self._pieces[sent]
                sent += 1
            if self.drawing.done():
                self.drawing.result()
                return
            await _first(self.drawing, self._grown)

    def _hear(self, grown: Grown) -> None:
        if not isinstance(grown, Packed):
            self._frame.set_result(grown)
            return
        self._pieces.append(grown)
        self._grown.set_result(None)
        self._grown = self._loop.create_future()


async def _first(*futures: asyncio.Future[Any]) -> None:
    await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
