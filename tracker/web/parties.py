"""Parties: whom a plan shows, so that they can be named at its steps."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import parties
from tracker.domain.party import Party
from tracker.store.changes import shown_parties
from tracker.web.answers import Json
from tracker.web.carry_out import carry_out
from tracker.web.fields import Nothing
from tracker.web.incoming import Sent, posted
from tracker.web.names import rename
from tracker.web.parts import parts_of
from tracker.web.plan_pages import show_edit_again
from tracker.web.seen_plans import seen_plan


@dataclass(frozen=True, slots=True)
class NewParty:
    """`sort` is person, organisation or group; one of the same name in the network is used again."""

    name: str
    sort: str = "organisation"


async def show(request: Request) -> Response:
    """GET: whom the plan shows, for whoever names one of them while writing."""
    seen = await seen_plan(request)
    found = await parts_of(request).database.read(shown_parties, seen.link.id)
    return Json({"parties": [{"id": one.id, "name": one.name, "sort": one.sort} for one in found]})


@posted(show_edit_again)
async def create(request: Request, sent: Sent) -> Response:
    """Let a plan show a party."""
    new = sent.read_as(NewParty)
    return await carry_out(request, sent, parties.add_party, new.name, new.sort)


@posted(show_edit_again)
async def rewrite(request: Request, sent: Sent) -> Response:
    """Rename a party, in every plan that shows it."""
    return await rename(request, sent, Party, request.path_params["party"])


@posted(show_edit_again)
async def remove(request: Request, sent: Sent) -> Response:
    """No longer show a party on this plan."""
    sent.read_as(Nothing)
    return await carry_out(request, sent, parties.remove, Party, request.path_params["party"])
