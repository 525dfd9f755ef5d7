"""Meetings: when and where a plan's group meets, and what about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import meetings
from tracker.domain.meeting import Meeting
from tracker.domain.permissions import Action, Role, may
from tracker.pages import ClashView, MeetingPage, MeetingsPage, SignUpPart
from tracker.web import showing
from tracker.web.carry_out import carry_out
from tracker.web.clashes import clash_views
from tracker.web.incoming import Again, Sent, posted
from tracker.web.parts import parts_of
from tracker.web.refusals import ClashSeen
from tracker.web.seen_plans import SeenPlan, seen_plan, there
from tracker.web.sign_up_parts import sign_up_part
from tracker.web.who import visitor_of


@dataclass(frozen=True, slots=True)
class MeetingFields:
    """What is not sent stays as it is. `words` is the day, `starts` the hour, `link` an address on the web."""

    words: str | None = None
    title: str | None = None
    starts: str | None = None
    place: str | None = None
    link: str | None = None
    host: str | None = None
    agenda: str | None = None

    @property
    def texts(self) -> Mapping[str, str]:
        """Those sent, without the day."""
        names = [field.name for field in fields(self) if field.name != "words"]
        return {name: said for name in names if (said := getattr(self, name)) is not None}


async def show(request: Request) -> Response:
    """GET of a plan's meetings."""
    seen = await seen_plan(request)
    return showing.show(request, "plans/meetings.html", await _page(request, seen), seen)


async def show_again(request: Request, again: Again) -> Response:
    """The same with one of its forms refused, or with both texts after a clash."""
    seen, refusal = await seen_plan(request), again.refusal
    clashes = await clash_views(request, refusal.clashes) if isinstance(refusal, ClashSeen) else []
    page = await _page(request, seen, again, clashes)
    return showing.show(request, "plans/meetings.html", page, seen, status=again.status)


async def show_one(request: Request) -> Response:
    """GET /plans/{plan}/meetings/{meeting}."""
    return await _show_one(request)


async def show_one_again(request: Request, again: Again) -> Response:
    """The same with one of its forms refused."""
    return await _show_one(request, again)


@posted(show_again)
async def create(request: Request, sent: Sent) -> Response:
    """Add a meeting."""
    new = sent.read_as(MeetingFields)
    return await carry_out(request, sent, meetings.add, new.words or "", new.texts)


@posted(show_again)
async def rewrite(request: Request, sent: Sent) -> Response:
    """Change a meeting."""
    wanted, meeting, base = sent.read_as(MeetingFields), request.path_params["meeting"], sent.needed_base()
    return await carry_out(request, sent, meetings.rewrite, meeting, wanted.words, wanted.texts, base)


async def _show_one(request: Request, again: Again | None = None) -> Response:
    seen, parts, locale = await seen_plan(request), parts_of(request), visitor_of(request).locale
    day, wanted = parts.clock.day(), request.path_params["meeting"]
    found = await parts.boards.meeting(seen.link.id, wanted, locale, day)
    page = MeetingPage(
        plan=seen.link,
        path=seen.path,
        meeting=found.meeting,
        away=found.away,
        before=found.before,
        after=found.after,
        is_past=found.is_past,
        due=found.due,
        done=found.done,
        may_set=may(seen.role, Action.SET_MEETING),
        here=seen.here,
        day=day,
        form=showing.form_of(request, seen.found.plan.rev, again),
        sign_up=await parts.database.read(_sign_up, wanted, seen.role, locale, day, parts.settings.base_url),
    )
    status = again.status if again else 200
    return showing.show(request, "plans/meeting.html", page, seen, status=status)


async def _page(
    request: Request, seen: SeenPlan, again: Again | None = None, clashes: Sequence[ClashView] = ()
) -> MeetingsPage:
    parts, locale = parts_of(request), visitor_of(request).locale
    around = there(await parts.boards.edit_parts(seen.link.id, locale, parts.clock.day()))
    return MeetingsPage(
        plan=around.plan,
        path=seen.path,
        ahead=around.meetings,
        past=around.past,
        removed=around.removed,
        may_set=may(seen.role, Action.SET_MEETING),
        here=seen.here,
        day=parts.clock.day(),
        form=showing.form_of(request, around.rev, again, f"/plans/{around.plan.id}/meetings"),
        clashes=clashes,
    )


def _sign_up(session: Session, id: str, role: Role, locale: str, day: date, base_url: str) -> SignUpPart:
    return sign_up_part(session, session.get_one(Meeting, id), role, locale, day, base_url)
