"""Steps: a new one, its page, its texts."""

from dataclasses import asdict, dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.boards.cards import quick_view
from tracker.commands import quick_steps, steps
from tracker.domain.edit import Edit
from tracker.domain.permissions import Action
from tracker.domain.quick_line import is_table
from tracker.domain.refusals import Invalid
from tracker.language.public_holidays import holiday_hint
from tracker.web.accepted import wants_json
from tracker.web.answers import Json
from tracker.web.carry_out import carry_out
from tracker.web.fields import NO_ID, Id, clean_text
from tracker.web.incoming import Sent, posted
from tracker.web.parts import parts_of
from tracker.web.plan_pages import show_new_step, show_new_step_again
from tracker.web.seen_plans import seen_plan
from tracker.web.showing import show_fragment
from tracker.web.step_pages import show_step, show_step_again
from tracker.web.who import visitor_of


@dataclass(frozen=True, slots=True)
class NewStep:
    """Without a stage it goes into the first one; `words` say by when.

    Instead of a title `lines`: each is a step with deadline, @owners and #themes in it; those of a table in a form
    only if `each` says so.
    """

    title: str | None = None
    lines: str = ""
    stage: Id = NO_ID
    words: str = ""
    text: str = ""
    each: bool = False


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
    if is_table(new.lines) and not new.each and not wants_json(request):
        raise Invalid("lines", "looks_like_table")
    then = f"/plans/{plan}#step-{{made}}"
    return await carry_out(request, sent, _add, new, then=then)


async def read_lines(request: Request) -> Response:
    """GET /plans/{plan}/readings?lines=…: what these lines would be understood as. Raises Invalid."""
    seen, lines = (
        await seen_plan(request, Action.ADD_STEP),
        clean_text("lines", request.query_params.get("lines", "")),
    )
    parts, locale = parts_of(request), visitor_of(request).locale
    day = parts.clock.day()
    read = await parts.database.read(quick_steps.read, seen.link.id, seen.role, lines, day)
    states = seen.found.region.states
    views = [quick_view(one, locale, day, holiday_hint(locale, one.deadline, states)) for one in read]
    if wants_json(request):
        response: Response = Json({"lines": [asdict(view) for view in views]})
    else:
        response = show_fragment(request, "steps/_quick.html", seen, lines=views)
    response.headers["Vary"] = "Accept, HX-Request"
    return response


@posted(show_step_again)
async def rewrite(request: Request, sent: Sent) -> Response:
    """Change title, text, what is needed, the goal it serves: those sent."""
    texts, step, base = sent.read_as(Texts), request.path_params["step"], sent.needed_base()
    said = (texts.title, texts.text, base, texts.needed, texts.goal)
    return await carry_out(request, sent, steps.retell, step, *said)


def _add(session: Session, edit: Edit, plan_id: str, new: NewStep) -> str:
    if new.title is not None and new.lines.strip():
        raise Invalid("lines", "one_of_both")
    if new.title is None:
        step_id = quick_steps.add(session, edit, plan_id, new.lines, new.stage, new.words)
    else:
        step_id = steps.add(session, edit, plan_id, new.title or "", new.stage, new.words)
    if new.text.strip():
        session.flush()
        steps.retell(session, edit, plan_id, step_id, None, new.text, None)
    return step_id
