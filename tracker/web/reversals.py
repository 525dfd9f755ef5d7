"""Undoing: one more Change, with from and to swapped."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import reversals
from tracker.web.carry_out import carry_out
from tracker.web.incoming import Sent, posted


@dataclass(frozen=True, slots=True)
class Reversal:
    """`rev`: the number of the Change."""

    rev: int


@posted()
async def create(request: Request, sent: Sent) -> Response:
    """Undo a Change."""
    return await carry_out(request, sent, reversals.undo, sent.read_as(Reversal).rev)
