"""The board, and the pages around it for editing a plan and restoring steps."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from tracker.boards.growing import Growing
from tracker.boards.messages import NoSuchFeed
from tracker.boards.whole import BoardFrame, BoardParts
from tracker.domain.guest_name import bare_and_mark
from tracker.domain.permissions import Action, Role, may
from tracker.domain.refusals import Invalid, NotFound, Refusal
from tracker.language.dates import moment_day
from tracker.pages import Adopted, BoardPage, ClashView, EditPlanPage, NewStepPage, PlanRights, TrashPage
from tracker.rendering import slot
from tracker.store.adopted import adopted_steps
from tracker.store.parties import people_without_login
from tracker.web.board_filters import narrowed
from tracker.web.clashes import clash_views
from tracker.web.contact_views import contacts_of_plan, persons_by_party
from tracker.web.cookies import frame_open
from tracker.web.edit_names import names_part, place
from tracker.web.incoming import Again
from tracker.web.parts import parts_of
from tracker.web.refusals import ClashSeen
from tracker.web.seen_plans import SeenPlan, seen_plan, there
from tracker.web.showing import form_of, show, show_filled, show_long
from tracker.web.who import visitor_of

_REV = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


async def show_board(request: Request) -> Response:
    """GET of a plan."""
    seen, parts = await seen_plan(request), parts_of(request)
    plan, day = seen.found.plan, parts.clock.day()
    at = (plan.rev, plan.epoch)
    board = await _begun(request, plan.id, at)
    stages, wanted = await narrowed(request, seen, board)
    page = replace(board_page(request, seen, board.frame, day), filter=wanted)
    if adopted := await _adopted(request, plan.id):
        page = replace(page, adopted=adopted, frame_open=False)
    return show_filled(request, "plans/board.html", page, seen, stages)


async def show_edit(request: Request) -> Response:
    """GET of what stands around the steps, in forms."""
    seen = await seen_plan(request, Action.EDIT_NOTE)
    return show(request, "plans/edit.html", await _edit_page(request, seen), seen)


async def show_edit_again(request: Request, again: Again) -> Response:
    """The same with one of its forms refused, or with both texts after a clash."""
    seen, refusal = await seen_plan(request), again.refusal
    clashes = await clash_views(request, refusal.clashes) if isinstance(refusal, ClashSeen) else []
    page = await _edit_page(request, seen, again, clashes)
    return show(request, "plans/edit.html", page, seen, status=again.status)


async def show_new_step(request: Request) -> Response:
    """GET of the form for a new step; `?stage=` chooses where it goes."""
    return await _show_new_step(request, request.query_params.get("stage", ""))


async def show_new_step_again(request: Request, again: Again) -> Response:
    """The same, refused."""
    return await _show_new_step(request, again.typed.get("stage", ""), again)


async def show_trash(request: Request) -> Response:
    """GET of what was trashed or dropped."""
    seen, parts = await seen_plan(request, Action.EDIT_STEP), parts_of(request)
    locale = visitor_of(request).locale
    trashed, dropped = await parts.boards.away_rows(seen.link.id, locale)
    notes, meetings = await parts.boards.away_frame(seen.link.id, locale, parts.clock.day())
    page = TrashPage(
        plan=seen.link,
        path=seen.path,
        trashed=trashed,
        dropped=dropped,
        notes=notes,
        meetings=meetings,
        may_restore=may(seen.role, Action.RESTORE_STEP),
        may_restore_note=may(seen.role, Action.TRASH_NOTE),
        may_set_meeting=may(seen.role, Action.SET_MEETING),
        form=form_of(request, seen.found.plan.rev),
    )
    return show_long(request, "plans/trash.html", page, seen, len(trashed) + len(dropped))


def board_page(request: Request, seen: SeenPlan, board: BoardFrame, day: date) -> BoardPage:
    """A board for one viewer; its stages are put in while it is sent."""
    archived = seen.found.plan.archived_at
    return BoardPage(
        plan=board.plan,
        path=seen.path,
        rev=board.rev,
        epoch=board.epoch,
        day=day,
        stages=board.stages,
        lists={**board.lists, "stages": slot("stages")},
        counts=board.counts,
        frags=board.frags,
        themes=board.themes,
        parties=board.parties,
        form=form_of(request, board.rev),
        first=board.first,
        frame_open=frame_open(request, board.plan.id, first=board.fits),
        archived=moment_day(visitor_of(request).locale, archived) if archived else "",
    )


def plan_rights(role: Role) -> PlanRights:
    """What `role` may do around the steps."""
    return PlanRights(
        edit=may(role, Action.EDIT_PLAN),
        arrange=may(role, Action.ARRANGE_STAGES),
        set_meeting=may(role, Action.SET_MEETING),
        add_note=may(role, Action.ADD_NOTE),
        edit_note=may(role, Action.EDIT_NOTE),
        trash_note=may(role, Action.TRASH_NOTE),
        take_up=may(role, Action.ADD_STEP),
        add_party=may(role, Action.ADD_PARTY),
        add_theme=may(role, Action.ADD_THEME),
        edit_party=may(role, Action.EDIT_PARTY),
        edit_theme=may(role, Action.EDIT_THEME),
    )


def is_table_refused(refusal: Refusal) -> bool:
    """Whether lines were refused because they look like those of a table."""
    return isinstance(refusal, Invalid) and refusal.reason == "looks_like_table"


async def _adopted(request: Request, plan_id: str) -> Adopted | None:
    """What the viewer has just taken over, if the address says so."""
    said = request.query_params.get("adopted", "")
    if not _REV.fullmatch(said):
        return None
    parts, by = parts_of(request), visitor_of(request).participant.key
    found = (plan_id, int(said), by, parts.clock.now())
    steps = await parts.database.read(adopted_steps, *found)
    return Adopted(int(said), steps) if steps else None


async def _begun(request: Request, plan_id: str, at: tuple[int, str] | None = None) -> Growing | BoardParts:
    """The board; a large one that is not drawn yet as soon as its frame is. Raises NotFound."""
    parts = parts_of(request)
    begun = await parts.boards.begun(plan_id, visitor_of(request).locale, parts.clock.day(), at)
    if isinstance(begun, NoSuchFeed):
        raise NotFound()
    return begun


async def _edit_page(
    request: Request, seen: SeenPlan, again: Again | None = None, clashes: Sequence[ClashView] = ()
) -> EditPlanPage:
    parts, locale = parts_of(request), visitor_of(request).locale
    around = there(await parts.boards.edit_parts(seen.link.id, locale, parts.clock.day()))
    contacts = await parts.database.read(contacts_of_plan, seen.link.id, seen.role)
    without = may(seen.role, Action.SHARE_PLAN)
    erasable = await parts.database.read(people_without_login, seen.link.id) if without else set()
    if not may(seen.role, Action.ERASE_PERSON):  # only who came by a link
        came = {one.id for one in around.frame.parties if bare_and_mark(one.name)[1]}
        erasable &= came
    parties = names_part(request, "party", around.frame.parties, again)
    named = [one.id for one in parties.shown if one.sort == "organisation" and contacts.may_name]
    persons = await parts.database.read(persons_by_party, seen.link.id, named)
    return EditPlanPage(
        plan=around.plan,
        path=seen.path,
        goal=around.goal,
        period=around.period,
        meetings=around.meetings,
        frame=around.frame,
        parties=parties,
        themes=names_part(request, "theme", around.frame.themes, again),
        stages=around.stages,
        contacts=contacts,
        contact_persons=persons,
        rights=plan_rights(seen.role),
        form=form_of(request, around.rev, again, f"/plans/{around.plan.id}/edit{place(request)}"),
        clashes=clashes,
        erasable=erasable,
    )


async def _show_new_step(request: Request, stage: str, again: Again | None = None) -> Response:
    seen = await seen_plan(request, Action.ADD_STEP)
    board = (await _begun(request, seen.link.id)).frame
    form, is_table = form_of(request, board.rev, again), bool(again and is_table_refused(again.refusal))
    page = NewStepPage(board.plan, seen.path, board.stages, stage, form, is_table)
    return show(request, "steps/new.html", page, seen, status=again.status if again else 200)
