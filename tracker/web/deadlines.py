"""By when, in words; and what the words are understood as while they are typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.boards.cards import deadline_view
from tracker.commands import steps
from tracker.domain.deadline import Deadline
from tracker.domain.deadline_reading import read_deadline
from tracker.language.deadlines import understood_text
from tracker.language.public_holidays import holiday_hint
from tracker.store.plans import find_plan, next_meeting
from tracker.store.steps import find_step
from tracker.web.accepted import wants_fragment
from tracker.web.answers import Json
from tracker.web.carry_out import carry_out
from tracker.web.fields import clean_text, read_id
from tracker.web.incoming import Sent, posted
from tracker.web.parts import parts_of
from tracker.web.refusals import SignInFirst
from tracker.web.showing import show_fragment
from tracker.web.step_pages import show_step_again
from tracker.web.who import visitor_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """No words take the deadline away; `reason` says why it moved later."""

    words: str
    reason: str = ""


async def show(request: Request) -> Response:
    """GET: how `words` are read today; with `plan`, its next meeting and holidays count, with its `step` also whether
    that is later than it is due.

    As JSON, or for htmx as the field says it.
    Raises SignInFirst, NotFound, Invalid.
    """
    (read, states), locale = await _read(request), visitor_of(request).locale
    holiday = holiday_hint(locale, read, states)
    if wants_fragment(request):
        shown, later = (
            deadline_view(read, locale, parts_of(request).clock.day()),
            await _is_later(request, read),
        )
        said = "steps/_understood.html"
        response = show_fragment(request, said, deadline=shown, holiday=holiday, later=later)
    else:
        response = _as_json(read, locale, holiday)
    response.headers["Vary"] = "HX-Request, HX-Request-Type"
    return response


@posted(show_step_again)
async def create(request: Request, sent: Sent) -> Response:
    """Set a step's deadline."""
    wanted, step, base = sent.read_as(Wanted), request.path_params["step"], sent.needed_base()
    return await carry_out(request, sent, steps.set_deadline, step, wanted.words, base, wanted.reason)


async def _read(request: Request) -> tuple[Deadline | None, Sequence[str]]:
    """What the words say, and the Länder of the plan named."""
    query = request.query_params
    if not visitor_of(request).signed_in:
        raise SignInFirst()
    meeting, states = await _plan(request, query["plan"]) if query.get("plan") else (None, ())
    words = clean_text("words", query.get("words", ""))
    return read_deadline(words, parts_of(request).clock.day(), next_meeting=meeting), states


async def _is_later(request: Request, read: Deadline | None) -> bool:
    query = request.query_params
    if read is None or not (query.get("plan") and query.get("step")):
        return False
    # the plan was found for the visitor when the words were read
    ids = str(read_id("plan", query["plan"])), str(read_id("step", query["step"]))
    return read.is_later_than((await parts_of(request).database.read(find_step, *ids)).deadline)


def _as_json(read: Deadline | None, locale: str, holiday: str) -> Response:
    if read is None:
        return Json({"understood": False, "text": "", "shape": "none", "tentative": False, "holiday": ""})
    said = {"understood": read.understood, "text": understood_text(locale, read)}
    return Json(said | {"shape": read.shape, "tentative": read.tentative, "holiday": holiday})


async def _plan(request: Request, plan: str) -> tuple[Deadline | None, Sequence[str]]:
    """The day of the plan's next meeting, and its Länder."""
    database = parts_of(request).database
    found = await database.read(find_plan, visitor_of(request).participant, str(read_id("plan", plan)))
    meeting = await database.read(next_meeting, found.plan.id, parts_of(request).clock.day())
    return meeting.deadline if meeting else None, found.region.states
