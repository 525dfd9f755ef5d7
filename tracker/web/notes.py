"""Notes: what stands around the steps."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import notes
from tracker.web.carry_out import carry_out
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
