"""The history of a plan: every Change, narrowed to a person or a step by the address."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tracker.boards.history import Reader
from tracker.pages import HistoryPage, StepPast
from tracker.store.past import Wanted
from tracker.web.accepted import wants_fragment
from tracker.web.parts import parts_of
from tracker.web.seen_plans import SeenPlan, seen_plan
from tracker.web.showing import form_of, show_fragment
from tracker.web.showing import show as show_page
from tracker.web.who import visitor_of

MOST_DIGITS = 9  # of a number in the address; a longer one is none of ours


async def show(request: Request) -> Response:
    """GET of the history. `?by=` is a person's key, `step=` a number, `since=` and `before=` are revs."""
    seen, parts, query = await seen_plan(request), parts_of(request), request.query_params
    by, step = query.get("by", ""), query.get("step", "").strip()
    since, before = _number(query.get("since", "")) or 0, _number(query.get("before", ""))
    wanted = Wanted(by=by, step=_number(step) if step else None, since=since, before=before)
    if step and wanted.step is None:
        wanted = Wanted(step=-1)  # words where a number should be: found is nothing
    past = await parts.boards.history(seen.link.id, wanted, reader_of(request, seen))
    page = HistoryPage(
        plan=seen.link,
        path=seen.path,
        days=past.days,
        people=past.people,
        by=by,
        step=step,
        since=since,
        older=_older(by, step, since, past.older),
        here=seen.here,
        day=parts.clock.day(),
        form=form_of(request, seen.found.plan.rev),
    )
    return show_page(request, "plans/history.html", page, seen)


async def show_of_step(request: Request) -> Response:
    """GET of the last few Changes of a step: for the step's page, which asks when it is unfolded."""
    seen, parts, step = await seen_plan(request), parts_of(request), request.path_params["step"]
    number, lines = await parts.boards.history_of_step(seen.link.id, step, reader_of(request, seen))
    if not wants_fragment(request):
        return RedirectResponse(f"/plans/{seen.link.id}/history?step={number}", 303)
    past = StepPast(seen.link, number, lines, form_of(request, seen.found.plan.rev))
    return show_fragment(request, "steps/_past.html", seen, past=past)


def reader_of(request: Request, seen: SeenPlan) -> Reader:
    """Who reads the history, in which language, on which day."""
    visitor = visitor_of(request)
    return Reader(visitor.participant, seen.role, visitor.locale, parts_of(request).clock.day())


def _older(by: str, step: str, since: int, before: int | None) -> str:
    if before is None:
        return ""
    chosen = {"by": by, "step": step, "since": since or "", "before": before}
    return "?" + urlencode({name: value for name, value in chosen.items() if value})


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS else None
