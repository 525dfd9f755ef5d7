"""Memberships: who belongs to a network or region, as what."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import memberships
from tracker.commands.memberships import Place
from tracker.domain.member import Membership
from tracker.domain.participant import Participant
from tracker.web.carry_out import carry_out_beside
from tracker.web.fields import Nothing
from tracker.web.incoming import Again, Sent, posted
from tracker.web.join_links import show_again as show_links_again
from tracker.web.network_pages import show_network_again
from tracker.web.own_paths import page_of
from tracker.web.parts import parts_of
from tracker.web.region_pages import show_region_again
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

    return await _carry_out(request, sent, add)


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
    held = await parts_of(request).database.read(lambda session: session.get(Membership, _id(request)))
    # whoever leaves by themselves could not read the page they left
    leaves = held is not None and held.member_id == visitor_of(request).participant.id
    return await _carry_out(
        request,
        sent,
        lambda s, by, at: memberships.end_membership(s, by, at, _id(request)),
        then="/" if leaves else "",
    )


@posted(show_place_again)
async def invite(request: Request, sent: Sent) -> Response:
    """Send the invitation once more."""
    sent.read_as(Nothing)
    now = parts_of(request).clock.now()
    return await _carry_out(request, sent, lambda s, by, at: memberships.invite(s, by, at, _id(request), now))


def _id(request: Request) -> str:
    return str(request.path_params["membership"])


async def _carry_out(
    request: Request,
    sent: Sent,
    command: Callable[[Session, Participant, Place], str | None],
    then: str = "",
) -> Response:
    place = Place(*(request.path_params.get(kind, "") for kind in ("network", "region", "plan")))
    by = visitor_of(request).participant
    here = f"/plans/{place.plan_id}/links" if place.plan_id else page_of(request)
    response = await carry_out_beside(
        request, sent, lambda session: command(session, by, place) or "", then=then or here
    )
    parts_of(request).wake_mailing()
    return response
