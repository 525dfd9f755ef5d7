"""Who somebody is and what they are to a plan, region or network."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, or_, select
from sqlmodel import Session, col

from tracker.domain.member import Guest, Member, Membership
from tracker.domain.network import Region
from tracker.domain.participant import Participant
from tracker.domain.permissions import WITHOUT_MEMBERSHIP, Action, Role, highest, may
from tracker.domain.plan import Plan, Visibility
from tracker.domain.refusals import Forbidden, NotFound
from tracker.domain.sign_in import SignInSession
from tracker.store.history import table_of

_MEMBERSHIP, _REGION, _PLAN, _GUEST = table_of(Membership), table_of(Region), table_of(Plan), table_of(Guest)
_ROLES_ON_PLANS = (
    select(_MEMBERSHIP.c.role, _PLAN.c.id, _PLAN.c.archived_at)
    .select_from(_PLAN.join(_REGION, _REGION.c.id == _PLAN.c.region_id))
    .join(
        _MEMBERSHIP,
        or_(
            _MEMBERSHIP.c.plan_id == _PLAN.c.id,
            _MEMBERSHIP.c.region_id == _PLAN.c.region_id,
            _MEMBERSHIP.c.network_id == _REGION.c.network_id,
        ),
    )
    .where(_MEMBERSHIP.c.member_id == bindparam("member"))
)
_ROLES_ON_PLAN = _ROLES_ON_PLANS.where(_PLAN.c.id == bindparam("plan"))
_ROLE_OF_GUEST = (
    select(_GUEST.c.role, _PLAN.c.archived_at)
    .join(_PLAN, _PLAN.c.id == _GUEST.c.plan_id)
    .where(_GUEST.c.id == bindparam("guest"), _PLAN.c.id == bindparam("plan"), _GUEST.c.ended_at.is_(None))
)
_ROLES_OF: Mapping[str, Select[Any]] = {"member": _ROLES_ON_PLAN, "guest": _ROLE_OF_GUEST}
_ROLES_AROUND = select(_MEMBERSHIP.c.role).where(
    or_(_MEMBERSHIP.c.region_id == bindparam("region"), _MEMBERSHIP.c.network_id == bindparam("network")),
    _MEMBERSHIP.c.member_id == bindparam("member"),
)
_VISIBILITY = select(_PLAN.c.visibility).where(_PLAN.c.id == bindparam("plan"))


def role_on_plan(session: Session, participant: Participant, plan_id: str) -> Role | None:
    """The participant's present role on a plan; None when it is not theirs, or not there. An archived one is read."""
    role, archived = _role_on_plan(session, participant, plan_id) or (None, False)
    if role is None or not archived:
        return role
    return Role.VISITOR if role in WITHOUT_MEMBERSHIP else Role.READER


def role_behind_archive(session: Session, participant: Participant, plan_id: str) -> Role | None:
    """The same as if it were not archived: for those who may take it back."""
    found = _role_on_plan(session, participant, plan_id)
    return found and found[0]


def may_write_behind_archive(session: Session, participant: Participant, plan_id: str) -> bool:
    """Whether it is only because the plan is archived that somebody may not add steps to it."""
    role, is_archived = _role_on_plan(session, participant, plan_id) or (None, False)
    return is_archived and may(role, Action.ADD_STEP)


def _role_on_plan(session: Session, participant: Participant, plan_id: str) -> tuple[Role, bool] | None:
    """A role, and whether the plan is archived."""
    if not participant.reaches(plan_id):
        return None
    statement = _ROLES_OF.get(participant.kind)
    given = {"plan": plan_id, participant.kind: participant.id}
    rows = session.connection().execute(statement, given).all() if statement is not None else []
    roles = [Role(row.role) for row in rows]
    own = _let_in(roles) if participant.kind == "guest" else _held(participant, roles)
    if own:
        return own, rows[0].archived_at is not None
    everybody = _public_role(session, plan_id)
    return (everybody, False) if everybody else None


def roles_on_plans(session: Session, member: Participant) -> dict[str, Role]:
    """By plan: a member's present role on all plans that a membership lets them read."""
    held = defaultdict(list)
    for role, plan_id, _ in session.connection().execute(_ROLES_ON_PLANS, {"member": member.id}):
        held[plan_id].append(Role(role))
    return {plan_id: role for plan_id, roles in held.items() if (role := _held(member, roles))}


def role_in_region(session: Session, participant: Participant, region: Region) -> Role | None:
    """The participant's role in a region, from its memberships or the network's."""
    return _role(session, participant, region.id, region.network_id)


def role_in_network(session: Session, participant: Participant, network_id: str) -> Role | None:
    """The participant's role in a whole network."""
    return _role(session, participant, "", network_id)


def allow(role: Role | None, action: Action) -> None:
    """Raise NotFound for whoever is nobody here, Forbidden for who may not do `action`."""
    if role is None:
        raise NotFound()
    if not may(role, action):
        raise Forbidden(action=action)


def find_member(session: Session, email: str) -> Member | None:
    """The member with this (cleaned) address."""
    return session.execute(select(Member).where(col(Member.email) == email)).scalar_one_or_none()


def has_been_here(session: Session, member: Member, held: Membership) -> bool:
    """Whether they are signed in somewhere, or belong somewhere beside this membership: then they know the way in."""
    signed_in = select(col(SignInSession.hash)).where(col(SignInSession.member_id) == member.id)
    elsewhere = select(col(Membership.id)).where(
        col(Membership.member_id) == member.id, col(Membership.id) != held.id
    )
    return any(session.execute(one.limit(1)).first() for one in (signed_in, elsewhere))


def members_of(
    session: Session, *, network_id: str = "", region_id: str = "", plan_id: str = ""
) -> Sequence[tuple[Member, Membership]]:
    """The members of a network, region or plan with what they are there, by name."""
    place = col(Membership.network_id) == network_id if network_id else col(Membership.region_id) == region_id
    if plan_id:
        place = col(Membership.plan_id) == plan_id
    statement = select(Member, Membership).join(Membership, col(Membership.member_id) == col(Member.id))
    rows = session.execute(statement.where(place)).all()
    return sorted(((one, held) for one, held in rows), key=lambda row: (row[0].name, row[0].id))


def keys_around(session: Session, region: Region) -> list[str]:
    """The participant keys of all who have a role on every plan of a region."""
    around = or_(_MEMBERSHIP.c.region_id == region.id, _MEMBERSHIP.c.network_id == region.network_id)
    ids = session.connection().execute(select(_MEMBERSHIP.c.member_id).where(around).distinct())
    return [Participant("member", id).key for (id,) in ids]


def _role(session: Session, participant: Participant, region_id: str, network_id: str) -> Role | None:
    if participant.kind != "member" or participant.plans:
        return None
    given = {"region": region_id, "network": network_id, "member": participant.id}
    roles = [Role(role) for (role,) in session.connection().execute(_ROLES_AROUND, given)]
    return _held(participant, roles)


def _held(participant: Participant, roles: list[Role]) -> Role | None:
    held = highest(roles)
    return Role.READER if held and participant.reads_only else held


def _let_in(roles: list[Role]) -> Role | None:
    """By a link to read one is a visitor: whoever is a reader has an account."""
    held = highest(roles)
    return Role.VISITOR if held is Role.READER else held


def _public_role(session: Session, plan_id: str) -> Role | None:
    visibility = session.connection().execute(_VISIBILITY, {"plan": plan_id}).scalar()
    return Role.VISITOR if visibility == Visibility.PUBLIC else None
