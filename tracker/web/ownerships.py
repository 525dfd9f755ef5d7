"""Who does a step: taking it, asking somebody, answering, ending."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import ownerships
from tracker.web.carry_out import carry_out
from tracker.web.fields import NO_ID, Id, Nothing
from tracker.web.incoming import Sent, posted
from tracker.web.step_pages import show_step_again


@dataclass(frozen=True, slots=True)
class Named:
    """`take`: I do it; else `party` is asked, as `role`, or somebody new by `name`, of that `sort`."""

    take: bool = False
    party: Id = NO_ID
    role: str = "lead"
    name: str = ""
    sort: str = "organisation"


@dataclass(frozen=True, slots=True)
class Answered:
    """accepted, declined, or asked again."""

    answer: str


@posted(show_step_again)
async def create(request: Request, sent: Sent) -> Response:
    """Take a step, or ask a party to."""
    named, step = sent.read_as(Named), request.path_params["step"]
    if named.take:
        return await carry_out(request, sent, ownerships.take, step)
    if named.name.strip():
        return await carry_out(request, sent, ownerships.ask_new, step, named.name, named.sort, named.role)
    return await carry_out(request, sent, ownerships.ask, step, named.party, named.role)


@posted(show_step_again)
async def answer(request: Request, sent: Sent) -> Response:
    """Say yes or no."""
    answered, known = sent.read_as(Answered), request.path_params
    return await carry_out(
        request, sent, ownerships.answer, known["step"], known["ownership"], answered.answer
    )


@posted(show_step_again)
async def end(request: Request, sent: Sent) -> Response:
    """Take a party off a step."""
    sent.read_as(Nothing)
    known = request.path_params
    return await carry_out(request, sent, ownerships.end, known["step"], known["ownership"])
