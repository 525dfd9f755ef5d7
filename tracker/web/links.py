"""Links of a step."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import talk
from tracker.web.carry_out import carry_out
from tracker.web.fields import Nothing
from tracker.web.incoming import Sent, posted
from tracker.web.step_pages import show_step_again


@dataclass(frozen=True, slots=True)
class NewLink:
    """Where it leads, and what it says; without a label it says where it leads."""

    address: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class ChangedLink:
    """What is not sent stays as it is."""

    address: str | None = None
    label: str | None = None


@posted(show_step_again)
async def create(request: Request, sent: Sent) -> Response:
    """Add a link."""
    new, step = sent.read_as(NewLink), request.path_params["step"]
    return await carry_out(request, sent, talk.link, step, new.address, new.label)


@posted(show_step_again)
async def rewrite(request: Request, sent: Sent) -> Response:
    """Change a link."""
    changed, base, known = sent.read_as(ChangedLink), sent.needed_base(), request.path_params
    link = known["step"], known["link"]
    return await carry_out(request, sent, talk.rewrite_link, *link, changed.address, changed.label, base)


@posted(show_step_again)
async def remove(request: Request, sent: Sent) -> Response:
    """Take a link away."""
    sent.read_as(Nothing)
    known = request.path_params
    return await carry_out(request, sent, talk.remove_link, known["step"], known["link"])
