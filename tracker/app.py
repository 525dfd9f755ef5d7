"""What each request passes on its way, and how the parts are put together. The addresses are in `routes.py`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.routing import WebSocketRoute

from tracker.boards.boards import Boards
from tracker.clock import Clock
from tracker.domain.refusals import Refusal
from tracker.live.feed_socket import FeedSocket
from tracker.live.hub import Hub
from tracker.mail.relays import forget_letters, relay_of
from tracker.mail.reminding import Reminding
from tracker.mail.sending import Mailing
from tracker.rendering import Rendering
from tracker.routes import ROUTES
from tracker.settings import Settings
from tracker.static_files import StaticFiles
from tracker.store.database import Database
from tracker.store.outcome import Told
from tracker.store.upkeep import kept
from tracker.web import exports
from tracker.web.doorkeeper import Doorkeeper
from tracker.web.errors import misrouted, refused
from tracker.web.guards import Knock, LastResort, OwnPages, SecurityHeaders
from tracker.web.parts import Parts
from tracker.web.visitors import Visitors
from tracker.web.who import Who

PACKED = (*DEFAULT_EXCLUDED_CONTENT_TYPES, exports.XLSX)  # packing these again saves nothing


def make_app(settings: Settings, database: Database, clock: Clock) -> Starlette:
    """One application on one database. It hears of commits as soon as its lifespan begins.

    `app.state.parts` are the parts of the web, `app.state.hub` is where sockets listen: `serve` asks for it.
    """
    rendering = Rendering(StaticFiles())
    boards, visitors = Boards(database, rendering), Visitors(settings, database, clock)
    hub = Hub(boards, clock)
    mailing = Mailing(settings, database, clock, relay_of(settings))
    reminding = Reminding(database, clock, mailing.wake)
    socket = FeedSocket(hub, Doorkeeper(visitors, database), rendering.static_files.build)

    def hear(told: Told) -> None:
        boards.heard(told)
        if told.rights:
            visitors.forget()
        for feed, rev in told.revs:
            hub.publish(feed, rev)
        for participant in told.rights:
            hub.rights_changed(participant)
        if told.more:
            hub.more_to_read(told.more)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        database.listen(hear)
        async with kept(database, clock), mailing.running(), reminding.running():
            yield

    app = Starlette(
        routes=[*ROUTES, WebSocketRoute("/live", socket.open)],
        middleware=[
            Middleware(SecurityHeaders, settings),
            Middleware(GZipMiddleware, minimum_size=500, compresslevel=1, exclude_content_types=PACKED),
            Middleware(LastResort),
            Middleware(Knock, settings),
            Middleware(Who),
            Middleware(OwnPages, settings),
        ],
        exception_handlers={Refusal: refused, HTTPException: misrouted},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    app.state.hub = hub
    ends = hub.session_ended, mailing.wake, partial(forget_letters, settings)
    app.state.parts = Parts(settings, database, boards, rendering, clock, visitors, *ends)
    return app
