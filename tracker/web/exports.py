"""A plan as data."""

from starlette.requests import Request
from starlette.responses import Response

from tracker.domain.permissions import Action
from tracker.web.answers import Json
from tracker.web.parts import parts_of
from tracker.web.seen_plans import seen_plan, there


async def as_json(request: Request) -> Response:
    """GET /plans/{plan}.json: the whole state, with ids and revs."""
    seen = await seen_plan(request, Action.EXPORT)
    plan = there(await parts_of(request).boards.plan_json(seen.link.id))
    return Json(plan, headers={"Feed-Rev": str(plan["rev"])})
