"""Names that several plans share: parties and themes belong to the network."""

from dataclasses import dataclass
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import parties
from tracker.domain.party import Party, Theme
from tracker.store.parties import plans_showing
from tracker.store.writing import StorageTrouble
from tracker.web.carry_out import carry_out_in
from tracker.web.incoming import Sent
from tracker.web.parts import parts_of

Named = TypeVar("Named", Party, Theme)

TRIES = 3  # somebody may show it on a further plan meanwhile


@dataclass(frozen=True, slots=True)
class NewName:
    """What it is called from now on, in every plan that shows it."""

    name: str


async def rename(request: Request, sent: Sent, model: type[Named], id: str) -> Response:
    """Rename a party or theme: one Change in each plan that shows it."""
    plan_id, name = request.path_params["plan"], sent.read_as(NewName).name
    for _ in range(TRIES):
        shown = await parts_of(request).database.read(plans_showing, model, id)
        beside = [other for other in shown if other != plan_id]
        try:
            return await carry_out_in(
                request,
                sent,
                beside,
                lambda session, edit, *edits: parties.rename(session, edit, plan_id, model, id, name, *edits),
            )
        except parties.OtherPlans:
            continue
    raise StorageTrouble("the plans that show it keep changing")
