"""A step is not done after all."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import steps
from tracker.web.carry_out import carry_out
from tracker.web.fields import NO_ID, Id
from tracker.web.incoming import Sent, posted
from tracker.web.step_pages import show_step_again


@dataclass(frozen=True, slots=True)
class Reopened:
    """Into `stage`; without one, back to where it was completed from."""

    stage: Id = NO_ID


@posted(show_step_again)
async def create(request: Request, sent: Sent) -> Response:
    """Reopen a step."""
    reopened, step = sent.read_as(Reopened), request.path_params["step"]
    return await carry_out(request, sent, steps.reopen, step, reopened.stage)
