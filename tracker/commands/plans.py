"""Commands on a plan as a whole: starting one, its head."""

from datetime import date, datetime

from sqlmodel import Session

from tracker.commands.announced_plans import announce_plan
from tracker.domain.edit import Edit
from tracker.domain.network import Region
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action
from tracker.domain.plan import Plan, start_plan
from tracker.domain.refusals import NotFound
from tracker.domain.stage import usual_stages
from tracker.store.members import allow, role_in_region
from tracker.store.plans import open_plan
from tracker.store.search import keep_plan
from tracker.store.writing import rights_changed


def start(
    session: Session, by: Participant, region_id: str, title: str, language: str, now: datetime
) -> Plan:
    """A new, empty plan in a region, with the usual stages; for facilitators of the region and above."""
    region = session.get(Region, region_id)
    if region is None:
        raise NotFound()
    allow(role_in_region(session, by, region), Action.ADD_PLAN)
    return put_plan(session, region, title, now, language=language)


def put_plan(
    session: Session,
    region: Region,
    title: str,
    now: datetime,
    *,
    language: str = "de",
    agreed: date | None = None,
) -> Plan:
    """The same without asking anybody: for the operator's command line."""
    announce_plan(session, region)
    plan = start_plan(region.id, title, now, language=language, agreed=agreed)
    session.add(plan)
    session.flush()
    keep_plan(session, plan)
    session.add_all(usual_stages(plan.id, 0))
    return plan


def set_visibility(session: Session, edit: Edit, plan_id: str, visibility: str) -> None:
    """Whether everybody reads the plan, or its members alone; all who look on come back through the whole check.

    For facilitators. Raises NotFound, Forbidden, Invalid.
    """
    open_plan(session, edit, plan_id).set_visibility(edit, visibility)
    if edit.changes_something:
        rights_changed(session, edit.feed)


def edit_head(session: Session, edit: Edit, plan_id: str, texts: dict[str, str], base: int | None) -> None:
    """Title, goal or period."""
    open_plan(session, edit, plan_id).edit_head(edit, texts, base)
