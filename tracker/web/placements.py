"""Where a step stands: posted by dragging, by the move menu and by the form on the step's page."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import steps
from tracker.web.carry_out import carry_out
from tracker.web.fields import NO_ID, Id
from tracker.web.incoming import Sent, posted
from tracker.web.step_pages import show_step_again


@dataclass(frozen=True, slots=True)
class Placement:
    """Into `stage`, before the step `before` or at the end."""

    stage: Id
    before: Id = NO_ID


@posted(show_step_again)
async def create(request: Request, sent: Sent) -> Response:
    """Place a step."""
    placement, step = sent.read_as(Placement), request.path_params["step"]
    return await carry_out(request, sent, steps.place, step, placement.stage, placement.before)
