"""The next meeting: its day in words, and what it is called."""

from dataclasses import dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import plans
from tracker.domain.edit import Edit
from tracker.store.plans import next_meeting
from tracker.web.carry_out import carry_out
from tracker.web.incoming import Sent, posted
from tracker.web.plan_pages import show_edit_again


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """What is not sent stays as it is: after a clash only one of them is."""

    title: str | None = None
    words: str | None = None


@posted(show_edit_again)
async def create(request: Request, sent: Sent) -> Response:
    """Set the next meeting."""
    return await carry_out(request, sent, _set, sent.read_as(NextMeeting), sent.needed_base())


def _set(session: Session, edit: Edit, plan_id: str, wanted: NextMeeting, base: int | None) -> None:
    known = next_meeting(session, plan_id)
    title = wanted.title if wanted.title is not None else known.title if known else ""
    words = wanted.words if wanted.words is not None else (known.deadline_words or "") if known else ""
    plans.set_meeting(session, edit, plan_id, title, words, base)
