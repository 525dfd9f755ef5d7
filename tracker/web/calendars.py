"""Addresses of calendars: made, renewed and ended by whoever they belong to, shown once."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import calendars
from tracker.domain.device import device_of
from tracker.domain.participant import Participant
from tracker.pages import NewCalendarPage, PlanCalendarPage
from tracker.store.writing import tell_made
from tracker.web import me, showing
from tracker.web.accepted import wants_json
from tracker.web.answers import Json, answer_made
from tracker.web.calendar_parts import calendar_part
from tracker.web.fields import Nothing
from tracker.web.incoming import Again, Sent, posted
from tracker.web.parts import parts_of
from tracker.web.seen_plans import seen_plan
from tracker.web.who import visitor_of

Make = Callable[[Session, Participant, str | None, datetime, str], tuple[str, str]]


async def show(request: Request) -> Response:
    """GET /plans/{plan}/calendar: how one subscribes to a plan's calendar."""
    return await _show(request)


async def show_again(request: Request, again: Again) -> Response:
    """The page with a form that was refused: the plan's, or one's own account."""
    return await (_show(request, again) if "plan" in request.path_params else me.show_again(request, again))


@posted(show_again)
async def create(request: Request, sent: Sent) -> Response:
    """A new address; the answer is the only place where it ever stands."""
    return await _make(request, sent, calendars.make_address)


@posted(show_again)
async def renew(request: Request, sent: Sent) -> Response:
    """Another instead of this one."""
    id = request.path_params["calendar"]
    return await _make(
        request, sent, lambda s, by, plan, *how: calendars.renew_address(s, by, plan, id, *how)
    )


@posted(show_again)
async def end(request: Request, sent: Sent) -> Response:
    """Let an address count no more."""
    sent.read_as(Nothing)
    by, plan, id = me.me_of(request), request.path_params.get("plan"), request.path_params["calendar"]
    await parts_of(request).database.write(lambda s: calendars.end_address(s, by, plan, id), by=by)
    return answer_made(request, sent, "", _page_of(plan))


async def _make(request: Request, sent: Sent, make: Make) -> Response:
    sent.read_as(Nothing)
    by, parts, plan = me.me_of(request), parts_of(request), request.path_params.get("plan")
    how = parts.clock.now(), device_of(request.headers.get("user-agent", ""))

    def command(session: Session) -> str:
        id, secret = make(session, by, plan, *how)
        tell_made(session, id)
        return secret

    written = await parts.database.write(command, by=by, key=sent.key, body=sent.body(request.url.path))
    # sent again, the address stands but is not shown a second time
    place = f"{parts.settings.base_url}/plans/{plan}" if plan else f"{parts.settings.base_url}/me"
    address = f"{place}/calendar/{written.value}.ics" if written.value else ""
    if wants_json(request):
        return Json({"made": written.made, "address": address})
    seen = await seen_plan(request) if plan else None
    page = NewCalendarPage(address, _page_of(plan), seen.link if seen else None)
    return showing.show(request, "calendars/new.html", page, seen)


async def _show(request: Request, again: Again | None = None) -> Response:
    seen, visitor = await seen_plan(request), visitor_of(request)
    plan, by = seen.link.id, visitor.participant

    def read(session: Session) -> PlanCalendarPage:
        own = calendar_part(session, by.id, plan, visitor.locale) if by.kind == "member" else None
        form = showing.form_of(request, again=again)
        return PlanCalendarPage(seen.link, seen.path, own, form)

    page = await parts_of(request).database.read(read)
    return showing.show(request, "calendars/plan.html", page, seen, status=again.status if again else 200)


def _page_of(plan: str | None) -> str:
    return f"/plans/{plan}/calendar" if plan else "/me#calendar"
