"""The statements that find what concerns members: built once, as putting one together costs as much as running it.

Each takes `members` and gives rows with a `member_id`; none gives what that member may not read.
"""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, bindparam, literal, or_, select

from tracker.domain.completion import Completion, Drop
from tracker.domain.follow_up import FollowUp
from tracker.domain.meeting import Meeting
from tracker.domain.member import Membership
from tracker.domain.mention import Mention
from tracker.domain.network import Region
from tracker.domain.ownership import Answer, OwnerRole, Ownership
from tracker.domain.party import ContactPerson, Party, PlanParty
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.store.charges import is_seen_to
from tracker.store.history import table_of

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


_MENTION, _SPEAKER = table_of(Mention), table_of(ContactPerson)
_WHERE = (_REGION.c.name.label("region"), _PLAN.c.title.label("plan"))
_AT_STEP = (
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
_STANDS = (_OWNERSHIP.c.answer != Answer.DECLINED) & (_OWNERSHIP.c.role != OwnerRole.INVOLVE)
OWN_STEPS = _open_steps(
    select(_PARTY.c.member_id, literal("").label("party"), *_AT_STEP)
    .select_from(_PARTY.join(_OWNERSHIP, _OWNERSHIP.c.party_id == _PARTY.c.id))
    .join(_STEP, _STEP.c.id == _OWNERSHIP.c.step_id),
    _PARTY.c.member_id,
).where(_STANDS)

# whoever is in charge for an organisation; while nobody is, all its contact persons
ANSWERED_FOR = _open_steps(
    select(_SPEAKER.c.member_id, _PARTY.c.name.label("party"), *_AT_STEP)
    .select_from(_SPEAKER.join(_OWNERSHIP, _OWNERSHIP.c.party_id == _SPEAKER.c.party_id))
    .join(_PARTY, _PARTY.c.id == _SPEAKER.c.party_id)
    .join(_STEP, _STEP.c.id == _OWNERSHIP.c.step_id),
    _SPEAKER.c.member_id,
).where(_STANDS, (_OWNERSHIP.c.in_charge_id == _SPEAKER.c.member_id) | ~is_seen_to(_OWNERSHIP))

NAMED = (
    _open_steps(
        select(
            _PARTY.c.member_id,
            _MENTION.c.by,
            _MENTION.c.at,
            _STEP.c.plan_id,
            _STEP.c.id.label("step_id"),
            _STEP.c.title,
            *_WHERE,
        )
        .select_from(_PARTY.join(_MENTION, _MENTION.c.party_id == _PARTY.c.id))
        .join(_STEP, _STEP.c.id == _MENTION.c.step_id),
        _PARTY.c.member_id,
    )
    .where(_MENTION.c.at >= bindparam("since"))
    .order_by(_MENTION.c.at.desc(), _MENTION.c.id)
)


def _askings(member: ColumnElement[str], askers: FromClause) -> Select[Any]:
    return _open_steps(
        select(
            member,
            _FOLLOW_UP.c.id,
            _STEP.c.plan_id,
            _STEP.c.id.label("step_id"),
            _STEP.c.title,
            _ASKED.c.name.label("party"),
            _FOLLOW_UP.c.until,
            *_WHERE,
        )
        .select_from(askers)
        .join(_ASKED, _ASKED.c.id == _FOLLOW_UP.c.party_id)
        .join(_STEP, _STEP.c.id == _FOLLOW_UP.c.step_id),
        member,
    ).where(_FOLLOW_UP.c.done.is_(False))


OWN_ASKINGS = _askings(_PARTY.c.member_id, _PARTY.join(_FOLLOW_UP, _FOLLOW_UP.c.asker_id == _PARTY.c.id))
ASKINGS_FOR = _askings(
    _SPEAKER.c.member_id, _SPEAKER.join(_FOLLOW_UP, _FOLLOW_UP.c.asker_id == _SPEAKER.c.party_id)
)

OWN_MEETINGS = (
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
