"""A browser's session: a fresh one whenever somebody signs in or joins, and its end."""

from collections.abc import Callable
from typing import TypeVar

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import sign_ins
from tracker.web import cookies
from tracker.web.answers import answer_made
from tracker.web.incoming import Sent
from tracker.web.parts import parts_of
from tracker.web.who import visitor_of

T = TypeVar("T")


async def begin_session(request: Request, begin: Callable[[Session], T]) -> T:
    """Carry out `begin`, which makes a session; the one this browser brought ends. Raises what it raises."""
    before = visitor_of(request)

    def begin_anew(session: Session) -> T:
        if before.session and not before.by_token:
            sign_ins.sign_out(session, before.session)
        return begin(session)

    written = await parts_of(request).database.write(begin_anew)
    close_session(request)
    return written.value


def answer_signed_in(request: Request, sent: Sent, secret: str, then: str = "/") -> Response:
    """Hand the session's secret to the browser; `then` is where a form leads that does not say it."""
    response = answer_made(request, sent, "", then, anew=True)
    cookies.set_session(parts_of(request).settings, response, secret)
    return response


def close_session(request: Request) -> None:
    """What is open under the browser's session closes."""
    parts, visitor = parts_of(request), visitor_of(request)
    if visitor.session and not visitor.by_token:
        parts.visitors.forget()
        parts.end_session(visitor.session)
