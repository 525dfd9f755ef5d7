"""A step is done: "Was ist herausgekommen?" """

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import steps
from tracker.web.carry_out import carry_out
from tracker.web.incoming import Sent, posted
from tracker.web.step_pages import show_step_again


@dataclass(frozen=True, slots=True)
class Completed:
    """What came of it, if somebody wants to say; left out, what was said stays."""

    result: str | None = None


@posted(show_step_again)
async def create(request: Request, sent: Sent) -> Response:
    """Complete a step, or rewrite what came of it."""
    completed, step = sent.read_as(Completed), request.path_params["step"]
    # a page that does not say what it has read has read nothing; a script overwrites knowingly
    base = 0 if sent.base is None and not sent.by_token else sent.base
    return await carry_out(request, sent, steps.complete, step, completed.result, base)
