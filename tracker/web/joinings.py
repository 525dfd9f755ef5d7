"""The door: coming into a plan without account, by a link or a typed code. Looking at it changes nothing."""

from dataclasses import dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import join_links
from tracker.domain.claim import claim_secret
from tracker.domain.join_link import code_hash_of, secret_of
from tracker.domain.refusals import Forbidden, Invalid, NotFound
from tracker.domain.sign_in import hash_of
from tracker.language.dates import moment_day
from tracker.pages import CodePage, DoorPage, PlanLink
from tracker.store.join_links import Door, find_door, find_door_by_code
from tracker.store.members import role_on_plan
from tracker.web import cookies
from tracker.web.accepted import wants_json
from tracker.web.answers import Json, see_other
from tracker.web.incoming import Again, Sent, posted
from tracker.web.join_links import last_day
from tracker.web.parts import parts_of
from tracker.web.refusals import TooMany
from tracker.web.seen_plans import link_of
from tracker.web.sessions import answer_signed_in, begin_session
from tracker.web.showing import form_of
from tracker.web.showing import show as show_page
from tracker.web.who import client_of, visitor_of


@dataclass(frozen=True, slots=True)
class TypedCode:
    code: str


@dataclass(frozen=True, slots=True)
class Named:
    """Under which name somebody wants to be known; their own choice."""

    name: str


async def show(request: Request) -> Response:
    """GET: where a code is typed."""
    return _code_page(request)


async def show_door(request: Request) -> Response:
    """GET of a link: what it leads to, and the form to come in by."""
    return await _door_page(request)


async def show_again(request: Request, again: Again) -> Response:
    """The page with its form refused."""
    if "secret" in request.path_params:
        return await _door_page(request, again)
    return _code_page(request, again)


@posted(show_again)
async def use_code(request: Request, sent: Sent) -> Response:
    """A typed code leads to its link's door. Only wrong ones are slowed down (P8), whatever is wrong with them (P2): a
    right one opens also while others in the same room mistype theirs."""
    typed, parts = sent.read_as(TypedCode), parts_of(request)
    key = parts.settings.secret_key
    door = await parts.database.read(find_door_by_code, code_hash_of(key, typed.code), parts.clock.now())
    if door is None:
        if not parts.wrong_join_codes.of(client_of(request)).take():
            raise TooMany()
        raise Invalid("code", "wrong_join_code")
    address = f"/join/{secret_of(key, door.link.id)}"
    return Json({"address": address}) if wants_json(request) else see_other(request, sent, address)


@posted(show_again)
async def create(request: Request, sent: Sent) -> Response:
    """Come in. An account that is signed in stays as it is (P4)."""
    name, visitor = sent.read_as(Named).name, visitor_of(request)
    if visitor.participant.kind == "member":
        raise Forbidden()
    hash, now = hash_of(request.path_params["secret"]), parts_of(request).clock.now()
    try:
        secret, guest = await begin_session(
            request, lambda session: join_links.join(session, hash, name, visitor.locale, now)
        )
    except NotFound:
        return _code_page(request, stale=True)
    response = answer_signed_in(request, sent, secret, f"/plans/{guest.plan_id}")
    parts = parts_of(request)
    mark = guest.id, claim_secret(parts.settings.secret_key, guest.id)
    cookies.set_guest_marks(parts.settings, response, [mark, *cookies.guest_marks(parts.settings, request)])
    return response


def _code_page(request: Request, again: Again | None = None, *, stale: bool = False) -> Response:
    page = CodePage(form_of(request, again=again), stale)
    return show_page(
        request, "joinings/code.html", page, status=again.status if again else 404 if stale else 200
    )


async def _door_page(request: Request, again: Again | None = None) -> Response:
    parts, secret, visitor = parts_of(request), request.path_params["secret"], visitor_of(request)
    now = parts.clock.now()

    def find(session: Session) -> tuple[Door | None, bool]:
        door = find_door(session, hash_of(secret), now)
        inside = door and role_on_plan(session, visitor.participant, door.plan.id)
        return door, bool(inside and visitor.signed_in)

    door, is_in = await parts.database.read(find)
    if door is None:
        return _code_page(request, stale=True)
    begins = door.link.starts_at if door.link.starts_at and now < door.link.starts_at else None
    who = visitor.participant
    page = DoorPage(
        plan=PlanLink("", "", "", "") if begins else link_of(door.plan, door.region),
        action=f"/join/{secret}",
        role=door.link.role,
        until=last_day(visitor.locale, door.link),
        form=form_of(request, again=again),
        begins=moment_day(visitor.locale, begins) if begins else "",
        member=who.name if who.kind == "member" else "",
        guest=who.name if who.kind == "guest" else "",
        is_in=is_in,
    )
    response = show_page(request, "joinings/door.html", page, status=again.status if again else 200)
    response.headers["Referrer-Policy"] = "strict-origin"  # the address of this page is a secret
    return response
