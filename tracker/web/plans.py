"""Plans: the board, the pages around it, a new one, its head."""

from dataclasses import dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import plans
from tracker.web.carry_out import carry_out, carry_out_beside
from tracker.web.incoming import Sent, posted
from tracker.web.parts import parts_of
from tracker.web.plan_pages import show_board, show_edit, show_edit_again, show_trash
from tracker.web.region_pages import show_region_again
from tracker.web.who import visitor_of


@dataclass(frozen=True, slots=True)
class NewPlan:
    """Without a language it is in that of whoever starts it."""

    title: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What is not sent stays as it is."""

    title: str | None = None
    goal: str | None = None
    period: str | None = None


show = show_board
show_edit_page = show_edit
show_trash_page = show_trash


@posted(show_region_again)
async def create(request: Request, sent: Sent) -> Response:
    """Start a plan in a region."""
    new, visitor, region = sent.read_as(NewPlan), visitor_of(request), request.path_params["region"]
    language, now = new.language or visitor.locale, parts_of(request).clock.now()

    def start(session: Session) -> str:
        return plans.start(session, visitor.participant, region, new.title, language, now).id

    return await carry_out_beside(request, sent, start, then="/plans/{made}")


@posted(show_edit_again)
async def rewrite(request: Request, sent: Sent) -> Response:
    """Change title, goal or period."""
    head, base = sent.read_as(Head), sent.needed_base()
    texts = {"title": head.title, "goal": head.goal, "period": head.period}
    said = {field: text for field, text in texts.items() if text is not None}
    return await carry_out(request, sent, plans.edit_head, said, base)
