"""Regions: their page, and a new one in a network."""

from dataclasses import dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import networks
from tracker.domain.refusals import Full
from tracker.domain.typed_text import NAME, one_line
from tracker.web.carry_out import carry_out_beside
from tracker.web.incoming import Sent, posted
from tracker.web.network_pages import show_network_again
from tracker.web.region_pages import show_region
from tracker.web.who import visitor_of

MOST_STATES = 20  # Germany has sixteen


@dataclass(frozen=True, slots=True)
class NewRegion:
    """`kind` is region, forum or project; without states it covers the one of its name."""

    name: str
    kind: str = "region"
    states: tuple[str, ...] = ()


show = show_region


@posted(show_network_again)
async def create(request: Request, sent: Sent) -> Response:
    """Add a region to a network."""
    new, by, network = (
        sent.read_as(NewRegion),
        visitor_of(request).participant,
        request.path_params["network"],
    )
    states = [one_line("states", state, NAME) for state in new.states if state]
    if len(states) > MOST_STATES:
        raise Full(limit=MOST_STATES)

    def add(session: Session) -> str:
        return networks.add_region(session, by, network, new.name, new.kind, states).id

    return await carry_out_beside(request, sent, add, then="/regions/{made}")
