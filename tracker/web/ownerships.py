"""Who does a step: taking it, asking somebody, answering, ending."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import ownerships
from tracker.domain.ownership import OwnerRole, Way
from tracker.domain.party import PartySort
from tracker.domain.refusals import Invalid
from tracker.web.carry_out import carry_out
from tracker.web.fields import NO_ID, Id, Nothing
from tracker.web.incoming import Sent, posted
from tracker.web.step_pages import show_step_again


@dataclass(frozen=True, slots=True)
class Named:
    """`take`: I do it, without account with `consent` and perhaps an address (`email`) to be reached at; else `party`
    is asked, as `role`, or somebody new by `name`, of that `sort`."""

    take: bool = False
    consent: bool = False
    email: str = ""
    party: Id = NO_ID
    role: str | None = None
    """Left out: lead."""
    name: str = ""
    sort: str | None = None
    """Left out: organisation."""
    asker: Id = NO_ID
    """Who sees to an answer; who approaches a group, which is then only involved."""
    until: str = ""
    """By when, in words."""


@dataclass(frozen=True, slots=True)
class Answered:
    """accepted, declined, or asked again; `how` it came: app, phone, room, mail. A `word` becomes a comment."""

    answer: str
    how: str = Way.APP
    word: str = ""


@dataclass(frozen=True, slots=True)
class Charged:
    """The id of a contact person; empty: nobody in particular."""

    member: Id = NO_ID


@posted(show_step_again)
async def create(request: Request, sent: Sent) -> Response:
    """Take a step, or ask a party to."""
    named, step = sent.read_as(Named), request.path_params["step"]
    if named.take:
        _check_alone(named)
        return await carry_out(request, sent, ownerships.take, step, named.consent, named.email)
    asks = (named.asker, named.until)
    role = OwnerRole.LEAD if named.role is None else named.role
    if named.name.strip():
        sort = PartySort.ORGANISATION if named.sort is None else named.sort
        return await carry_out(request, sent, ownerships.ask_new, step, named.name, sort, role, *asks)
    return await carry_out(request, sent, ownerships.ask, step, named.party, role, *asks)


@posted(show_step_again)
async def answer(request: Request, sent: Sent) -> Response:
    """Say yes or no."""
    answered, known = sent.read_as(Answered), request.path_params
    said = (answered.answer, answered.how, answered.word)
    return await carry_out(request, sent, ownerships.answer, known["step"], known["ownership"], *said)


@posted(show_step_again)
async def charge(request: Request, sent: Sent) -> Response:
    """Say which contact person sees to it."""
    member, known = sent.read_as(Charged).member, request.path_params
    return await carry_out(request, sent, ownerships.charge, known["step"], known["ownership"], member)


@posted(show_step_again)
async def end(request: Request, sent: Sent) -> Response:
    """Take a party off a step."""
    sent.read_as(Nothing)
    known = request.path_params
    return await carry_out(request, sent, ownerships.end, known["step"], known["ownership"])


def _check_alone(named: Named) -> None:
    """Whoever takes a step takes it for themselves; what else was sent would be ignored. Raises Invalid."""
    beside = {
        "party": named.party,
        "role": named.role,
        "name": named.name,
        "sort": named.sort,
        "asker": named.asker,
    }
    for field, said in beside.items():
        if said:
            raise Invalid(field, "not_with_take")
