"""Steps made from a step: copies, and parts."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import copies
from tracker.web.carry_out import carry_out
from tracker.web.fields import Id, Nothing
from tracker.web.incoming import Sent, posted
from tracker.web.step_pages import show_step_again


@dataclass(frozen=True, slots=True)
class Parts:
    """For whom: parties that the plan shows, states of its region."""

    parties: tuple[Id, ...] = ()
    states: tuple[str, ...] = ()


@posted(show_step_again)
async def create(request: Request, sent: Sent) -> Response:
    """Make a copy of a step; a form goes on to it."""
    sent.read_as(Nothing)
    known = request.path_params
    then = f"/plans/{known['plan']}/steps/{{made}}"
    return await carry_out(request, sent, copies.copy, known["step"], then=then)


@posted(show_step_again)
async def split(request: Request, sent: Sent) -> Response:
    """Split a step."""
    parts, step = sent.read_as(Parts), request.path_params["step"]
    return await carry_out(request, sent, copies.split, step, parts.parties, parts.states)
