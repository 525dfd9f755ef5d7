"""Pure ASGI: what may not even knock, and what every answer carries. In `app.py`'s order, from the outside in."""

import logging
import traceback
from pathlib import Path

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from tracker.allowance import Allowances
from tracker.domain.refusals import Refusal
from tracker.settings import Settings
from tracker.store.writing import StorageTrouble
from tracker.web.accepted import wants_json
from tracker.web.errors import broken, refused
from tracker.web.headers import security_headers
from tracker.web.mail_endings import PATHS as WITHOUT_PAGE
from tracker.web.refusals import NotOurHost, NotOurPage, SignInFirst, TooMany, Unreadable
from tracker.web.who import visitor_of

COMMANDS_A_SECOND, COMMANDS_AT_ONCE = 5.0, 30.0  # of one guest's session
LONGEST_ADDRESS = 8_000  # bytes of path and query

_TROUBLE = (StorageTrouble, OperationalError, InterfaceError, NoConnection)
_HERE = Path(__file__).parents[1]

log = logging.getLogger(__name__)


class SecurityHeaders:
    """On every answer, also errors, redirects and static files; an answer may say something else by itself."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._headers = security_headers(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class LastResort:
    """What nobody expected becomes a page and one line in the log: where it happened, nothing of what was sent."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_noting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        except ClientDisconnect:
            pass
        except Exception as error:
            if scope["type"] == "websocket" and isinstance(error, OSError | WebSocketDisconnect):
                return  # gone in the middle of the handshake
            log.error("%s in %s at %s", type(error).__name__, _route(scope), _place(error))
            if scope["type"] == "http" and not started:
                response = broken(Request(scope, receive), storage=isinstance(error, _TROUBLE))
                await response(scope, receive, send)


class Knock:
    """The Host is ours and the address is one; else 400."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._host = settings.host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (refusal := self._refusal(Request(scope))):
            await (await refused(Request(scope), refusal))(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _refusal(self, request: Request) -> Refusal | None:
        path, query = request.scope["path"], request.scope["query_string"]
        if [host.lower() for host in request.headers.getlist("host")] != [self._host]:
            return NotOurHost()
        strange = not path.startswith("/") or any(sign < " " or sign == "\x7f" for sign in path)
        return Unreadable() if strange or len(path) + len(query) > LONGEST_ADDRESS else None


class OwnPages:
    """A browser's POST comes from a page of ours (its token is checked with the body); a guest's not too often."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._origin = settings.base_url
        self._guests = Allowances(COMMANDS_A_SECOND, COMMANDS_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD"):
            request = Request(scope)
            if refusal := self._refusal(request):
                await (await refused(request, refusal))(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _refusal(self, request: Request) -> Refusal | None:
        if request.url.path.startswith(WITHOUT_PAGE):
            return None
        visitor = visitor_of(request)
        if not visitor.by_token and not self._is_own(request):
            return SignInFirst() if _is_bare_script(request) else NotOurPage()
        if visitor.participant.kind == "guest" and not self._guests.of(visitor.session).take():
            return TooMany()
        return None

    def _is_own(self, request: Request) -> bool:
        origins = request.headers.getlist("origin")
        if origins:
            return origins == [self._origin]
        return request.headers.get("sec-fetch-site", "") == "same-origin"


def _is_bare_script(request: Request) -> bool:
    """It forgot its token. No page of somebody else's can look like that: their browser says where it comes from."""
    told = ("cookie", "origin", "sec-fetch-site")
    return wants_json(request) and not any(name in request.headers for name in told)


def _route(scope: Scope) -> str:
    """The route, not the address: that may hold a secret."""
    return f"{scope.get('method', 'socket')} {getattr(scope.get('route'), 'path', 'unknown')}"


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if Path(f.filename).is_relative_to(_HERE) or f.filename.endswith(".html")]
    last = (own or frames)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
