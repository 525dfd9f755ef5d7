"""Memberships: who belongs to a network or region, as what."""

from dataclasses import dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import networks
from tracker.web.carry_out import carry_out_beside
from tracker.web.incoming import Sent, posted
from tracker.web.network_pages import show_network_again
from tracker.web.parts import parts_of
from tracker.web.region_pages import show_region_again
from tracker.web.who import visitor_of


@dataclass(frozen=True, slots=True)
class NewMembership:
    """The name counts only for an address that is new here; without one it is the address's first half."""

    email: str
    role: str
    name: str = ""


@posted(show_network_again)
async def create_in_network(request: Request, sent: Sent) -> Response:
    """Give somebody a role in a network, or change the one they hold."""
    return await _create(request, sent, network_id=request.path_params["network"])


@posted(show_region_again)
async def create_in_region(request: Request, sent: Sent) -> Response:
    """The same in a region."""
    return await _create(request, sent, region_id=request.path_params["region"])


async def _create(request: Request, sent: Sent, *, network_id: str = "", region_id: str = "") -> Response:
    new, by = sent.read_as(NewMembership), visitor_of(request).participant
    name, now = new.name or new.email.partition("@")[0], parts_of(request).clock.now()

    def add(session: Session) -> str:
        return networks.add_member(
            session, by, new.email, name, new.role, now, network_id=network_id, region_id=region_id
        ).id

    then = f"/networks/{network_id}" if network_id else f"/regions/{region_id}"
    return await carry_out_beside(request, sent, add, then=then)
