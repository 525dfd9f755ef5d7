"""A plan's archive, and for how long its history is kept: what will be gone, when, and who may say so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import archives
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action, may
from tracker.domain.plan import Plan
from tracker.domain.retention import CHOICES, all_over_at, later
from tracker.language.dates import moment_day
from tracker.language.texts import text
from tracker.pages import ArchivePage
from tracker.store.members import role_behind_archive
from tracker.web.carry_out import carry_out_beside
from tracker.web.incoming import Again, Sent, posted
from tracker.web.parts import parts_of
from tracker.web.seen_plans import seen_plan
from tracker.web.showing import form_of
from tracker.web.showing import show as show_page
from tracker.web.who import visitor_of


@dataclass(frozen=True, slots=True)
class Archived:
    """Whether it is to be."""

    archived: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """Years; 0: as long as the plan runs, and two more."""

    years: str


async def show(request: Request) -> Response:
    """GET, for everybody who reads the plan."""
    return await _show(request)


async def show_again(request: Request, again: Again) -> Response:
    """The same with one of its forms refused."""
    return await _show(request, again)


@posted(show_again)
async def create(request: Request, sent: Sent) -> Response:
    """Archive it, or take it back."""
    wanted = sent.read_as(Archived).archived
    now = parts_of(request).clock.now() if wanted else None
    return await _carry_out(request, sent, lambda s, by, plan: archives.archive(s, by, plan, now))


@posted(show_again)
async def keep(request: Request, sent: Sent) -> Response:
    """For how long its history is kept."""
    years = sent.read_as(Kept).years
    return await _carry_out(request, sent, lambda s, by, plan: archives.keep_for(s, by, plan, years))


async def _carry_out(
    request: Request, sent: Sent, command: Callable[[Session, Participant, str], None]
) -> Response:
    by, plan = visitor_of(request).participant, request.path_params["plan"]

    def carry_out(session: Session) -> str:
        command(session, by, plan)
        return ""

    return await carry_out_beside(request, sent, carry_out, then=f"/plans/{plan}/archive")


async def _show(request: Request, again: Again | None = None) -> Response:
    seen, parts, visitor = await seen_plan(request), parts_of(request), visitor_of(request)
    plan, now = seen.found.plan, parts.clock.now()
    role = await parts.database.read(role_behind_archive, visitor.participant, plan.id)
    page = ArchivePage(
        plan=seen.link,
        path=seen.path,
        archived=moment_day(visitor.locale, plan.archived_at) if plan.archived_at else "",
        gone=_gone(visitor.locale, plan, now),
        years=plan.retention,
        choices=[(years, _choice(visitor.locale, years, now)) for years in CHOICES],
        may_change=may(role, Action.ARCHIVE_PLAN),
        form=form_of(request, again=again, back=f"/plans/{plan.id}/archive"),
    )
    return show_page(request, "plans/archive.html", page, seen, status=again.status if again else 200)


def _gone(locale: str, plan: Plan, now: datetime) -> str:
    """What will be gone when."""
    said = []
    if plan.retention:
        day = moment_day(locale, later(now, -plan.retention))
        said.append(text(locale, "archive.goes_by_age", n=plan.retention, day=day))
    if end := all_over_at(plan.retention, plan.archived_at):
        said.append(text(locale, "archive.all_gone", day=moment_day(locale, end)))
    elif not plan.retention:
        said.append(text(locale, "archive.stays"))
    return " ".join(said)


def _choice(locale: str, years: int, now: datetime) -> str:
    if not years:
        return text(locale, "archive.keep_always")
    return text(locale, "archive.keep_years", n=years, day=moment_day(locale, later(now, -years)))
