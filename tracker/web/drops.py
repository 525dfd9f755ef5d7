"""A step will not be done, because …"""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import steps
from tracker.web.carry_out import carry_out
from tracker.web.incoming import Sent, posted
from tracker.web.step_pages import show_step_again


@dataclass(frozen=True, slots=True)
class Dropped:
    """A reason is asked for."""

    reason: str


@posted(show_step_again)
async def create(request: Request, sent: Sent) -> Response:
    """Drop a step."""
    dropped, step = sent.read_as(Dropped), request.path_params["step"]
    return await carry_out(request, sent, steps.drop, step, dropped.reason)
