"""A plan on paper: the table on A4, the board on A3."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from tracker.boards.sheets import PlanSheet
from tracker.domain.permissions import Action
from tracker.language.dates import day_text
from tracker.pages import PaperStage, PrintPage, Slip
from tracker.pages.views import CardView
from tracker.store.contact_persons import without_mail
from tracker.web.parts import parts_of
from tracker.web.seen_plans import SeenPlan, seen_plan, there
from tracker.web.showing import show_long
from tracker.web.who import visitor_of

Form = Literal["table", "board", "slips"]
FORMS: tuple[Form, ...] = ("table", "board", "slips")


async def show(request: Request) -> Response:
    """GET /plans/{plan}/print; `?as=board` for the board, `?as=slips` for those whom no mail reaches."""
    seen, parts = await seen_plan(request, Action.READ), parts_of(request)
    sheet = there(await parts.boards.sheet(seen.link.id, visitor_of(request).locale, parts.clock.day()))
    form: Form = next((one for one in FORMS if one == request.query_params.get("as")), "table")
    without = await parts.database.read(without_mail, seen.link.id) if form == "slips" else ()
    more = await parts.boards.paper_parts(seen.link.id) if form != "slips" else {}
    page = replace(_page(request, seen, sheet, form, _slips(sheet, without)), parts=more)
    return show_long(request, "views/print.html", page, seen, page.steps)


def _slips(sheet: PlanSheet, without: Collection[str]) -> list[Slip]:
    """One for each of those parties (ids) with something left to do, in the order of the plan."""
    mine: dict[str, list[CardView]] = {}
    for card in sheet.cards.values():
        for owner in card.shown_owners if not card.done else ():
            mine.setdefault(owner.party, []).append(card)
    shown = [party for party in sheet.frame.parties if party.id in without and party.id in mine]
    return [Slip(party.name, mine[party.id]) for party in shown]


def _page(request: Request, seen: SeenPlan, sheet: PlanSheet, form: Form, slips: Sequence[Slip]) -> PrintPage:
    return PrintPage(
        plan=sheet.plan,
        path=seen.path,
        form=form,
        slips=slips,
        head=sheet.head,
        frame=sheet.frame,
        stages=[PaperStage(stage, sheet.of_stage(stage.id)) for stage in sheet.stages],
        day_text=day_text(visitor_of(request).locale, parts_of(request).clock.day()),
    )
