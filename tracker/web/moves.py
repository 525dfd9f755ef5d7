"""Moving a step to another plan of its network."""

from dataclasses import dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import moves
from tracker.domain.edit import Edit
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action
from tracker.domain.refusals import Gone, Invalid
from tracker.pages import MovePage, PlanLink
from tracker.store.moves import plans_beside
from tracker.store.steps import find_step
from tracker.web.carry_out import carry_out_in
from tracker.web.fields import NO_ID, Id
from tracker.web.incoming import Again, Sent, posted
from tracker.web.parts import parts_of
from tracker.web.seen_plans import link_of, seen_plan
from tracker.web.showing import form_of
from tracker.web.showing import show as show_page
from tracker.web.who import visitor_of


@dataclass(frozen=True, slots=True)
class Target:
    """Which plan it goes to."""

    plan: Id = NO_ID


async def show(request: Request) -> Response:
    """GET: the plans to which one may send the step."""
    return await _show(request)


async def _show(request: Request, again: Again | None = None) -> Response:
    seen, step_id = await seen_plan(request, Action.SEND_STEP), request.path_params["step"]
    who = visitor_of(request).participant
    number, title, plans = await parts_of(request).database.read(_choice, who, seen.link.id, step_id)
    form = form_of(request, seen.found.plan.rev, again)
    page = MovePage(seen.link, seen.path, step_id, number, title, plans, form)
    return show_page(request, "steps/move.html", page, seen, status=again.status if again else 200)


@posted(_show)
async def create(request: Request, sent: Sent) -> Response:
    """Move a step; a form goes on to it in the other plan."""
    known, to = request.path_params, sent.read_as(Target).plan
    if to in (NO_ID, known["plan"]):
        raise Invalid("plan", "empty" if to == NO_ID else "unknown")

    def command(session: Session, edit: Edit, there: Edit) -> str:
        return moves.move(session, edit, known["plan"], known["step"], to, there)

    return await carry_out_in(request, sent, [to], command, then=f"/plans/{to}/steps/{{made}}")


def _choice(
    session: Session, participant: Participant, plan_id: str, step_id: str
) -> tuple[int, str, list[PlanLink]]:
    step = find_step(session, plan_id, step_id)
    if not step.on_board:
        raise Gone(title=step.title)
    plans = plans_beside(session, participant, plan_id)
    return step.number, step.title, [link_of(one.plan, one.region) for one in plans]
