"""The checklist of a step: its lines added, renamed, ticked, ordered, removed."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import checklists
from tracker.web.carry_out import carry_out
from tracker.web.fields import NO_ID, Id, Nothing
from tracker.web.incoming import Sent, posted
from tracker.web.step_pages import show_step_again


@dataclass(frozen=True, slots=True)
class Line:
    """What is to be ticked off."""

    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Before this line, or at the end."""

    before: Id = NO_ID


@posted(show_step_again)
async def create(request: Request, sent: Sent) -> Response:
    """Add a line."""
    line, step = sent.read_as(Line), request.path_params["step"]
    return await carry_out(request, sent, checklists.add, step, line.text)


@posted(show_step_again)
async def rewrite(request: Request, sent: Sent) -> Response:
    """Rename a line."""
    line, base = sent.read_as(Line), sent.needed_base()
    return await carry_out(request, sent, checklists.rename, *_check(request), line.text, base)


@posted(show_step_again)
async def complete(request: Request, sent: Sent) -> Response:
    """Tick a line off."""
    sent.read_as(Nothing)
    return await carry_out(request, sent, checklists.tick, *_check(request))


@posted(show_step_again)
async def reopen(request: Request, sent: Sent) -> Response:
    """Take the tick back."""
    sent.read_as(Nothing)
    return await carry_out(request, sent, checklists.untick, *_check(request))


@posted(show_step_again)
async def place(request: Request, sent: Sent) -> Response:
    """Move a line."""
    wanted = sent.read_as(Place)
    return await carry_out(request, sent, checklists.place, *_check(request), wanted.before)


@posted(show_step_again)
async def remove(request: Request, sent: Sent) -> Response:
    """Take a line away."""
    sent.read_as(Nothing)
    return await carry_out(request, sent, checklists.remove, *_check(request))


def _check(request: Request) -> tuple[str, str]:
    return request.path_params["step"], request.path_params["check"]
