"""The wall: the board of a plan for a beamer, live."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from tracker.web.parts import parts_of
from tracker.web.plan_pages import board_page
from tracker.web.seen_plans import seen_plan, there
from tracker.web.showing import show_filled
from tracker.web.who import visitor_of


async def show(request: Request) -> Response:
    """GET /plans/{plan}/beamer."""
    seen, parts = await seen_plan(request), parts_of(request)
    plan, day = seen.found.plan, parts.clock.day()
    at = (plan.rev, plan.epoch)
    board = there(await parts.boards.board(plan.id, visitor_of(request).locale, day, at, "wall"))
    page = replace(board_page(request, seen, board.frame, day), view="wall")
    return show_filled(request, "views/beamer.html", page, seen, board.board)
