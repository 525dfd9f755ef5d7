"""Into the trash: a step or a note that was a mistake."""

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import meetings, notes, steps
from tracker.web.carry_out import carry_out
from tracker.web.fields import Nothing
from tracker.web.incoming import Sent, posted


@posted()
async def create(request: Request, sent: Sent) -> Response:
    """Trash a step."""
    sent.read_as(Nothing)
    return await carry_out(request, sent, steps.trash, request.path_params["step"])


@posted()
async def create_of_note(request: Request, sent: Sent) -> Response:
    """Trash a note."""
    sent.read_as(Nothing)
    return await carry_out(request, sent, notes.trash, request.path_params["note"])


@posted()
async def create_of_meeting(request: Request, sent: Sent) -> Response:
    """Trash a meeting."""
    sent.read_as(Nothing)
    return await carry_out(request, sent, meetings.trash, request.path_params["meeting"])
