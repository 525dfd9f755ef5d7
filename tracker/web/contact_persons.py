"""Who answers for an organisation."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import contact_persons
from tracker.domain.participant import Participant
from tracker.web.carry_out import carry_out_beside
from tracker.web.fields import NO_ID, Id, Nothing
from tracker.web.incoming import Sent, posted
from tracker.web.plan_pages import show_edit_again
from tracker.web.who import visitor_of


@dataclass(frozen=True, slots=True)
class NewContactPerson:
    """The id of a member with a role on the plan."""

    member: Id = NO_ID


@posted(show_edit_again)
async def create(request: Request, sent: Sent) -> Response:
    """Let a member answer for an organisation."""
    member = sent.read_as(NewContactPerson).member
    return await _carry_out(request, sent, contact_persons.add_contact_person, member)


@posted(show_edit_again)
async def remove(request: Request, sent: Sent) -> Response:
    """They answer for it no longer."""
    sent.read_as(Nothing)
    member = request.path_params["member"]
    return await _carry_out(request, sent, contact_persons.remove_contact_person, member)


async def _carry_out(
    request: Request, sent: Sent, command: Callable[[Session, Participant, str, str, str], None], member: str
) -> Response:
    by, plan, party = (
        visitor_of(request).participant,
        request.path_params["plan"],
        request.path_params["party"],
    )

    def name(session: Session) -> str:
        command(session, by, plan, party, member)
        return ""

    return await carry_out_beside(request, sent, name, then=f"/plans/{plan}/edit#edit-parties")
