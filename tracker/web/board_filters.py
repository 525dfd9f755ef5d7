"""The filter of a board in its address, for whoever comes without script."""

from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from tracker.boards.filtering import filtered
from tracker.boards.growing import Growing
from tracker.boards.packing import Packed
from tracker.boards.whole import BoardFrame, BoardParts
from tracker.pages import FilterView
from tracker.web.seen_plans import SeenPlan, there
from tracker.web.who import visitor_of

MOST = 200  # characters of words; more are not looked for


async def narrowed(
    request: Request, seen: SeenPlan, board: Growing | BoardParts
) -> tuple[Packed | AsyncIterator[Packed], FilterView]:
    """The stages of a board as the address wants them, with the names of `FilterView` in its query."""
    wanted = wishes_of(request, board.frame)
    if wanted == FilterView():
        return board.pieces() if isinstance(board, Growing) else board.board, wanted
    whole = there(await board.whole()) if isinstance(board, Growing) else board
    # thousands of cards take longer than others can wait
    return await run_in_threadpool(filtered, whole, wanted, seen.concerned, visitor_of(request).locale)


def wishes_of(request: Request, board: BoardFrame) -> FilterView:
    """What is asked for; a theme or owner that the board does not name, as in its form, is nobody's wish."""
    query, me = request.query_params, visitor_of(request).participant.key
    theme, owner = query.get("theme", ""), query.get("owner", "")
    return FilterView(
        words=query.get("words", "").strip()[:MOST],
        theme=theme if any(one.id == theme for one in board.themes) else "",
        owner=owner if any(one.id == owner for one in board.parties) else "",
        mine=bool(me) and "mine" in query,
        late="late" in query,
        unowned="unowned" in query,
        unaccepted="unaccepted" in query,
        undated="undated" in query,
        sort="sort" in query,
    )
