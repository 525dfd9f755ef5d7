"""The start page: my next steps in all plans; signed out, what this is."""

from collections.abc import Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tracker.domain.ids import is_id
from tracker.pages import HomePage, PathLink, WelcomePage
from tracker.pages.views import RowView
from tracker.rendering import joined
from tracker.store.networks import networks_of
from tracker.store.plans import plans_of
from tracker.web.parts import parts_of
from tracker.web.refusals import SignInFirst
from tracker.web.showing import form_of, viewer_of
from tracker.web.showing import show as show_page
from tracker.web.who import visitor_of

MOST_ROWS = 200  # asked for at once with ?only=


async def show(request: Request) -> Response:
    """GET of /; with `only=id,id` just these rows, as far as they are mine."""
    only = request.query_params.get("only")
    if only is not None:
        return await _show_rows(request, set(filter(is_id, only.split(",")[:MOST_ROWS])))
    if not visitor_of(request).signed_in:
        return show_page(request, "welcome.html", WelcomePage())
    return show_page(request, "home.html", await _page(request))


async def _page(request: Request) -> HomePage:
    parts, visitor = parts_of(request), visitor_of(request)
    found = await parts.database.read(plans_of, visitor.participant)
    day, networks = parts.clock.day(), await parts.database.read(networks_of, visitor.participant)
    rows = await parts.boards.my_rows(visitor.participant, found, visitor.locale, day)
    return HomePage(
        asked=_part(rows, "asked"),
        late=_part(rows, "late"),
        now=_part(rows, "now"),
        later=_part(rows, "later"),
        plans=await parts.boards.plan_rows(found, day),
        meetings=await parts.boards.meeting_rows(found, visitor.locale, day),
        networks=[PathLink(network.name, f"/networks/{network.id}") for network in networks],
        form=form_of(request),
    )


async def _show_rows(request: Request, ids: set[str]) -> Response:
    parts, visitor = parts_of(request), visitor_of(request)
    if not visitor.signed_in:
        raise SignInFirst()
    found = await parts.database.read(plans_of, visitor.participant)
    rows = await parts.boards.my_rows(visitor.participant, found, visitor.locale, parts.clock.day())
    form, viewer = form_of(request), viewer_of(request)
    draw = partial(parts.rendering.fragment, "steps/_row.html", visitor.locale, form=form, viewer=viewer)
    return HTMLResponse(joined(draw(row=row) for row in rows if row.id in ids))


def _part(rows: Sequence[RowView], part: str) -> list[RowView]:
    return [row for row in rows if _part_of(row) == part]


def _part_of(row: RowView) -> str:
    if row.asked:
        return "asked"
    lateness = row.deadline.lateness if row.deadline else "none"
    return lateness if lateness in ("late", "now") else "later"
