"""The start page: my next steps in all plans; signed out, what this is."""

from functools import partial
from itertools import groupby
from operator import attrgetter

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tracker.boards.agenda import Agenda
from tracker.domain.ids import is_id
from tracker.pages import FeedPlace, HomePage, WelcomePage
from tracker.pages.home import HomeList
from tracker.pages.rows import FOLDING, PARTS
from tracker.rendering import joined
from tracker.web.claims import offers, own_address
from tracker.web.parts import parts_of
from tracker.web.refusals import SignInFirst
from tracker.web.seen_plans import place_in
from tracker.web.showing import form_of
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
    agenda, form = await _agenda(request), form_of(request)
    return HomePage(
        feeds=_feeds(agenda),
        day=parts_of(request).clock.day(),
        lists=_lists(request, agenda, form.key),
        beside=agenda.beside,
        form=form,
        claims=await offers(request),
        own_address=own_address(request),
        handed_over=request.query_params.get("said") == "handed_over",
    )


async def _show_rows(request: Request, wanted: set[str] | None) -> Response:
    parts, visitor = parts_of(request), visitor_of(request)
    if not visitor.signed_in:
        raise SignInFirst()
    agenda = await _agenda(request)
    rows = [row for row in agenda.rows if wanted is None or row.step in wanted]
    drawn = [parts.boards.rows.rows(rows, visitor.locale, visitor.token, form_of(request).key)]
    draw = partial(parts.rendering.fragment, locale=visitor.locale)
    if wanted is None:
        day = parts.clock.day()
        drawn += [draw("layouts/_feed.html", feed=feed, day=day) for feed in _feeds(agenda)]
    return HTMLResponse(joined([*drawn, draw("_beside.html", beside=agenda.beside)]))


async def _agenda(request: Request) -> Agenda:
    parts, visitor = parts_of(request), visitor_of(request)
    return await parts.boards.agenda(visitor.participant, visitor.locale, parts.clock.day())


def _lists(request: Request, agenda: Agenda, key: str) -> list[HomeList]:
    visitor, draw = visitor_of(request), parts_of(request).boards.rows.rows
    rows = {part: list(of_part) for part, of_part in groupby(agenda.rows, key=attrgetter("part"))}
    return [
        HomeList(
            part=part,
            count=len(mine := rows.get(part, [])),
            rows=draw(mine, visitor.locale, visitor.token, key),
            folds=part in FOLDING,
        )
        for part in PARTS
    ]


def _feeds(agenda: Agenda) -> list[FeedPlace]:
    """Those with steps of mine first: a socket does not hold more than so many."""
    busy = {row.plan.id for row in agenda.rows}
    plans = sorted((one.plan for one in agenda.found), key=lambda plan: plan.id not in busy)
    return [place_in(plan) for plan in plans[:MOST_FEEDS]]
