"""A plan to take away: as data for scripts, as a text file for people."""

import re

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands.exports import plan_document
from tracker.domain.folding import fold_wide
from tracker.domain.permissions import Action, may
from tracker.plan_file.writing import write_plan_file
from tracker.web.answers import Json
from tracker.web.parts import parts_of
from tracker.web.seen_plans import seen_plan, there


async def as_json(request: Request) -> Response:
    """GET /plans/{plan}.json: the whole state, with ids and revs."""
    seen = await seen_plan(request, Action.EXPORT)
    plan = there(await parts_of(request).boards.plan_json(seen.link.id))
    return Json(plan, headers={"Feed-Rev": str(plan["rev"])})


async def as_text(request: Request) -> Response:
    """GET /plans/{plan}.md: the plan file, in its own language; addresses only for those who may see them."""
    seen = await seen_plan(request, Action.EXPORT)
    with_addresses = may(seen.role, Action.SEE_ADDRESSES)

    def write(session: Session) -> str:
        return write_plan_file(plan_document(session, seen.link.id, with_addresses=with_addresses))

    text = await parts_of(request).database.read(write)
    # letters and hyphens only: no name can break out of the header
    name = re.sub(r"[^a-z0-9]+", "-", fold_wide(seen.link.region), flags=re.ASCII).strip("-") or "plan"
    headers = {"Content-Disposition": f'attachment; filename="{name}.md"'}
    return Response(text, media_type="text/markdown", headers=headers)
