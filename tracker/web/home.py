"""The start page: my next steps in all plans; signed out, what this is."""

from collections.abc import Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tracker.domain.ids import is_id
from tracker.pages import Beside, FeedPlace, HomePage, PathLink, WelcomePage
from tracker.pages.views import RowView
from tracker.rendering import joined
from tracker.store.networks import networks_of
from tracker.store.plans import FoundPlan, plans_of
from tracker.web.parts import parts_of
from tracker.web.refusals import SignInFirst
from tracker.web.seen_plans import place_in
from tracker.web.showing import form_of, viewer_of
from tracker.web.showing import show as show_page
from tracker.web.who import visitor_of

MOST_ROWS = 200  # asked for at once with ?only=
MOST_FEEDS = 64  # of one socket
ALL = "all"  # instead of ids: every row of mine


async def show(request: Request) -> Response:
    """GET of /; with `only=id,id` just these rows, as far as they are mine, and what stands beside them."""
    only = request.query_params.get("only")
    if only is not None:
        wanted = None if only == ALL else set(filter(is_id, only.split(",")[:MOST_ROWS]))
        return await _show_rows(request, wanted)
    if not visitor_of(request).signed_in:
        return show_page(request, "welcome.html", WelcomePage())
    return show_page(request, "home.html", await _page(request))


async def _page(request: Request) -> HomePage:
    found, rows = await _mine(request)
    return HomePage(
        feeds=_feeds(found, rows),
        day=parts_of(request).clock.day(),
        asked=_part(rows, "asked"),
        late=_part(rows, "late"),
        now=_part(rows, "now"),
        later=_part(rows, "later"),
        beside=await _beside(request, found),
        form=form_of(request),
    )


async def _show_rows(request: Request, wanted: set[str] | None) -> Response:
    parts, visitor = parts_of(request), visitor_of(request)
    if not visitor.signed_in:
        raise SignInFirst()
    found, rows = await _mine(request)
    form, viewer = form_of(request), viewer_of(request)
    draw = partial(parts.rendering.fragment, locale=visitor.locale)
    drawn = [
        draw("steps/_row.html", row=row, form=form, viewer=viewer)
        for row in rows
        if wanted is None or row.id in wanted
    ]
    if wanted is None:
        day = parts.clock.day()
        drawn += [draw("layouts/_feed.html", feed=feed, day=day) for feed in _feeds(found, rows)]
    return HTMLResponse(joined([*drawn, draw("_beside.html", beside=await _beside(request, found))]))


async def _mine(request: Request) -> tuple[Sequence[FoundPlan], list[RowView]]:
    """My plans, and then my steps in them: so a page never stands at a rev that is newer than its rows."""
    parts, visitor = parts_of(request), visitor_of(request)
    found = await parts.database.read(plans_of, visitor.participant)
    rows = await parts.boards.my_rows(visitor.participant, found, visitor.locale, parts.clock.day())
    return found, rows


async def _beside(request: Request, found: Sequence[FoundPlan]) -> Beside:
    parts, visitor = parts_of(request), visitor_of(request)
    day, networks = parts.clock.day(), await parts.database.read(networks_of, visitor.participant)
    return Beside(
        plans=await parts.boards.plan_rows(found, day),
        meetings=await parts.boards.meeting_rows(found, visitor.locale, day),
        networks=[PathLink(network.name, f"/networks/{network.id}") for network in networks],
    )


def _feeds(found: Sequence[FoundPlan], rows: Sequence[RowView]) -> list[FeedPlace]:
    """Those with steps of mine first: a socket does not hold more than so many."""
    busy = {row.plan for row in rows}
    plans = sorted((one.plan for one in found), key=lambda plan: plan.id not in busy)
    return [place_in(plan) for plan in plans[:MOST_FEEDS]]


def _part(rows: Sequence[RowView], part: str) -> list[RowView]:
    return [row for row in rows if row.part == part]
