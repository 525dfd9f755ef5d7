"""Notes: what stands around the steps."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import notes
from tracker.web.carry_out import carry_out
from tracker.web.fields import NO_ID, Id
from tracker.web.incoming import Sent, posted
from tracker.web.plan_pages import show_edit_again


@dataclass(frozen=True, slots=True)
class NewNote:
    """`kind`: challenge, goal, idea, question, need, offer, wish or parked."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class NoteText:
    """The whole text."""

    text: str


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A need may name an offer that meets it; without a stage the step goes into the first one."""

    offer: Id = NO_ID
    stage: Id = NO_ID


@posted(show_edit_again)
async def create(request: Request, sent: Sent) -> Response:
    """Add a note."""
    new = sent.read_as(NewNote)
    return await carry_out(request, sent, notes.add, new.kind, new.text)


@posted(show_edit_again)
async def rewrite(request: Request, sent: Sent) -> Response:
    """Change a note's text."""
    text, note, base = sent.read_as(NoteText).text, request.path_params["note"], sent.needed_base()
    return await carry_out(request, sent, notes.rewrite, note, text, base)


@posted(show_edit_again)
async def take_up(request: Request, sent: Sent) -> Response:
    """Make a step of a note, or of a need and an offer."""
    wanted, note = sent.read_as(TakenUp), request.path_params["note"]
    return await carry_out(request, sent, notes.take_up, note, wanted.offer, wanted.stage)
