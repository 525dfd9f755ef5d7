"""What the host of a meeting does about signing up: opens and closes it, strikes out, takes the list away."""

from dataclasses import dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import sign_ups
from tracker.domain.folding import file_name
from tracker.domain.meeting import Meeting
from tracker.domain.permissions import Action, may
from tracker.domain.refusals import NotFound
from tracker.language.texts import text
from tracker.store.sign_ups import sign_ups_of
from tracker.tables.csv_writing import write_csv
from tracker.tables.sheet import Sheet
from tracker.web import meetings
from tracker.web.carry_out import carry_out
from tracker.web.fields import Nothing
from tracker.web.incoming import Sent, posted
from tracker.web.parts import parts_of
from tracker.web.seen_plans import seen_plan
from tracker.web.who import visitor_of


@dataclass(frozen=True, slots=True)
class Opening:
    """The last day, as browsers send one, and for how many; both may be empty."""

    until: str = ""
    most: str = ""


@posted(meetings.show_one_again)
async def create(request: Request, sent: Sent) -> Response:
    """Open sign-up, or change its terms."""
    on, meeting = sent.read_as(Opening), request.path_params["meeting"]
    return await carry_out(request, sent, sign_ups.open_to_all, meeting, on.until, on.most)


@posted(meetings.show_one_again)
async def close(request: Request, sent: Sent) -> Response:
    """Close it."""
    sent.read_as(Nothing)
    return await carry_out(request, sent, sign_ups.close, request.path_params["meeting"])


@posted(meetings.show_one_again)
async def remove(request: Request, sent: Sent) -> Response:
    """Strike one out."""
    sent.read_as(Nothing)
    ids = request.path_params["meeting"], request.path_params["sign_up"]
    return await carry_out(request, sent, sign_ups.remove, *ids)


async def as_csv(request: Request) -> Response:
    """GET of the list as a table; addresses only for those who may see them."""
    seen = await seen_plan(request, Action.SET_MEETING)
    locale, wanted = visitor_of(request).locale, request.path_params["meeting"]

    def read(session: Session) -> Sheet:
        meeting = session.get(Meeting, wanted)
        if meeting is None or meeting.plan_id != seen.link.id:
            raise NotFound()
        columns = ["name", "organisation", *(["email"] if may(seen.role, Action.SEE_ADDRESSES) else [])]
        heads = tuple(text(locale, f"sign_up.head_{column}") for column in columns)
        rows = [tuple(getattr(one, column) for column in columns) for one in sign_ups_of(session, wanted)]
        return Sheet(meeting.title, tuple(columns), heads, tuple(rows))

    sheet = await parts_of(request).database.read(read)
    name = file_name(f"{text(locale, 'sign_up.list')} {sheet.title}")
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(write_csv(sheet, locale), media_type="text/csv", headers=headers)
