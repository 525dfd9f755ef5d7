"""Who asks an owner that is not here."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import follow_ups
from tracker.web.carry_out import carry_out
from tracker.web.fields import NO_ID, Id, Nothing
from tracker.web.incoming import Sent, posted
from tracker.web.step_pages import show_step_again


@dataclass(frozen=True, slots=True)
class Agreed:
    """`asker` asks `party`, without one whoever is signed in; `until` in words, in two weeks without."""

    party: Id
    asker: Id = NO_ID
    until: str = ""


@posted(show_step_again)
async def create(request: Request, sent: Sent) -> Response:
    """Agree on who asks."""
    agreed, step = sent.read_as(Agreed), request.path_params["step"]
    return await carry_out(request, sent, follow_ups.agree, step, agreed.party, agreed.asker, agreed.until)


@posted(show_step_again)
async def complete(request: Request, sent: Sent) -> Response:
    """They were asked."""
    sent.read_as(Nothing)
    known = request.path_params
    return await carry_out(request, sent, follow_ups.complete, known["step"], known["follow_up"])
