"""The page of one step, and the same as the drawer's content."""

from collections.abc import Sequence

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.domain.participant import Participant
from tracker.domain.permissions import Action, Role, may
from tracker.pages import ClashView, GoesOn, StepPage, StepRights
from tracker.store.moves import went_to
from tracker.web.accepted import wants_fragment
from tracker.web.clashes import clash_views
from tracker.web.incoming import Again
from tracker.web.own_paths import page_of
from tracker.web.parts import parts_of
from tracker.web.refusals import ClashSeen
from tracker.web.seen_plans import SeenPlan, link_of, seen_plan
from tracker.web.showing import form_of, show, show_fragment
from tracker.web.who import visitor_of


async def show_step(request: Request) -> Response:
    """GET of a step: a page, or for the drawer only its middle."""
    seen = await seen_plan(request)
    page = await _page(request, seen)
    if wants_fragment(request):
        response = show_fragment(request, "steps/_step.html", seen, page=page)
    else:
        response = show(request, "steps/step.html", page, seen)
    response.headers["Vary"] = "HX-Request, HX-Request-Type"
    return response


async def show_step_again(request: Request, again: Again) -> Response:
    """The page with one of its forms refused, or with both texts after a clash."""
    seen = await seen_plan(request)
    refusal = again.refusal
    clashes = await clash_views(request, refusal.clashes) if isinstance(refusal, ClashSeen) else []
    page = await _page(request, seen, again, clashes)
    return show(request, "steps/step.html", page, seen, status=again.status)


def step_rights(role: Role, *, away: bool) -> StepRights:
    """What `role` may do with a step; one that has left the board can only come back."""
    restore = may(role, Action.RESTORE_STEP)
    if away:
        return StepRights(restore=restore)
    return StepRights(
        edit=may(role, Action.EDIT_STEP),
        place=may(role, Action.PLACE_STEP),
        complete=may(role, Action.COMPLETE_STEP),
        take=may(role, Action.TAKE_STEP),
        ask=may(role, Action.ASK_OWNER),
        end=may(role, Action.END_OWNERSHIP),
        answer_for_others=may(role, Action.ANSWER_FOR_OTHERS),
        drop=may(role, Action.DROP_STEP),
        trash=may(role, Action.TRASH_STEP),
        send=may(role, Action.SEND_STEP),
        restore=restore,
        comment=may(role, Action.ADD_COMMENT),
        moderate=may(role, Action.MODERATE_COMMENTS),
    )


async def _page(
    request: Request, seen: SeenPlan, again: Again | None = None, clashes: Sequence[ClashView] = ()
) -> StepPage:
    parts, visitor, plan_id = parts_of(request), visitor_of(request), seen.found.plan.id
    every_line = request.query_params.get("lines") == "all"
    every = {
        "every_comment": request.query_params.get("comments") == "all",
        "every_check": every_line or not wants_fragment(request),
    }
    step_id, day = request.path_params["step"], parts.clock.day()
    step = await parts.boards.step(plan_id, step_id, visitor.locale, day, **every)
    left = bool(step.trashed and step.trashed.has_left)
    goes_on = await parts.database.read(_goes_on, visitor.participant, plan_id, step_id) if left else None
    return StepPage(
        plan=step.plan,
        path=seen.path,
        step=step.card,
        text=step.text,
        named=step.named,
        words=step.words,
        stage=step.stage,
        stages=step.stages,
        parties=step.parties,
        people=step.people,
        themes=step.themes,
        mine=seen.mine,
        speaks_for=seen.speaks_for,
        rights=step_rights(seen.role, away=bool(step.dropped or step.trashed)),
        form=form_of(request, step.rev, again, page_of(request)),
        dropped=step.dropped,
        trashed=step.trashed,
        clashes=clashes,
        needed=step.needed,
        goal=step.goal,
        goals=step.goals,
        checks=step.checks,
        links=step.links,
        comments=step.comments,
        parts=step.parts,
        part_of=step.part_of,
        follow_ups=step.follow_ups,
        answers=step.answers,
        states=seen.found.region.states,
        goes_on=goes_on,
        here=None if wants_fragment(request) else seen.here,
        day=day,
        without_account=visitor.participant.kind == "guest",
        asks_consent=_asks_consent(visitor.participant, seen, away=bool(step.dropped or step.trashed)),
        every_line=every_line,
    )


def _asks_consent(participant: Participant, seen: SeenPlan, *, away: bool) -> bool:
    return participant.kind == "guest" and not seen.mine and not away and may(seen.role, Action.TAKE_STEP)


def _goes_on(session: Session, participant: Participant, plan_id: str, step_id: str) -> GoesOn | None:
    went = went_to(session, participant, plan_id, step_id)
    if went is None:
        return None
    found, step = went
    return GoesOn(link_of(found.plan, found.region), step)
