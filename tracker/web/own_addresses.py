"""Being known by another address: asked for on my page, used by the link or code of a mail there.

Only who is signed in uses them: with a mistyped address somebody else gets the mail, and with it alone no account.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import own_addresses
from tracker.domain.refusals import Invalid, NotFound
from tracker.pages import NewAddressPage
from tracker.web.answers import answer_made
from tracker.web.fields import Nothing
from tracker.web.incoming import Again, Sent, posted
from tracker.web.me import HERE, me_of, show_again
from tracker.web.parts import parts_of
from tracker.web.refusals import TooMany
from tracker.web.showing import form_of
from tracker.web.showing import show as show_page
from tracker.web.who import client_of, visitor_of


@dataclass(frozen=True, slots=True)
class WantedAddress:
    email: str


@dataclass(frozen=True, slots=True)
class TypedCode:
    code: str


@posted(show_again)
async def create_mail(request: Request, sent: Sent) -> Response:
    """Have a link and a code mailed to the new address. The answer is the same whether anybody has it (P2)."""
    email, me, parts = sent.read_as(WantedAddress).email, me_of(request), parts_of(request)
    now = parts.clock.now()
    await parts.database.write(
        lambda session: own_addresses.ask_for_address(session, me.id, email, now), by=me
    )
    parts.wake_mailing()
    return answer_made(request, sent, "", f"{HERE}?said=asked")


@posted(show_again)
async def use_code(request: Request, sent: Sent) -> Response:
    """Use the code of the mail. Only wrong ones are slowed down (P8)."""
    code, me = sent.read_as(TypedCode).code, me_of(request)
    wrong = parts_of(request).wrong_codes.of(client_of(request))
    if not wrong.is_left():
        raise TooMany()
    try:
        return await _use(
            request, sent, lambda session, here, now: own_addresses.use_code(session, me.id, code, here, now)
        )
    except NotFound:
        wrong.take()
        raise Invalid("code", "wrong_code") from None


async def show(request: Request) -> Response:
    """GET of the link: the button that uses it."""
    return await _show(request)


async def show_link_again(request: Request, again: Again) -> Response:
    """The same with its form refused."""
    return await _show(request, again)


@posted(show_link_again)
async def create(request: Request, sent: Sent) -> Response:
    """Use the link."""
    sent.read_as(Nothing)
    me, secret = me_of(request), request.path_params["secret"]
    return await _use(
        request, sent, lambda session, here, now: own_addresses.use_link(session, me.id, secret, here, now)
    )


async def _use(request: Request, sent: Sent, use: Callable[[Session, str, datetime], list[str]]) -> Response:
    """Only the session in which it is done stays; what is open under the others closes. Raises NotFound."""
    me, parts, here = me_of(request), parts_of(request), visitor_of(request).session
    now = parts.clock.now()
    written = await parts.database.write(lambda session: use(session, here, now), by=me)
    parts.visitors.forget()
    for hash in written.value:
        parts.end_session(hash)
    parts.wake_mailing()
    return answer_made(request, sent, "", f"{HERE}?said=address")


async def _show(request: Request, again: Again | None = None) -> Response:
    me, parts, secret = me_of(request), parts_of(request), request.path_params["secret"]
    wanted = await parts.database.read(own_addresses.find_wanted, me.id, secret, parts.clock.now())
    page = NewAddressPage(f"{HERE}/address/{secret}", wanted.address, form_of(request, again=again))
    response = show_page(request, "me/new_address.html", page, status=again.status if again else 200)
    response.headers["Referrer-Policy"] = "strict-origin"  # the address of this page is a secret
    return response
