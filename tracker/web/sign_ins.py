"""Signing in by a link, and out again. Opening a link changes nothing: mail scanners open them too."""

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import sign_ins
from tracker.domain.device import device_of
from tracker.domain.refusals import NotFound
from tracker.domain.sign_in import hash_of
from tracker.pages import ConfirmPage, SignInPage
from tracker.store.sign_in_links import find_link
from tracker.web import cookies
from tracker.web.answers import answer_made
from tracker.web.fields import Nothing
from tracker.web.incoming import Sent, posted
from tracker.web.parts import parts_of
from tracker.web.showing import show as show_page
from tracker.web.who import visitor_of


async def show(request: Request) -> Response:
    """GET: how one signs in here."""
    return show_page(request, "sign_in/page.html", SignInPage())


async def confirm(request: Request) -> Response:
    """GET of a link: the button that uses it."""
    parts, secret = parts_of(request), request.path_params["secret"]
    member = await parts.database.read(find_link, hash_of(secret), parts.clock.now())
    if member is None:
        return show_page(request, "sign_in/page.html", SignInPage(stale=True), status=404)
    response = show_page(request, "sign_in/confirm.html", ConfirmPage(f"/sign-in/{secret}", member.name))
    response.headers["Referrer-Policy"] = "strict-origin"  # the address of this page is a secret
    return response


@posted()
async def create(request: Request, sent: Sent) -> Response:
    """Use a link: a fresh session, whatever this browser brought; the one it had ends."""
    sent.read_as(Nothing)
    parts, secret, before = parts_of(request), request.path_params["secret"], visitor_of(request)
    now = parts.clock.now()

    def sign_in(session: Session) -> str:
        if before.session and not before.by_token:
            sign_ins.sign_out(session, before.session)
        return sign_ins.sign_in(session, secret, now, device_of(request.headers.get("user-agent", "")))

    try:
        written = await parts.database.write(sign_in)
    except NotFound:
        return show_page(request, "sign_in/page.html", SignInPage(stale=True), status=404)
    _end(request)
    response = answer_made(request, sent, "", "/")
    cookies.set_session(parts.settings, response, written.value)
    return response


@posted()
async def end(request: Request, sent: Sent) -> Response:
    """Sign out: the session ends on the server, its sockets close."""
    sent.read_as(Nothing)
    parts, visitor = parts_of(request), visitor_of(request)
    if visitor.session and not visitor.by_token:
        await parts.database.write(lambda session: sign_ins.sign_out(session, visitor.session))
        _end(request)
    response = answer_made(request, sent, "", "/")
    cookies.forget_session(parts.settings, response)
    return response


def _end(request: Request) -> None:
    parts, visitor = parts_of(request), visitor_of(request)
    if visitor.session and not visitor.by_token:
        parts.visitors.forget()
        parts.end_session(visitor.session)
