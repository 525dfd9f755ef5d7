"""Memberships: who belongs to a network or region, as what."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import memberships
from tracker.commands.memberships import Place
from tracker.domain.member import Membership
from tracker.domain.participant import Participant
from tracker.domain.permissions import Role
from tracker.domain.taken_out import TakenOut, read_taken_out
from tracker.web.carry_out import carry_out_beside
from tracker.web.fields import Nothing
from tracker.web.incoming import Again, Sent, posted
from tracker.web.join_links import show_again as show_links_again
from tracker.web.network_pages import show_network_again
from tracker.web.own_paths import page_of
from tracker.web.parts import parts_of
from tracker.web.region_pages import show_region_again
from tracker.web.taken_out import ADDED, FIELD
from tracker.web.who import visitor_of


@dataclass(frozen=True, slots=True)
class NewMembership:
    """The name counts only for an address that is new here; without one it is the address's first half. `change`: a
    role that is held already is to be another one."""

    email: str
    role: str
    name: str = ""
    change: bool = False


@dataclass(frozen=True, slots=True)
class NewRole:
    role: str


@dataclass(frozen=True, slots=True)
class SignedEnding:
    """What the form says of whoever was taken out, as it was signed."""

    taken_out: str


_NOBODY = TakenOut("", "", "", Role.READER, 0)


async def show_place_again(request: Request, again: Again) -> Response:
    """The page of the network, region or plan with one of its forms refused."""
    if "plan" in request.path_params:
        return await show_links_again(request, again)
    show = show_network_again if "network" in request.path_params else show_region_again
    return await show(request, again)


@posted(show_place_again)
async def create(request: Request, sent: Sent) -> Response:
    """Give somebody a role here; who is new here gets an invitation by mail."""
    new, now = sent.read_as(NewMembership), parts_of(request).clock.now()
    name = new.name or new.email.partition("@")[0]

    def add(session: Session, by: Participant, place: Place) -> str:
        held = memberships.add_member(session, by, place, new.email, name, new.role, now, change=new.change)
        return held.id

    return await _carry_out(request, replace(sent, next=""), add, then=f"{_here(request)}?{ADDED}={{made}}")


@posted(show_place_again)
async def rewrite(request: Request, sent: Sent) -> Response:
    """Another role."""
    role = sent.read_as(NewRole).role
    return await _carry_out(
        request, sent, lambda s, by, at: memberships.set_role(s, by, at, _id(request), role)
    )


@posted(show_place_again)
async def end(request: Request, sent: Sent) -> Response:
    """Take somebody out."""
    sent.read_as(Nothing)
    parts = parts_of(request)
    held = await parts.database.read(lambda session: session.get(Membership, _id(request)))
    # whoever leaves by themselves could not read the page they left
    leaves = held is not None and held.member_id == visitor_of(request).participant.id
    back = TakenOut.of(held, parts.clock.now()).signed(parts.settings.secret_key) if held else ""
    return await _carry_out(
        request,
        replace(sent, next=""),
        lambda s, by, at: memberships.end_membership(s, by, at, _id(request)),
        then="/" if leaves else f"{_here(request)}?{FIELD}={back}",
    )


@posted(show_place_again)
async def put_back(request: Request, sent: Sent) -> Response:
    """Take back that somebody was taken out."""
    parts = parts_of(request)
    signed = sent.read_as(SignedEnding).taken_out
    taken = read_taken_out(parts.settings.secret_key, signed, parts.clock.now())

    def command(session: Session, by: Participant, place: Place) -> str:
        # who may not even ask is told so first
        return memberships.put_back(session, by, place, taken or _NOBODY)

    return await _carry_out(request, sent, command)


@posted(show_place_again)
async def invite(request: Request, sent: Sent) -> Response:
    """Send the invitation once more."""
    sent.read_as(Nothing)
    now = parts_of(request).clock.now()
    return await _carry_out(request, sent, lambda s, by, at: memberships.invite(s, by, at, _id(request), now))


def _id(request: Request) -> str:
    return str(request.path_params["membership"])


def _here(request: Request) -> str:
    plan = request.path_params.get("plan", "")
    return f"/plans/{plan}/links" if plan else page_of(request)


async def _carry_out(
    request: Request,
    sent: Sent,
    command: Callable[[Session, Participant, Place], str | None],
    then: str = "",
) -> Response:
    place = Place(*(request.path_params.get(kind, "") for kind in ("network", "region", "plan")))
    by = visitor_of(request).participant
    response = await carry_out_beside(
        request, sent, lambda session: command(session, by, place) or "", then=then or _here(request)
    )
    parts_of(request).wake_mailing()
    return response
