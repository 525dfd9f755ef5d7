"""Finding plans, always for somebody."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlmodel import Session, col

from tracker.domain.edit import Edit
from tracker.domain.meeting import Meeting, by_day, next_of
from tracker.domain.member import Guest, Membership
from tracker.domain.network import Network, Region
from tracker.domain.participant import Participant
from tracker.domain.permissions import Role
from tracker.domain.plan import MOST_PLANS, Plan
from tracker.domain.refusals import Full, Invalid, NotFound
from tracker.domain.stage import Stage
from tracker.store.members import role_on_plan, roles_on_plans

# built once: putting a statement together costs as much as running it
_PLANS = select(Plan, Region).join(Region, col(Region.id) == Plan.region_id)
_PLAN_AND_REGION = _PLANS.where(col(Plan.id) == bindparam("plan"))
_NOT_ARCHIVED = select(col(Plan.id)).where(col(Plan.archived_at).is_(None))
_IDS_BY_MEMBERSHIP = (
    _NOT_ARCHIVED.distinct()
    .join(Region, col(Region.id) == Plan.region_id)
    .join(Network, col(Network.id) == Region.network_id)
    .join(
        Membership,
        or_(
            col(Membership.plan_id) == Plan.id,
            col(Membership.region_id) == Region.id,
            col(Membership.network_id) == Network.id,
        ),
    )
    .where(col(Membership.member_id) == bindparam("reader"))
)
# any role reads
_IDS_READ_BY = {
    "member": _IDS_BY_MEMBERSHIP,
    "token": _IDS_BY_MEMBERSHIP.where(col(Plan.id).in_(bindparam("chosen", expanding=True))),
    "guest": _NOT_ARCHIVED.join(Guest, col(Guest.plan_id) == Plan.id).where(
        col(Guest.id) == bindparam("reader")
    ),
}
_READ_BY = {who: _PLANS.where(col(Plan.id).in_(ids)) for who, ids in _IDS_READ_BY.items()}
_STAGES = (
    select(Stage)
    .where(col(Stage.plan_id) == bindparam("plan"), col(Stage.trashed_at).is_(None))
    .order_by(col(Stage.order_key), col(Stage.id))
)
_AHEAD = (
    select(Meeting)
    .where(col(Meeting.plan_id).in_(bindparam("plans", expanding=True)), col(Meeting.trashed_at).is_(None))
    .where(or_(col(Meeting.deadline_last).is_(None), col(Meeting.deadline_last) >= bindparam("day")))
)


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """A plan, its region, and what the one who asked is to it."""

    plan: Plan
    region: Region
    role: Role


def feed_of(plan_id: str) -> str:
    """The feed in which a plan's changes are numbered."""
    return f"plan:{plan_id}"


def open_plan(session: Session, edit: Edit, plan_id: str) -> Plan:
    """The plan an Edit is about, with the editor's present role set. Raises NotFound when it is not theirs."""
    enter_plan(session, edit, plan_id)
    return session.get_one(Plan, plan_id)


def enter_plan(session: Session, edit: Edit, plan_id: str) -> None:
    """Set the editor's present role on the plan. Raises NotFound when it is not theirs."""
    edit.role = role_on_plan(session, edit.by, plan_id)
    if edit.role is None:
        raise NotFound()


def find_plan(session: Session, participant: Participant, plan_id: str) -> FoundPlan:
    """A plan for reading. Raises NotFound when it is not there or not theirs."""
    role = role_on_plan(session, participant, plan_id)
    if role is None:
        raise NotFound()
    row = session.execute(_PLAN_AND_REGION, {"plan": plan_id}).one()
    return FoundPlan(row[0], row[1], role)


def plans_of(session: Session, participant: Participant) -> Sequence[FoundPlan]:
    """All plans a member reads through a membership, or a guest's one plan, by region."""
    if participant.kind == "nobody":
        return []
    rows = session.execute(_READ_BY[_reader(participant)], _given(participant)).all()
    if participant.kind == "member":
        roles = roles_on_plans(session, participant)
    else:
        roles = {plan.id: role for plan, _ in rows if (role := role_on_plan(session, participant, plan.id))}
    kept = [FoundPlan(plan, region, roles[plan.id]) for plan, region in rows if plan.id in roles]
    return sorted(kept, key=lambda one: _by_region(one.plan, one.region))


def plans_in(session: Session, network_id: str) -> Sequence[tuple[Plan, Region]]:
    """All plans of a network for whoever runs the installation, in the same order."""
    rows = session.execute(_PLANS.where(col(Region.network_id) == network_id)).all()
    return sorted(((plan, region) for plan, region in rows), key=lambda one: _by_region(*one))


def archived_in(session: Session, participant: Participant, region_id: str) -> Sequence[Plan]:
    """The archived plans of a region that a participant reads, the latest first."""
    here = select(Plan).where(col(Plan.region_id) == region_id, col(Plan.archived_at).is_not(None))
    plans = session.execute(here.order_by(col(Plan.archived_at).desc(), col(Plan.id))).scalars().all()
    roles = roles_on_plans(session, participant) if plans else {}
    return [plan for plan in plans if plan.id in roles]


def plan_ids_of(session: Session, participant: Participant) -> list[str]:
    """The ids of the same plans, in no order."""
    if participant.kind == "nobody":
        return []
    return list(session.execute(_IDS_READ_BY[_reader(participant)], _given(participant)).scalars())


def stages_of(session: Session, plan_id: str) -> Sequence[Stage]:
    """A plan's stages in their order."""
    return session.execute(_STAGES, {"plan": plan_id}).scalars().all()


def find_stage(session: Session, plan_id: str, stage_id: str) -> Stage:
    """A stage of this plan, for steps to stand in. Raises NotFound, and Invalid for one that was removed."""
    stage = known_stage(session, plan_id, stage_id)
    if stage.trashed_at is not None:
        raise Invalid("stage", "stage_gone")
    return stage


def known_stage(session: Session, plan_id: str, stage_id: str) -> Stage:
    """The same, also when it was removed. Raises NotFound."""
    stage = session.get(Stage, stage_id)
    if stage is None or stage.plan_id != plan_id:
        raise NotFound()
    return stage


def stage_of_kind(session: Session, plan_id: str, kind: str) -> Stage:
    """The first stage of this kind. Raises NotFound when the plan has none."""
    for stage in stages_of(session, plan_id):
        if stage.kind == kind:
            return stage
    raise NotFound()


def meetings_of(session: Session, plan_id: str, *, removed: bool = False) -> Sequence[Meeting]:
    """A plan's meetings, by day; with `removed` also those."""
    found = session.execute(select(Meeting).where(col(Meeting.plan_id) == plan_id)).scalars()
    return sorted((one for one in found if removed or one.trashed_at is None), key=by_day)


def next_meetings(session: Session, plan_ids: Sequence[str], day: date) -> dict[str, Meeting]:
    """By plan: its next meeting on or after `day`, where it has one."""
    by_plan: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in session.execute(_AHEAD, {"plans": plan_ids, "day": day}).scalars():
        by_plan[meeting.plan_id].append(meeting)
    found = {plan_id: next_of(meetings, day) for plan_id, meetings in by_plan.items()}
    return {plan_id: meeting for plan_id, meeting in found.items() if meeting}


def next_meeting(session: Session, plan_id: str, day: date) -> Meeting | None:
    """The plan's next meeting on or after `day`."""
    return next_of(meetings_of(session, plan_id), day)


def check_room_for_plan(session: Session, network_id: str) -> None:
    """Raise Full when the network has as many plans as it may."""
    of_network = select(func.count()).select_from(Plan).join(Region, col(Region.id) == Plan.region_id)
    if (session.execute(of_network.where(col(Region.network_id) == network_id)).scalar() or 0) >= MOST_PLANS:
        raise Full(limit=MOST_PLANS)


def _by_region(plan: Plan, region: Region) -> tuple[str, datetime, str]:
    return region.name_key, plan.created_at, plan.id


def _reader(participant: Participant) -> str:
    return "token" if participant.plans else participant.kind


def _given(participant: Participant) -> dict[str, Any]:
    return {"reader": participant.id} | ({"chosen": sorted(participant.plans)} if participant.plans else {})
