"""A plan to take away: as data for scripts, as a text file or a table for people."""

from collections.abc import Callable

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands.exports import plan_document
from tracker.domain.folding import file_name
from tracker.domain.permissions import Action, may
from tracker.plan_file.document import PlanDocument
from tracker.plan_file.writing import write_plan_file
from tracker.tables.csv_writing import write_csv
from tracker.tables.sheet import sheet_of
from tracker.web.answers import Json
from tracker.web.parts import parts_of
from tracker.web.seen_plans import seen_plan, there
from tracker.web.who import visitor_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def as_json(request: Request) -> Response:
    """GET /plans/{plan}.json: the whole state, with ids and revs."""
    seen = await seen_plan(request, Action.EXPORT)
    plan = there(await parts_of(request).boards.plan_json(seen.link.id))
    return Json(plan, headers={"Feed-Rev": str(plan["rev"])})


async def as_text(request: Request) -> Response:
    """GET /plans/{plan}.md: the plan file, in its own language; addresses only for those who may see them."""
    return await _file(request, "md", "text/markdown", write_plan_file)


async def as_csv(request: Request) -> Response:
    """GET /plans/{plan}.csv: the steps as a table for any program, in the reader's language."""
    locale = visitor_of(request).locale
    return await _file(request, "csv", "text/csv", lambda plan: write_csv(sheet_of(plan, locale), locale))


async def as_xlsx(request: Request) -> Response:
    """GET /plans/{plan}.xlsx: the same as a workbook."""
    from tracker.tables.xlsx_writing import write_xlsx  # openpyxl takes 0.3 s to import

    locale = visitor_of(request).locale
    return await _file(request, "xlsx", XLSX, lambda plan: write_xlsx(sheet_of(plan, locale)))


async def _file(
    request: Request, ending: str, kind: str, write: Callable[[PlanDocument], str | bytes]
) -> Response:
    """The plan as a file to keep, made in a thread."""
    seen = await seen_plan(request, Action.EXPORT)
    with_addresses = may(seen.role, Action.SEE_ADDRESSES)

    today = parts_of(request).clock.day()

    def written(session: Session) -> str | bytes:
        return write(plan_document(session, seen.link.id, today, with_addresses=with_addresses))

    file = await parts_of(request).database.read(written)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(seen.link.region)}.{ending}"'}
    return Response(file, media_type=kind, headers=headers)
