"""Undoing: one more Change, with from and to swapped."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import reversals
from tracker.web.carry_out import carry_out
from tracker.web.incoming import Sent, posted
from tracker.web.parts import parts_of
from tracker.web.who import visitor_of


@dataclass(frozen=True, slots=True)
class Reversal:
    """`rev`: the number of the Change."""

    rev: int


@posted()
async def create(request: Request, sent: Sent) -> Response:
    """Undo a Change."""
    rev, plan, by = sent.read_as(Reversal).rev, request.path_params["plan"], visitor_of(request).participant
    looked = await parts_of(request).database.read(reversals.look, by, plan, rev)
    return await carry_out(request, sent, reversals.undo, rev, looked)
