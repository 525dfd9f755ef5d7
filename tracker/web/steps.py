"""Steps: a new one, its page, its texts."""

from dataclasses import dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import steps
from tracker.domain.edit import Edit
from tracker.web.carry_out import carry_out
from tracker.web.fields import NO_ID, Id
from tracker.web.incoming import Sent, posted
from tracker.web.plan_pages import show_new_step, show_new_step_again
from tracker.web.step_pages import show_step, show_step_again


@dataclass(frozen=True, slots=True)
class NewStep:
    """Without a stage it goes into the first one; `words` say by when."""

    title: str
    stage: Id = NO_ID
    words: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Texts:
    """What is not sent stays as it is."""

    title: str | None = None
    text: str | None = None
    needed: str | None = None
    goal: str | None = None
    """A note's id; empty: it serves none."""


show = show_step
show_new = show_new_step


@posted(show_new_step_again)
async def create(request: Request, sent: Sent) -> Response:
    """Add a step."""
    new, plan = sent.read_as(NewStep), request.path_params["plan"]
    then = f"/plans/{plan}#step-{{made}}"
    return await carry_out(request, sent, _add, new, then=then)


@posted(show_step_again)
async def rewrite(request: Request, sent: Sent) -> Response:
    """Change title, text, what is needed, the goal it serves: those sent."""
    texts, step, base = sent.read_as(Texts), request.path_params["step"], sent.needed_base()
    said = (texts.title, texts.text, base, texts.needed, texts.goal)
    return await carry_out(request, sent, steps.retell, step, *said)


def _add(session: Session, edit: Edit, plan_id: str, new: NewStep) -> str:
    step_id = steps.add(session, edit, plan_id, new.title, new.stage, new.words)
    if new.text.strip():
        session.flush()
        steps.retell(session, edit, plan_id, step_id, None, new.text, None)
    return step_id
