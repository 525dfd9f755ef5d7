"""Signing in by a link or a mailed code, and out again. Opening a link changes nothing: mail scanners open them too."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import contacts, sign_ins
from tracker.domain.device import device_of
from tracker.domain.member import clean_address
from tracker.domain.participant import Participant
from tracker.domain.refusals import Invalid, NotFound
from tracker.domain.sign_in import LINK_LIFE, hash_of
from tracker.pages import ConfirmPage
from tracker.store.mails import put_mail
from tracker.store.plans import feed_of
from tracker.store.sign_in_links import find_link
from tracker.store.sign_in_sessions import member_of_session
from tracker.web import cookies
from tracker.web.accepted import wants_json
from tracker.web.answers import Json, answer_made
from tracker.web.fields import Nothing
from tracker.web.incoming import Again, Sent, posted
from tracker.web.parts import parts_of
from tracker.web.refusals import TooMany
from tracker.web.sessions import answer_signed_in, begin_session, close_session
from tracker.web.showing import show as show_page
from tracker.web.showing import sign_in_page
from tracker.web.who import client_of, visitor_of


@dataclass(frozen=True, slots=True)
class Asked:
    email: str


@dataclass(frozen=True, slots=True)
class TypedCode:
    email: str
    code: str


async def show(request: Request) -> Response:
    """GET: how one signs in here; `next` is where that leads to."""
    return _sign_in_page(request, wanted=request.query_params.get("next", ""))


async def confirm(request: Request) -> Response:
    """GET of a link: the button that uses it."""
    parts, secret = parts_of(request), request.path_params["secret"]
    member = await parts.database.read(find_link, hash_of(secret), parts.clock.now())
    if member is None:
        return _sign_in_page(request, stale=True)
    response = show_page(request, "sign_in/confirm.html", ConfirmPage(f"/sign-in/{secret}", member.name))
    response.headers["Referrer-Policy"] = "strict-origin"  # the address of this page is a secret
    return response


@posted()
async def create(request: Request, sent: Sent) -> Response:
    """Use a link."""
    sent.read_as(Nothing)
    secret = request.path_params["secret"]
    try:
        return await signed_in(
            request, sent, lambda session, now, device: sign_ins.sign_in(session, secret, now, device)
        )
    except NotFound:
        return _sign_in_page(request, stale=True)


async def show_again(request: Request, again: Again) -> Response:
    """The page with a form that was refused; the code's comes with its address."""
    asked = again.typed.get("email", "") if again.noun == "code" else ""
    return _sign_in_page(request, again, asked=asked)


@posted(show_again)
async def create_mail(request: Request, sent: Sent) -> Response:
    """Have a link and a code mailed. The answer is the same whether anybody has that address (P2)."""
    address, parts = clean_address(sent.read_as(Asked).email), parts_of(request)
    if not parts.asks.of(client_of(request)).take():
        raise TooMany()
    now = parts.clock.now()
    await parts.database.write(lambda session: put_mail(session, "sign_in", address, now, LINK_LIFE))
    parts.wake_mailing()
    if wants_json(request):
        return Json({"made": ""})
    return _sign_in_page(request, asked=address, wanted=sent.next)


@posted(show_again)
async def use_code(request: Request, sent: Sent) -> Response:
    """Use the code of a mail. Only wrong ones are slowed down (P8)."""
    typed, wrong = sent.read_as(TypedCode), parts_of(request).wrong_codes.of(client_of(request))
    if not wrong.is_left():
        raise TooMany()
    try:
        return await signed_in(
            request,
            sent,
            lambda session, now, device: sign_ins.sign_in_by_code(
                session, typed.email, typed.code, now, device
            ),
        )
    except NotFound:
        wrong.take()
        raise Invalid("code", "wrong_code") from None


async def signed_in(request: Request, sent: Sent, use: Callable[[Session, datetime, str], str]) -> Response:
    """A fresh session, whatever this browser brought; the one it had ends. `use` makes it. Raises NotFound."""
    parts = parts_of(request)
    now, device = parts.clock.now(), device_of(request.headers.get("user-agent", ""))

    def sign_in(session: Session) -> tuple[str, Participant, list[str]]:
        secret = use(session, now, device)
        member = member_of_session(session, hash_of(secret))
        return secret, member.as_participant(), contacts.recognise_in_regions(session, member)

    secret, member, plans = await begin_session(request, sign_in)
    for plan in plans:
        with suppress(NotFound):  # taken out in this very moment
            recognise = partial(contacts.recognise, plan_id=plan)
            await parts.database.write(recognise, feeds=(feed_of(plan),), by=member)
    return answer_signed_in(request, sent, secret)


@posted()
async def end(request: Request, sent: Sent) -> Response:
    """Sign out: the session ends on the server, its sockets close."""
    sent.read_as(Nothing)
    parts, visitor = parts_of(request), visitor_of(request)
    if visitor.session and not visitor.by_token:
        await parts.database.write(lambda session: sign_ins.sign_out(session, visitor.session))
        close_session(request)
    response = answer_made(request, sent, "", "/")
    cookies.forget_session(parts.settings, response)
    return response


def _sign_in_page(
    request: Request,
    again: Again | None = None,
    *,
    stale: bool = False,
    asked: str = "",
    wanted: str = "",
) -> Response:
    status = again.status if again else 404 if stale else 200
    page = sign_in_page(request, again, stale=stale, asked=asked, wanted=wanted)
    return show_page(request, "sign_in/page.html", page, status=status)
