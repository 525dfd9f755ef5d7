"""A plan to take away: as data for scripts, as a text file or a table for people."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.boards.plain import plan_bytes
from tracker.commands.exports import plan_document
from tracker.domain.folding import file_name
from tracker.domain.permissions import Action, may
from tracker.domain.plan import Plan
from tracker.domain.work import Work
from tracker.plan_file.document import PlanDocument
from tracker.plan_file.writing import write_plan_file
from tracker.tables.csv_writing import write_csv
from tracker.tables.sheet import sheet_of
from tracker.web.answers import Json
from tracker.web.parts import parts_of
from tracker.web.seen_plans import seen_plan, there
from tracker.web.who import visitor_of

T = TypeVar("T")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MANY = 500  # steps; fewer are written in less time than it takes to start a process
_KINDS = {"md": "text/markdown", "csv": "text/csv", "xlsx": XLSX}


async def as_json(request: Request) -> Response:
    """GET /plans/{plan}.json: the whole state, with ids and revs."""
    seen = await seen_plan(request, Action.EXPORT)
    rev, plan = there(await read_plan(request, plan_bytes, seen.link.id))
    return Json(plan, headers={"Feed-Rev": str(rev)})


async def as_text(request: Request) -> Response:
    """GET /plans/{plan}.md: the plan file, in its own language; addresses only for those who may see them."""
    return await _file(request, "md")


async def as_csv(request: Request) -> Response:
    """GET /plans/{plan}.csv: the steps as a table for any program, in the reader's language."""
    return await _file(request, "csv")


async def as_xlsx(request: Request) -> Response:
    """GET /plans/{plan}.xlsx: the same as a workbook."""
    return await _file(request, "xlsx")


async def _file(request: Request, ending: str) -> Response:
    """The plan as a file to keep."""
    seen = await seen_plan(request, Action.EXPORT)
    with_addresses, today = may(seen.role, Action.SEE_ADDRESSES), parts_of(request).clock.day()
    wanted = (today, visitor_of(request).locale, with_addresses, ending)
    file = await read_plan(request, written, seen.link.id, *wanted)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(seen.link.region)}.{ending}"'}
    return Response(file, media_type=_KINDS[ending], headers=headers)


async def read_plan(
    request: Request, finder: Callable[..., T], plan_id: str, *args: Any, work: Work | None = None
) -> T:
    """What `finder(session, plan_id, *args)` gives; of a large plan in a process apart, so that nobody waits for it.

    Raises Stopped.
    """
    database = parts_of(request).database
    if await database.read(_is_large, plan_id):
        return await database.read_apart(finder, plan_id, *args, work=work)
    return await database.read(finder, plan_id, *args)


def written(
    session: Session,
    plan_id: str,
    today: date,
    locale: str,
    with_addresses: bool,
    ending: str,
    work: Work | None = None,
) -> bytes:
    """The plan as a file with that ending. Whether one may read it has been asked before. Raises NotFound."""
    plan = plan_document(session, plan_id, today, with_addresses=with_addresses)
    return _WRITERS[ending](plan, locale)


def _is_large(session: Session, plan_id: str) -> bool:
    plan = session.get(Plan, plan_id)
    return plan is not None and plan.next_number > MANY


def _text(plan: PlanDocument, locale: str) -> bytes:
    return write_plan_file(plan).encode()


def _csv(plan: PlanDocument, locale: str) -> bytes:
    return write_csv(sheet_of(plan, locale), locale)


def _xlsx(plan: PlanDocument, locale: str) -> bytes:
    from tracker.tables.xlsx_writing import write_xlsx  # openpyxl takes 0.3 s to import

    return write_xlsx(sheet_of(plan, locale))


_WRITERS: dict[str, Callable[[PlanDocument, str], bytes]] = {"md": _text, "csv": _csv, "xlsx": _xlsx}
