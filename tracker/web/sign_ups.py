"""Signing up to a meeting without an account, and taking it back by a link that only one person has."""

import hmac
from dataclasses import dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tracker.boards.cards import meeting_view
from tracker.calendars.meetings import entry_for_all
from tracker.commands import sign_ups
from tracker.domain.edit import Edit
from tracker.domain.meeting import Meeting
from tracker.domain.participant import NOBODY
from tracker.domain.plan import Plan
from tracker.domain.refusals import Invalid, NotFound
from tracker.domain.sign_up import SignUp, secret_of, state_of, terms_of
from tracker.language.dates import day_text
from tracker.pages import OpenMeetingPage, SignUpPage
from tracker.store.calendars import calendar_meeting
from tracker.store.members import role_on_plan
from tracker.store.plans import feed_of
from tracker.store.writing import tell_made
from tracker.web import showing
from tracker.web.accepted import wants_json
from tracker.web.answers import Json, see_other
from tracker.web.calendar_files import entry_response
from tracker.web.fields import Nothing
from tracker.web.incoming import Again, Sent, posted
from tracker.web.parts import parts_of
from tracker.web.refusals import TooMany
from tracker.web.who import client_of, visitor_of


@dataclass(frozen=True, slots=True)
class Joining:
    """Who comes. `website` is for machines that fill in everything: no page shows it to people."""

    name: str
    organisation: str = ""
    email: str = ""
    website: str = ""


async def show(request: Request) -> Response:
    """GET /meetings/{meeting}: a short address to hand on. While people may sign up it is for all, else it leads those
    who read its plan to the meeting's page there."""
    return await _show(request)


async def show_again(request: Request, again: Again) -> Response:
    """The page with the form that was refused."""
    return await _show(request, again)


@posted(show_again)
async def create(request: Request, sent: Sent) -> Response:
    """Sign up; leads to a page of one's own."""
    new, parts, locale = sent.read_as(Joining), parts_of(request), visitor_of(request).locale
    meeting_id = request.path_params["meeting"]
    if new.website:
        raise Invalid("website", "leave_empty")
    if not parts.sign_ups.of(client_of(request)).take():
        raise TooMany()
    plan_id = await parts.database.read(_plan_of, meeting_id)

    def join(session: Session, edit: Edit) -> None:
        said = (new.name, new.organisation, new.email, locale)
        sign_ups.join(session, edit, plan_id, meeting_id, *said)
        tell_made(session, edit.made)

    # whoever it is here, they sign up as somebody without account
    try:
        written = await parts.database.write(
            join, feeds=(feed_of(plan_id),), by=NOBODY, key=sent.key, body=sent.body(request.url.path)
        )
    except sign_ups.AlreadySignedUp:
        now = parts.clock.now()
        await parts.database.write(lambda s: sign_ups.tell_again(s, meeting_id, new.name, new.email, now))
        parts.wake_mailing()
        raise
    parts.wake_mailing()
    address = address_of(parts.settings.secret_key, written.made)
    if wants_json(request):
        return Json({"made": written.made, "address": parts.settings.base_url + address})
    return see_other(request, sent, address)


async def show_own(request: Request) -> Response:
    """GET of one's own page: opening it changes nothing, mail scanners open it too."""
    return await _show_own(request)


async def show_file(request: Request) -> Response:
    """GET of the meeting for one's own calendar."""
    settings, locale = parts_of(request).settings, visitor_of(request).locale

    def read(session: Session) -> Response:
        one, meeting = _own(request, session)
        found = calendar_meeting(session, meeting)
        if found is None:
            raise NotFound()
        off = meeting.trashed_at is not None
        return entry_response(*entry_for_all(settings, one.language or locale, found, cancelled=off))

    return await parts_of(request).database.read(read)


@posted()
async def end(request: Request, sent: Sent) -> Response:
    """Take it back; the row goes at once."""
    sent.read_as(Nothing)
    database = parts_of(request).database
    try:
        one, meeting = await database.read(lambda session: _own(request, session))
    except NotFound:
        return await _show_own(request)  # twice is as good as once
    plan, id = meeting.plan_id, one.id
    await database.write(
        lambda session, edit: sign_ups.take_back(session, edit, plan, id), feeds=(feed_of(plan),), by=NOBODY
    )
    return await _show_own(request, taken_back=True)


def address_of(key: bytes, sign_up_id: str) -> str:
    """Somebody's own page."""
    return f"/sign-ups/{sign_up_id}/{secret_of(key, sign_up_id)}"


async def _show(request: Request, again: Again | None = None) -> Response:
    parts, visitor, id = parts_of(request), visitor_of(request), request.path_params["meeting"]
    day = parts.clock.day()

    def read(session: Session) -> OpenMeetingPage | str:
        meeting = session.get(Meeting, id)
        role = role_on_plan(session, visitor.participant, meeting.plan_id) if meeting else None
        own = f"/plans/{meeting.plan_id}/meetings/{id}" if meeting and role else ""
        state = state_of(meeting, day) if meeting else None
        if meeting is None or state is None:
            if own:
                return own
            raise NotFound()
        terms, plan = terms_of(meeting), session.get_one(Plan, meeting.plan_id)
        until = day_text(visitor.locale, terms.until) if terms and terms.until else ""
        left = max(0, terms.most - meeting.signed_up) if terms and terms.most else None
        view, form = meeting_view(meeting, visitor.locale, day), showing.form_of(request, again=again)
        return OpenMeetingPage(view, plan.language, state, until, left, own, form)

    page = await parts.database.read(read)
    if isinstance(page, str):
        return RedirectResponse(page, 303)
    status = again.status if again else 200
    return showing.show(request, "meetings/meeting.html", page, status=status)


async def _show_own(request: Request, *, taken_back: bool = False) -> Response:
    parts, locale = parts_of(request), visitor_of(request).locale
    day, form = parts.clock.day(), showing.form_of(request)
    address = request.url.path.removesuffix("/ending")

    def read(session: Session) -> SignUpPage:
        try:
            one, meeting = _own(request, session)
        except NotFound:
            return SignUpPage(address, None, locale, "", "", "", "", form, taken_back)
        plan, view = session.get_one(Plan, meeting.plan_id), meeting_view(meeting, locale, day)
        state = state_of(meeting, day) or "closed"
        said = (one.name, one.organisation, one.email)
        return SignUpPage(address, view, plan.language, *said, state, form)

    page = await parts.database.read(read)
    status = 200 if page.meeting or taken_back else 404
    response = showing.show(request, "meetings/sign_up.html", page, status=status)
    response.headers["Referrer-Policy"] = "strict-origin"  # the address of this page is a secret
    return response


def _own(request: Request, session: Session) -> tuple[SignUp, Meeting]:
    """What the address leads to. Raises NotFound for every one that is not right."""
    id, secret = request.path_params["sign_up"], request.path_params["secret"]
    right = secret_of(parts_of(request).settings.secret_key, id)
    if not hmac.compare_digest(secret.encode(), right.encode()):
        raise NotFound()
    one = session.get(SignUp, id)
    if one is None:
        raise NotFound()
    return one, session.get_one(Meeting, one.meeting_id)


def _plan_of(session: Session, meeting_id: str) -> str:
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.sign_up is None:
        raise NotFound()
    return meeting.plan_id
