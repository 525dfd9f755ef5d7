"""Contact and deputy of a plan, a region, a network."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import contacts
from tracker.domain.participant import Participant
from tracker.web.carry_out import carry_out, carry_out_beside
from tracker.web.incoming import Sent, posted
from tracker.web.network_pages import show_network_again
from tracker.web.plan_pages import show_edit_again
from tracker.web.region_pages import show_region_again
from tracker.web.who import visitor_of


@dataclass(frozen=True, slots=True)
class Named:
    """The id of a member with a role there, or empty; what is not sent stays as it is."""

    contact: str | None = None
    deputy: str | None = None


@posted(show_edit_again)
async def create_of_plan(request: Request, sent: Sent) -> Response:
    """Who they are for a plan."""
    return await carry_out(request, sent, contacts.name_contacts, _said(sent))


@posted(show_region_again)
async def create_of_region(request: Request, sent: Sent) -> Response:
    """Who they are for a region."""
    region = request.path_params["region"]
    return await _beside(request, sent, contacts.name_contacts_of_region, region, f"/regions/{region}")


@posted(show_network_again)
async def create_of_network(request: Request, sent: Sent) -> Response:
    """Who they are for a network."""
    network = request.path_params["network"]
    return await _beside(request, sent, contacts.name_contacts_of_network, network, f"/networks/{network}")


def _said(sent: Sent) -> dict[str, str]:
    return {post: said for post, said in asdict(sent.read_as(Named)).items() if said is not None}


async def _beside(
    request: Request,
    sent: Sent,
    command: Callable[[Session, Participant, str, Mapping[str, str]], None],
    id: str,
    then: str,
) -> Response:
    by, said = visitor_of(request).participant, _said(sent)

    def name(session: Session) -> str:
        command(session, by, id, said)
        return ""

    return await carry_out_beside(request, sent, name, then=then)
