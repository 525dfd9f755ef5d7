"""The table of contents: every route, what each request passes on its way, and how the parts are put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.routing import BaseRoute, WebSocketRoute

from tracker.boards.boards import Boards
from tracker.clock import Clock
from tracker.domain.refusals import Refusal
from tracker.live.feed_socket import FeedSocket
from tracker.live.hub import Hub
from tracker.mail.relays import relay_of
from tracker.mail.sending import Mailing
from tracker.rendering import Rendering
from tracker.settings import Settings
from tracker.static_files import StaticFiles
from tracker.store.database import Database
from tracker.store.outcome import Told
from tracker.store.upkeep import kept
from tracker.web import (
    about,
    beamers,
    changes,
    checklists,
    comments,
    completions,
    copies,
    deadlines,
    drops,
    exports,
    follow_ups,
    history,
    home,
    imports,
    languages,
    links,
    me,
    meetings,
    memberships,
    moves,
    network_exports,
    networks,
    notes,
    ownerships,
    papers,
    parties,
    placements,
    plans,
    regions,
    reopenings,
    restorings,
    reversals,
    searches,
    sign_ins,
    stages,
    static,
    steps,
    themes,
    timelines,
    trashings,
    works,
)
from tracker.web.doorkeeper import Doorkeeper
from tracker.web.errors import misrouted, refused
from tracker.web.guards import Knock, LastResort, OwnPages, SecurityHeaders
from tracker.web.parts import Parts
from tracker.web.routing import get, post
from tracker.web.visitors import Visitors
from tracker.web.who import Who

PLAN = "/plans/{plan:id}"
STEP = PLAN + "/steps/{step:id}"
NOTE = PLAN + "/notes/{note:id}"
CHECK = STEP + "/checklist/{check:id}"
MEETING, STAGE = PLAN + "/meetings/{meeting:id}", PLAN + "/stages/{stage:id}"
PARTY, THEME = PLAN + "/parties/{party:id}", PLAN + "/themes/{theme:id}"
IMPORT = "/imports/{preview:id}"
COMMENT = STEP + "/comments/{comment:id}"
OWNERSHIP = STEP + "/ownerships/{ownership:id}"

PACKED = (*DEFAULT_EXCLUDED_CONTENT_TYPES, exports.XLSX)  # packing these again saves nothing

ROUTES: list[BaseRoute] = [
    get("/", home.show),
    get("/static/{path:path}", static.show),
    get("/imprint", about.imprint),
    get("/privacy", about.privacy),
    get("/accessibility", about.accessibility),
    get("/shortcuts", about.shortcuts),
    post("/language", languages.create),
    get("/sign-in", sign_ins.show),
    get("/sign-in/{secret}", sign_ins.confirm),
    post("/sign-in/mails", sign_ins.create_mail),
    post("/sign-in/codes", sign_ins.use_code),
    post("/sign-in/{secret}", sign_ins.create),
    post("/sign-out", sign_ins.end),
    get("/me", me.show),
    post("/me/sessions/ending", me.end_other_sessions),
    post("/me/sessions/{session:id}/ending", me.end_session),
    post("/me/tokens", me.create_token),
    post("/me/tokens/{token:id}/revocation", me.revoke_token),
    get("/networks/{network:id}", networks.show),
    get("/networks/{network:id}.zip", network_exports.as_zip),
    post("/networks/{network:id}/regions", regions.create),
    post("/networks/{network:id}/memberships", memberships.create_in_network),
    get("/regions/{region:id}", regions.show),
    post("/regions/{region:id}/plans", plans.create),
    post("/regions/{region:id}/memberships", memberships.create_in_region),
    get("/regions/{region:id}/imports", imports.show_new),
    post("/regions/{region:id}/imports", imports.create),
    get("/regions/{region:id}" + IMPORT, imports.show),
    post("/regions/{region:id}" + IMPORT, imports.rewrite),
    post("/regions/{region:id}" + IMPORT + "/adoption", imports.adopt),
    post("/regions/{region:id}" + IMPORT + "/ending", imports.end),
    get(PLAN, plans.show),
    post(PLAN, plans.rewrite),
    get(PLAN + ".json", exports.as_json),
    get(PLAN + ".md", exports.as_text),
    get(PLAN + ".csv", exports.as_csv),
    get(PLAN + ".xlsx", exports.as_xlsx),
    get(PLAN + "/changes", changes.show),
    get(PLAN + "/imports", imports.show_new),
    post(PLAN + "/imports", imports.create),
    get(PLAN + IMPORT, imports.show),
    post(PLAN + IMPORT, imports.rewrite),
    post(PLAN + IMPORT + "/adoption", imports.adopt),
    post(PLAN + IMPORT + "/ending", imports.end),
    get(PLAN + "/edit", plans.show_edit_page),
    get(PLAN + "/history", history.show),
    get(PLAN + "/trash", plans.show_trash_page),
    get(PLAN + "/print", papers.show),
    get(PLAN + "/beamer", beamers.show),
    get(PLAN + "/timeline", timelines.show),
    get(PLAN + "/progress", timelines.show_progress),
    post(PLAN + "/reversals", reversals.create),
    get("/meetings/{meeting:id}", meetings.find),
    get(PLAN + "/meetings", meetings.show),
    post(PLAN + "/meetings", meetings.create),
    get(MEETING, meetings.show_one),
    post(MEETING, meetings.rewrite),
    post(MEETING + "/trashing", trashings.create_of_meeting),
    post(MEETING + "/restoring", restorings.create_of_meeting),
    post(PLAN + "/parties", parties.create),
    post(PARTY, parties.rewrite),
    post(PARTY + "/removal", parties.remove),
    post(PLAN + "/themes", themes.create),
    post(THEME, themes.rewrite),
    post(THEME + "/removal", themes.remove),
    post(PLAN + "/stages", stages.create),
    post(STAGE, stages.rewrite),
    post(STAGE + "/placement", stages.place),
    post(STAGE + "/trashing", stages.trash),
    post(PLAN + "/notes", notes.create),
    post(NOTE, notes.rewrite),
    post(NOTE + "/step", notes.take_up),
    post(NOTE + "/trashing", trashings.create_of_note),
    post(NOTE + "/restoring", restorings.create_of_note),
    get(PLAN + "/readings", steps.read_lines),
    get(PLAN + "/steps", steps.show_new),
    post(PLAN + "/steps", steps.create),
    get(STEP, steps.show),
    get(STEP + "/history", history.show_of_step),
    post(STEP, steps.rewrite),
    post(STEP + "/placement", placements.create),
    post(STEP + "/deadline", deadlines.create),
    post(STEP + "/completion", completions.create),
    post(STEP + "/reopening", reopenings.create),
    post(STEP + "/drop", drops.create),
    post(STEP + "/trashing", trashings.create),
    post(STEP + "/restoring", restorings.create),
    post(STEP + "/themes", themes.set_of_step),
    post(STEP + "/followups", follow_ups.create),
    post(STEP + "/followups/{follow_up:id}/completion", follow_ups.complete),
    post(STEP + "/copies", copies.create),
    post(STEP + "/parts", copies.split),
    get(STEP + "/moves", moves.show),
    post(STEP + "/moves", moves.create),
    post(STEP + "/checklist", checklists.create),
    post(CHECK, checklists.rewrite),
    post(CHECK + "/completion", checklists.complete),
    post(CHECK + "/reopening", checklists.reopen),
    post(CHECK + "/placement", checklists.place),
    post(CHECK + "/removal", checklists.remove),
    post(STEP + "/links", links.create),
    post(STEP + "/links/{link:id}", links.rewrite),
    post(STEP + "/links/{link:id}/removal", links.remove),
    post(STEP + "/comments", comments.create),
    post(COMMENT, comments.rewrite),
    post(COMMENT + "/removal", comments.remove),
    post(STEP + "/ownerships", ownerships.create),
    post(OWNERSHIP + "/answer", ownerships.answer),
    post(OWNERSHIP + "/ending", ownerships.end),
    get("/deadlines", deadlines.show),
    get("/search", searches.show),
    get("/works/{work}", works.show),
    post("/works/{work}/ending", works.end),
]


def make_app(settings: Settings, database: Database, clock: Clock) -> Starlette:
    """One application on one database. It hears of commits as soon as its lifespan begins.

    `app.state.parts` are the parts of the web, `app.state.hub` is where sockets listen: `serve` asks for it.
    """
    rendering = Rendering(StaticFiles())
    boards, visitors = Boards(database, rendering), Visitors(settings, database, clock)
    hub = Hub(boards, clock)
    mailing = Mailing(settings, database, clock, relay_of(settings))
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
        async with kept(database, clock), mailing.running():
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
    ends = hub.session_ended, mailing.wake
    app.state.parts = Parts(settings, database, boards, rendering, clock, visitors, *ends)
    return app
