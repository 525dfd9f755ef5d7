"""What concerns members, found for many of them at once: never more than what each may read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, or_, select
from sqlmodel import Session

from tracker.clock import BERLIN
from tracker.domain.completion import Completion, Drop
from tracker.domain.deadline import Deadline, Precision
from tracker.domain.duty import Asking, Duties, Duty, Gathering
from tracker.domain.follow_up import FollowUp
from tracker.domain.meeting import Meeting
from tracker.domain.member import Membership
from tracker.domain.network import Region
from tracker.domain.ownership import Answer, OwnerRole, Ownership
from tracker.domain.party import Party, PlanParty
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.store.history import table_of

MEETINGS_AHEAD = timedelta(days=35)  # so far a digest looks: the next of a group that meets once a month

_STEP, _DONE, _DROP = table_of(Step), table_of(Completion), table_of(Drop)
_OWNERSHIP, _PARTY, _SHOWN = table_of(Ownership), table_of(Party), table_of(PlanParty)
_FOLLOW_UP, _MEETING, _ASKED = table_of(FollowUp), table_of(Meeting), table_of(Party).alias("asked")
_PLAN, _REGION, _MEMBERSHIP = table_of(Plan), table_of(Region), table_of(Membership)
_DATED = (
    "deadline_words",
    "deadline_first",
    "deadline_last",
    "deadline_precision",
    "deadline_tentative",
    "deadline_by",
    "deadline_next_meeting",
)


def duties_of(session: Session, member_ids: Sequence[str], day: date) -> Mapping[str, Duties]:
    """What concerns each of these members, in four statements however many they are."""
    found = {id: Duties() for id in member_ids}
    given = {"members": member_ids}
    run = session.connection().execute
    for duty in _duties(run(_OWN_STEPS, given)):
        found[duty.member_id].steps.append(duty)
    for row in run(_OWN_ASKINGS, given):
        found[row.member_id].askings.append(_asking(row))
    for one in _gatherings(run(_OWN_MEETINGS, given | {"day": day, "until": day + MEETINGS_AHEAD})):
        found[one.member_id].gatherings.append(one)
    return found


def _duties(rows: Iterator[Row[Any]]) -> Iterator[Duty]:
    seen = set[tuple[str, str]]()  # somebody may stand at a step under two names
    for row in rows:
        if (row.member_id, row.step_id) not in seen:
            seen.add((row.member_id, row.step_id))
            yield _duty(row)


def _duty(row: Row[Any]) -> Duty:
    return Duty(
        member_id=row.member_id,
        plan_id=row.plan_id,
        step_id=row.step_id,
        title=row.title,
        place=_place(row),
        deadline=_deadline(row),
        asked=row.answer == Answer.ASKED,
        named=row.asked_at.astimezone(BERLIN).date(),
        ownership_id=row.ownership_id,
        language=row.language,
        rev=row.rev,
    )


def _asking(row: Row[Any]) -> Asking:
    return Asking(
        member_id=row.member_id,
        id=row.id,
        plan_id=row.plan_id,
        step_id=row.step_id,
        title=row.title,
        place=_place(row),
        party=row.party,
        until=row.until,
    )


def _gatherings(rows: Iterator[Row[Any]]) -> Iterator[Gathering]:
    seen = set[tuple[str, str]]()  # the next one of each plan is enough
    for row in rows:
        deadline = _deadline(row)
        if deadline and (row.member_id, row.plan_id) not in seen:
            seen.add((row.member_id, row.plan_id))
            yield Gathering(row.member_id, row.plan_id, row.id, row.title, _place(row), deadline, row.starts)


def _place(row: Row[Any]) -> str:
    return f"{row.region}, {row.plan}"


def _deadline(row: Row[Any]) -> Deadline | None:
    if row.deadline_words is None:
        return None
    return Deadline(
        row.deadline_words,
        row.deadline_first,
        row.deadline_last,
        Precision(row.deadline_precision) if row.deadline_precision else None,
        row.deadline_tentative,
        row.deadline_by,
        row.deadline_next_meeting,
    )


def _among(member: ColumnElement[str]) -> ColumnElement[bool]:
    return member.in_(bindparam("members", expanding=True))


def _reads(member: ColumnElement[str]) -> ColumnElement[bool]:
    """A membership opens the plan, which is not archived."""
    opens = or_(
        _MEMBERSHIP.c.plan_id == _PLAN.c.id,
        _MEMBERSHIP.c.region_id == _REGION.c.id,
        _MEMBERSHIP.c.network_id == _REGION.c.network_id,
    )
    held = select(_MEMBERSHIP.c.id).where(_MEMBERSHIP.c.member_id == member, opens)
    return held.exists() & _PLAN.c.archived_at.is_(None)


def _open_steps(statement: Select[Any], member: ColumnElement[str]) -> Select[Any]:
    """Of the members' plans, neither done nor dropped nor trashed."""
    return (
        statement.join(_PLAN, _PLAN.c.id == _STEP.c.plan_id)
        .join(_REGION, _REGION.c.id == _PLAN.c.region_id)
        .outerjoin(_DONE, _DONE.c.step_id == _STEP.c.id)
        .outerjoin(_DROP, _DROP.c.step_id == _STEP.c.id)
        .where(_among(member), _reads(member), _STEP.c.trashed_at.is_(None))
        .where(_DONE.c.step_id.is_(None), _DROP.c.step_id.is_(None))
    )


_WHERE = (_REGION.c.name.label("region"), _PLAN.c.title.label("plan"))
_OWN_STEPS = _open_steps(
    select(
        _PARTY.c.member_id,
        _STEP.c.plan_id,
        _STEP.c.id.label("step_id"),
        _STEP.c.title,
        _OWNERSHIP.c.answer,
        _OWNERSHIP.c.asked_at,
        _OWNERSHIP.c.id.label("ownership_id"),
        _PLAN.c.language,
        _PLAN.c.rev,
        *_WHERE,
        *(_STEP.c[name] for name in _DATED),
    )
    .select_from(_PARTY.join(_OWNERSHIP, _OWNERSHIP.c.party_id == _PARTY.c.id))
    .join(_STEP, _STEP.c.id == _OWNERSHIP.c.step_id),
    _PARTY.c.member_id,
).where(_OWNERSHIP.c.answer != Answer.DECLINED, _OWNERSHIP.c.role != OwnerRole.INVOLVE)

_OWN_ASKINGS = _open_steps(
    select(
        _PARTY.c.member_id,
        _FOLLOW_UP.c.id,
        _STEP.c.plan_id,
        _STEP.c.id.label("step_id"),
        _STEP.c.title,
        _ASKED.c.name.label("party"),
        _FOLLOW_UP.c.until,
        *_WHERE,
    )
    .select_from(_PARTY.join(_FOLLOW_UP, _FOLLOW_UP.c.asker_id == _PARTY.c.id))
    .join(_ASKED, _ASKED.c.id == _FOLLOW_UP.c.party_id)
    .join(_STEP, _STEP.c.id == _FOLLOW_UP.c.step_id),
    _PARTY.c.member_id,
).where(_FOLLOW_UP.c.done.is_(False))

_OWN_MEETINGS = (
    select(
        _PARTY.c.member_id,
        _PLAN.c.id.label("plan_id"),
        _MEETING.c.id,
        _MEETING.c.title,
        _MEETING.c.starts,
        *_WHERE,
        *(_MEETING.c[name] for name in _DATED),
    )
    .select_from(_PARTY.join(_SHOWN, _SHOWN.c.party_id == _PARTY.c.id))
    .join(_PLAN, _PLAN.c.id == _SHOWN.c.plan_id)
    .join(_REGION, _REGION.c.id == _PLAN.c.region_id)
    .join(_MEETING, _MEETING.c.plan_id == _PLAN.c.id)
    .where(_among(_PARTY.c.member_id), _reads(_PARTY.c.member_id), _MEETING.c.trashed_at.is_(None))
    .where(_MEETING.c.deadline_last >= bindparam("day"), _MEETING.c.deadline_first <= bindparam("until"))
    .order_by(_MEETING.c.deadline_last, _MEETING.c.deadline_first, _MEETING.c.starts, _MEETING.c.id)
)
