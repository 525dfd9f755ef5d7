"""Undoing: one more Change, with from and to swapped."""

from contextlib import suppress
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import reversals
from tracker.commands.parties import OtherPlans
from tracker.commands.prepared_change import Outdated
from tracker.commands.prepared_reversals import is_large, prepare_undo
from tracker.store.writing import StorageTrouble
from tracker.web.carry_out import carry_out, carry_out_in
from tracker.web.incoming import Sent, posted
from tracker.web.parts import parts_of
from tracker.web.who import visitor_of

TRIES = 2  # of working it out, while others change the plan


@dataclass(frozen=True, slots=True)
class Reversal:
    """`rev`: the number of the Change."""

    rev: int


@posted()
async def create(request: Request, sent: Sent) -> Response:
    """Undo a Change; a large one is worked out before, so that the writer is soon free for others."""
    rev, plan, by = sent.read_as(Reversal).rev, request.path_params["plan"], visitor_of(request).participant
    parts = parts_of(request)
    tries = TRIES if await parts.database.read(is_large, by, plan, rev) else 0
    for _ in range(tries):
        prepared = await parts.database.read_apart(prepare_undo, by, plan, rev, *parts.clock.both())
        if prepared is None:
            break  # something is in the way: the writer says what
        with suppress(Outdated):
            return await carry_out(request, sent, reversals.undo_prepared, prepared)
    for _ in range(TRIES):
        beside = await parts.database.read(reversals.plans_beside, plan, rev)
        with suppress(OtherPlans):
            return await carry_out_in(
                request, sent, beside, lambda s, edit, *edits: reversals.undo(s, edit, plan, rev, *edits)
            )
    raise StorageTrouble("what is undone keeps changing")
