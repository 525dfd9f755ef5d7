"""What a calendar shows: meetings and open steps that have days, of one plan or of all of somebody's.

A feed is read every hour by each phone: as many statements for forty plans as for one.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Row, Select, bindparam, literal, select, union
from sqlmodel import Session, col

from tracker.domain.calendar_address import CalendarAddress
from tracker.domain.change import Change
from tracker.domain.completion import Completion, Drop
from tracker.domain.dated import Dated
from tracker.domain.deadline import Deadline
from tracker.domain.meeting import Meeting
from tracker.domain.member import Member
from tracker.domain.network import Region
from tracker.domain.ownership import Answer, OwnerRole, Ownership
from tracker.domain.party import ContactPerson, Party
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.store.cards import deadline_of
from tracker.store.history import table_of
from tracker.store.my_steps import STEPS_HELD

_PLAN, _REGION, _STEP, _MEETING = table_of(Plan), table_of(Region), table_of(Step), table_of(Meeting)
_DONE, _DROP, _CHANGE = table_of(Completion), table_of(Drop), table_of(Change)
_OWNERSHIP, _PARTY = table_of(Ownership), table_of(Party)

_CONTACT = table_of(ContactPerson)
_PLANS = (
    select(_PLAN.c.id, _REGION.c.name, _PLAN.c.title, _PLAN.c.created_at, _PLAN.c.rev, _PLAN.c.epoch)
    .join(_REGION, _REGION.c.id == _PLAN.c.region_id)
    .where(_PLAN.c.id.in_(bindparam("plans", expanding=True)))
)
_THEIRS = union(
    select(_PARTY.c.id).where(_PARTY.c.member_id == bindparam("member")),
    select(_CONTACT.c.party_id).where(_CONTACT.c.member_id == bindparam("member")),
)

_DATED = tuple(Dated.model_fields)
_ROLES = tuple(OwnerRole)


class CalendarPlan(NamedTuple):
    id: str
    region: str
    title: str
    created_at: datetime
    rev: int = 0
    epoch: str = ""


class CalendarMeeting(NamedTuple):
    """A meeting that has a day; `changed_at` is when its rev was."""

    id: str
    plan: CalendarPlan
    rev: int
    changed_at: datetime
    deadline: Deadline
    title: str
    starts: str
    place: str
    link: str
    host: str


class CalendarOwner(NamedTuple):
    name: str
    role: str
    answer: str


class CalendarStep(NamedTuple):
    """An open step that has days."""

    id: str
    plan: CalendarPlan
    rev: int
    changed_at: datetime
    deadline: Deadline
    number: int
    title: str
    owners: Sequence[CalendarOwner]
    """Those who have not declined, who leads first."""


def find_address(session: Session, hash: str) -> tuple[CalendarAddress, Member] | None:
    """What the address with this hash is for, and whose it is."""
    whose = select(CalendarAddress, Member).join(Member, col(Member.id) == CalendarAddress.member_id)
    row = session.execute(whose.where(col(CalendarAddress.hash) == hash)).first()
    return (row[0], row[1]) if row else None


def addresses_of(session: Session, member_id: str, plan_id: str | None) -> Sequence[CalendarAddress]:
    """The member's addresses for a plan, or for their own steps; the latest first."""
    mine = select(CalendarAddress).where(col(CalendarAddress.member_id) == member_id)
    of_plan = col(CalendarAddress.plan_id)
    mine = mine.where(of_plan.is_(None) if plan_id is None else of_plan == plan_id)
    newest = mine.order_by(col(CalendarAddress.created_at).desc(), col(CalendarAddress.id))
    return session.execute(newest).scalars().all()


def calendar_plans(session: Session, plan_ids: Sequence[str]) -> dict[str, CalendarPlan]:
    """These plans, by id."""
    rows = session.connection().execute(_PLANS, {"plans": plan_ids})
    return {row[0]: CalendarPlan(*row) for row in rows}


def parties_of(session: Session, member_id: str) -> list[str]:
    """The ids of the parties a member is or answers for: beside the plans all that decides which steps are theirs."""
    return sorted(session.connection().execute(_THEIRS, {"member": member_id}).scalars())


def calendar_meetings(session: Session, plans: dict[str, CalendarPlan]) -> list[CalendarMeeting]:
    """The meetings of these plans that have a day, in no order; past ones too: they took place."""
    names = ("title", "starts", "place", "link", "host")
    columns = (_MEETING.c[name] for name in ("id", "plan_id", "rev", *names, *_DATED))
    here = _MEETING.c.plan_id.in_(plans), _MEETING.c.trashed_at.is_(None), _has_days(_MEETING)
    rows = session.connection().execute(_with_moment(select(*columns), _MEETING).where(*here))
    return [
        CalendarMeeting(**_common(row, plans), **{name: getattr(row, name) for name in names}) for row in rows
    ]


def calendar_meeting(session: Session, meeting: Meeting) -> CalendarMeeting | None:
    """One meeting, also when it was removed; None when it has no day."""
    if meeting.deadline is None or meeting.deadline.first is None:
        return None
    plan = calendar_plans(session, [meeting.plan_id])[meeting.plan_id]
    of_rev = _CHANGE.c.feed == f"plan:{plan.id}", _CHANGE.c.rev == meeting.rev
    at = session.execute(select(_CHANGE.c.at).where(*of_rev)).scalar()
    said = (meeting.title, meeting.starts, meeting.place, meeting.link, meeting.host)
    return CalendarMeeting(meeting.id, plan, meeting.rev, at or plan.created_at, meeting.deadline, *said)


def calendar_steps(
    session: Session, plans: dict[str, CalendarPlan], member_id: str | None = None
) -> list[CalendarStep]:
    """The open steps of these plans that have days, in no order; with `member_id` those this member has or is asked
    to take, as on their start page."""
    here = [_STEP.c.plan_id.in_(plans), _STEP.c.trashed_at.is_(None), _has_days(_STEP)]
    here += [~_of(_STEP, _DONE).exists(), ~_of(_STEP, _DROP).exists()]
    if member_id is not None:
        here.append(_STEP.c.id.in_(STEPS_HELD))
    columns = (_STEP.c[name] for name in ("id", "plan_id", "rev", "number", "title", *_DATED))
    given = {"member": member_id} if member_id is not None else {}
    rows = session.connection().execute(_with_moment(select(*columns), _STEP).where(*here), given).all()
    owners = _owners(session, here, given)
    return [
        CalendarStep(**_common(row, plans), number=row.number, title=row.title, owners=owners[row.id])
        for row in rows
    ]


def _owners(
    session: Session, steps: Sequence[ColumnElement[bool]], given: dict[str, str]
) -> dict[str, list[CalendarOwner]]:
    named = select(_OWNERSHIP.c.step_id, _PARTY.c.name, _OWNERSHIP.c.role, _OWNERSHIP.c.answer)
    named = named.join(_PARTY, _PARTY.c.id == _OWNERSHIP.c.party_id)
    named = named.join(_STEP, _STEP.c.id == _OWNERSHIP.c.step_id).where(*steps)
    found: dict[str, list[CalendarOwner]] = defaultdict(list)
    ordered = named.where(_OWNERSHIP.c.answer != Answer.DECLINED).order_by(_PARTY.c.name, _OWNERSHIP.c.id)
    for step_id, *owner in session.connection().execute(ordered, given):
        found[step_id].append(CalendarOwner(*owner))
    for owners in found.values():
        owners.sort(key=lambda owner: _ROLES.index(OwnerRole(owner.role)))
    return found


def _with_moment(statement: Select[Any], table: Any) -> Select[Any]:
    """Beside each row when it was changed last: the moment of its rev."""
    feed = literal("plan:") + table.c.plan_id
    of_rev = (_CHANGE.c.feed == feed) & (_CHANGE.c.rev == table.c.rev)
    return statement.add_columns(_CHANGE.c.at).select_from(table.outerjoin(_CHANGE, of_rev))


def _has_days(table: Any) -> ColumnElement[bool]:
    there: ColumnElement[bool] = table.c.deadline_first.is_not(None)
    return there


def _of(step: FromClause, ending: FromClause) -> Select[Any]:
    return select(ending.c.step_id).where(ending.c.step_id == step.c.id)


def _common(row: Row[Any], plans: dict[str, CalendarPlan]) -> dict[str, Any]:
    plan, deadline = plans[row.plan_id], deadline_of(row)
    # what was made with its plan has no Change of its own
    return {
        "id": row.id,
        "plan": plan,
        "rev": row.rev,
        "changed_at": row.at or plan.created_at,
        "deadline": deadline,
    }
