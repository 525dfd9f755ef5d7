"""Plans that lie still, found for whoever is to hear of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, or_, select
from sqlmodel import Session

from tracker.domain.berlin import BERLIN
from tracker.domain.change import Change
from tracker.domain.completion import Completion, Drop
from tracker.domain.meeting import Meeting
from tracker.domain.network import Network, Region
from tracker.domain.occasion import Occasion
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.domain.stillness import Still
from tracker.store.contacts import may_be_meant, whom_to_turn_to
from tracker.store.history import table_of
from tracker.store.plans import feed_of

_PLAN, _REGION, _NETWORK = table_of(Plan), table_of(Region), table_of(Network)
_STEP, _DONE, _DROP = table_of(Step), table_of(Completion), table_of(Drop)
_MEETING, _CHANGE = table_of(Meeting), table_of(Change)

_PLANS: BindParameter[Any] = bindparam("plans", expanding=True)
_THEIRS = (
    select(_PLAN.c.id, _PLAN.c.title, _PLAN.c.created_at, _REGION.c.name.label("region"))
    .select_from(_PLAN.join(_REGION, _REGION.c.id == _PLAN.c.region_id))
    .join(_NETWORK, _NETWORK.c.id == _REGION.c.network_id)
    .where(_PLAN.c.archived_at.is_(None), may_be_meant(bindparam("members", expanding=True)))
    .order_by(_PLAN.c.id)
)
_IS_OPEN = _STEP.c.trashed_at.is_(None) & _DONE.c.step_id.is_(None) & _DROP.c.step_id.is_(None)
_STEPS = (
    select(
        _STEP.c.plan_id,
        func.count().filter(_IS_OPEN).label("left"),
        func.max(_DONE.c.at),
        func.max(_DROP.c.at),
        func.max(_STEP.c.trashed_at),
    )
    .select_from(_STEP.outerjoin(_DONE, _DONE.c.step_id == _STEP.c.id))
    .outerjoin(_DROP, _DROP.c.step_id == _STEP.c.id)
    .where(_STEP.c.plan_id.in_(_PLANS))
    .group_by(_STEP.c.plan_id)
)
_COMES = or_(_MEETING.c.deadline_last.is_(None), _MEETING.c.deadline_last >= bindparam("day"))
_MEETINGS = (
    select(_MEETING.c.plan_id, func.count().filter(_COMES).label("ahead"), func.max(_MEETING.c.deadline_last))
    .where(_MEETING.c.plan_id.in_(_PLANS), _MEETING.c.trashed_at.is_(None))
    .group_by(_MEETING.c.plan_id)
)
_TOUCHED = (
    select(_CHANGE.c.feed, func.max(_CHANGE.c.at))
    .where(_CHANGE.c.feed.in_(bindparam("feeds", expanding=True)))
    .group_by(_CHANGE.c.feed)
)


def still_plans(session: Session, member_ids: Sequence[str], day: date) -> Iterator[Still]:
    """What is due to be said on `day` of plans for which one of these members is the first to turn to.

    A plan in which there never was a step or a meeting has none to miss.
    """
    plans = session.connection().execute(_THEIRS, {"members": member_ids}).all()
    if not plans:
        return
    found = [one for one in _lying(session, plans, day) if one.due_on(day)]
    first = {id: next(iter(whom_to_turn_to(session, id)), None) for id in {one.plan_id for one in found}}
    for one in found:
        who = first[one.plan_id]
        if who is not None and who.id in member_ids:
            yield replace(one, member_id=who.id)


def _lying(session: Session, plans: Sequence[Any], day: date) -> Iterator[Still]:
    ids = [plan.id for plan in plans]
    steps, meetings = _by_plan(session, _STEPS, plans=ids), _by_plan(session, _MEETINGS, plans=ids, day=day)
    touched = _by_plan(session, _TOUCHED, feeds=[feed_of(id) for id in ids])
    for plan in plans:
        made = _day_of(plan.created_at)
        since: dict[Occasion, date] = {}
        if plan.id in steps and not steps[plan.id][0]:
            since[Occasion.NO_STEP] = _latest(steps[plan.id][1:], made)
        if plan.id in meetings and not meetings[plan.id][0]:
            since[Occasion.NO_MEETING] = meetings[plan.id][1]
        since[Occasion.UNTOUCHED] = _latest(touched.get(feed_of(plan.id), ()), made)
        for how, from_day in since.items():
            yield Still("", plan.id, plan.title, plan.region, how, from_day)


def _by_plan(session: Session, statement: Any, **given: Any) -> Mapping[str, Sequence[Any]]:
    return {row[0]: row[1:] for row in session.connection().execute(statement, given)}


def _latest(moments: Iterable[datetime | None], otherwise: date) -> date:
    return max((_day_of(one) for one in moments if one is not None), default=otherwise)


def _day_of(moment: datetime) -> date:
    return moment.astimezone(BERLIN).date()
