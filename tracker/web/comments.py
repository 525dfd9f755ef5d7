"""Comments on a step."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import talk
from tracker.web.carry_out import carry_out
from tracker.web.fields import Nothing
from tracker.web.incoming import Sent, posted
from tracker.web.step_pages import show_step_again


@dataclass(frozen=True, slots=True)
class Said:
    """The whole text."""

    text: str


@posted(show_step_again)
async def create(request: Request, sent: Sent) -> Response:
    """Say something."""
    said, step = sent.read_as(Said), request.path_params["step"]
    return await carry_out(request, sent, talk.comment, step, said.text)


@posted(show_step_again)
async def rewrite(request: Request, sent: Sent) -> Response:
    """Say it in other words."""
    said, base, known = sent.read_as(Said), sent.needed_base(), request.path_params
    comment = known["step"], known["comment"]
    return await carry_out(request, sent, talk.rewrite_comment, *comment, said.text, base)


@posted(show_step_again)
async def remove(request: Request, sent: Sent) -> Response:
    """Take it back."""
    sent.read_as(Nothing)
    known = request.path_params
    return await carry_out(request, sent, talk.remove_comment, known["step"], known["comment"])
