"""Putting a plan into the archive and taking it back, and for how long its history is kept.

None of it is a Change: the plan stays as it is. For its facilitators, also while it is archived.
"""

from datetime import datetime

from sqlmodel import Session

from tracker.domain.participant import Participant
from tracker.domain.permissions import Action
from tracker.domain.plan import Plan
from tracker.domain.retention import chosen
from tracker.store.members import allow, role_behind_archive
from tracker.store.plans import feed_of
from tracker.store.writing import rights_changed


def archive(session: Session, by: Participant, plan_id: str, now: datetime | None) -> None:
    """From now on it stands in no list and is only read, or goes on as before (None); who has it open sees so.

    Raises NotFound, Forbidden.
    """
    plan = _plan(session, by, plan_id)
    plan.archived_at = now and (plan.archived_at or now)
    rights_changed(session, feed_of(plan_id))


def keep_for(session: Session, by: Participant, plan_id: str, years: str) -> None:
    """For how many years its history is kept, as typed. Raises NotFound, Forbidden, Invalid."""
    _plan(session, by, plan_id).retention = chosen(years)


def _plan(session: Session, by: Participant, plan_id: str) -> Plan:
    allow(role_behind_archive(session, by, plan_id), Action.ARCHIVE_PLAN)
    return session.get_one(Plan, plan_id)
