"""A plan on paper: the table on A4, the board on A3."""

from starlette.requests import Request
from starlette.responses import Response

from tracker.boards.sheets import PlanSheet
from tracker.domain.permissions import Action
from tracker.language.dates import day_text
from tracker.pages import PaperStage, PrintPage
from tracker.web.parts import parts_of
from tracker.web.seen_plans import SeenPlan, seen_plan, there
from tracker.web.showing import show_long
from tracker.web.who import visitor_of


async def show(request: Request) -> Response:
    """GET /plans/{plan}/print; `?as=board` for the board."""
    seen, parts = await seen_plan(request, Action.EXPORT), parts_of(request)
    sheet = there(await parts.boards.sheet(seen.link.id, visitor_of(request).locale, parts.clock.day()))
    page = _page(request, seen, sheet)
    return show_long(request, "views/print.html", page, seen, page.steps)


def _page(request: Request, seen: SeenPlan, sheet: PlanSheet) -> PrintPage:
    return PrintPage(
        plan=sheet.plan,
        path=seen.path,
        form="board" if request.query_params.get("as") == "board" else "table",
        head=sheet.head,
        frame=sheet.frame,
        stages=[PaperStage(stage, sheet.of_stage(stage.id)) for stage in sheet.stages],
        day_text=day_text(visitor_of(request).locale, parts_of(request).clock.day()),
    )
