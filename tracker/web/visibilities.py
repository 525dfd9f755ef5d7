"""Who reads a plan without a membership: nobody, or everybody. Opening it is asked for once more, with what is seen."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import plans
from tracker.domain.permissions import Action
from tracker.domain.plan import Visibility
from tracker.pages import VisibilityPage
from tracker.web.carry_out import carry_out
from tracker.web.incoming import Again, Sent, posted
from tracker.web.seen_plans import seen_plan
from tracker.web.showing import form_of
from tracker.web.showing import show as show_page


@dataclass(frozen=True, slots=True)
class Seen:
    """members, or public."""

    visibility: str


async def show(request: Request) -> Response:
    """GET /plans/{plan}/visibility: what everybody will be able to see, and the button."""
    return await _show(request)


async def show_again(request: Request, again: Again) -> Response:
    """The same with the form refused."""
    return await _show(request, again)


@posted(show_again)
async def create(request: Request, sent: Sent) -> Response:
    """Let everybody read the plan, or its members alone."""
    then = f"/plans/{request.path_params['plan']}/links"
    return await carry_out(request, sent, plans.set_visibility, sent.read_as(Seen).visibility, then=then)


async def _show(request: Request, again: Again | None = None) -> Response:
    seen = await seen_plan(request, Action.SHARE_PLAN)
    plan = seen.found.plan
    is_public = plan.visibility == Visibility.PUBLIC
    page = VisibilityPage(seen.link, seen.path, is_public, form_of(request, plan.rev, again))
    return show_page(request, "plans/visibility.html", page, seen, status=again.status if again else 200)
