"""Back from the trash, or after a drop."""

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import meetings, notes, steps
from tracker.web.carry_out import carry_out
from tracker.web.fields import Nothing
from tracker.web.incoming import Sent, posted


@posted()
async def create(request: Request, sent: Sent) -> Response:
    """Restore a step."""
    sent.read_as(Nothing)
    return await carry_out(request, sent, steps.restore, request.path_params["step"])


@posted()
async def create_of_note(request: Request, sent: Sent) -> Response:
    """Restore a note."""
    sent.read_as(Nothing)
    return await carry_out(request, sent, notes.restore, request.path_params["note"])


@posted()
async def create_of_meeting(request: Request, sent: Sent) -> Response:
    """Restore a meeting."""
    sent.read_as(Nothing)
    return await carry_out(request, sent, meetings.restore, request.path_params["meeting"])
