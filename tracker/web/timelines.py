"""A plan over time: the axis with its steps, and how far it has come."""

from starlette.requests import Request
from starlette.responses import Response

from tracker.boards.sheets import PlanSheet
from tracker.boards.timelines import progress_page, timeline_page
from tracker.web.parts import parts_of
from tracker.web.seen_plans import SeenPlan, seen_plan, there
from tracker.web.showing import show as show_page
from tracker.web.showing import show_long
from tracker.web.who import visitor_of


async def show(request: Request) -> Response:
    """GET /plans/{plan}/timeline."""
    seen, sheet = await _sheet(request)
    page = timeline_page(sheet, seen.path, visitor_of(request).locale, parts_of(request).clock.day())
    return show_long(request, "views/timeline.html", page, seen, len(sheet.found))


async def show_progress(request: Request) -> Response:
    """GET /plans/{plan}/progress."""
    seen, sheet = await _sheet(request)
    page = progress_page(sheet, seen.path, visitor_of(request).locale, parts_of(request).clock.day())
    return show_page(request, "views/progress.html", page, seen)


async def _sheet(request: Request) -> tuple[SeenPlan, PlanSheet]:
    seen, parts = await seen_plan(request), parts_of(request)
    return seen, there(await parts.boards.sheet(seen.link.id, visitor_of(request).locale, parts.clock.day()))
