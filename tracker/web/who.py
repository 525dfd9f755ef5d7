"""Pure ASGI: who asks, looked up once per request and laid into its scope."""

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from tracker.web.accepted import language_wanted
from tracker.web.parts import parts_of
from tracker.web.visitors import Visitor

_KEY = "tracker.visitor"


class Who:
    """Middleware. Static files are for everybody: for them nobody is looked up; sockets ask the doorkeeper."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope["path"].startswith("/static/"):
            connection = HTTPConnection(scope)
            scope[_KEY] = await parts_of(connection).visitors.visitor(connection)
        await self.app(scope, receive, send)


def client_of(connection: HTTPConnection) -> str:
    """The address somebody comes from: the peer's, or what a trusted proxy says (P12)."""
    return connection.client.host if connection.client else ""


def visitor_of(connection: HTTPConnection) -> Visitor:
    """Who asks; somebody unknown while they have not been looked up."""
    found = connection.scope.get(_KEY)
    return found if isinstance(found, Visitor) else Visitor(locale=language_wanted(connection))
