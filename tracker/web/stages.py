"""Stages: a new one, another name, another place, and away with it."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import stages
from tracker.web.carry_out import carry_out
from tracker.web.fields import NO_ID, Id
from tracker.web.incoming import Sent, posted
from tracker.web.plan_pages import show_edit_again


@dataclass(frozen=True, slots=True)
class StageName:
    """At most 60 characters."""

    name: str


@dataclass(frozen=True, slots=True)
class StagePlace:
    """Before the stage `before`, or at the end."""

    before: Id = NO_ID


@dataclass(frozen=True, slots=True)
class StageEnd:
    """Its steps go into the stage `into` first; a stage without steps needs none."""

    into: Id = NO_ID


@posted(show_edit_again)
async def create(request: Request, sent: Sent) -> Response:
    """Add a stage."""
    return await carry_out(request, sent, stages.add, sent.read_as(StageName).name)


@posted(show_edit_again)
async def rewrite(request: Request, sent: Sent) -> Response:
    """Rename a stage."""
    name, stage, base = sent.read_as(StageName).name, request.path_params["stage"], sent.needed_base()
    return await carry_out(request, sent, stages.rename, stage, name, base)


@posted(show_edit_again)
async def place(request: Request, sent: Sent) -> Response:
    """Put a stage elsewhere."""
    before, stage = sent.read_as(StagePlace).before, request.path_params["stage"]
    return await carry_out(request, sent, stages.place, stage, before)


@posted(show_edit_again)
async def trash(request: Request, sent: Sent) -> Response:
    """Remove a stage; its steps move first."""
    into, stage = sent.read_as(StageEnd).into, request.path_params["stage"]
    return await carry_out(request, sent, stages.trash, stage, into)
