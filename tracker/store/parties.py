"""The parties and themes a plan shows, and which of the parties stand for somebody."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select, update
from sqlmodel import Session, col

from tracker.domain.edit import Edit
from tracker.domain.mention import Mention
from tracker.domain.order_key import between
from tracker.domain.ownership import Ownership
from tracker.domain.participant import Participant
from tracker.domain.party import PLACES, Party, PartySort, PlanParty, PlanTheme, StepTheme, Theme
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.store.history import table_of

_PARTY, _SHOWN = table_of(Party), table_of(PlanParty)
_SHOWN_OF_PLAN = (
    select(_PARTY.c.id)
    .join(_SHOWN, _SHOWN.c.party_id == _PARTY.c.id)
    .where(_SHOWN.c.plan_id == bindparam("plan"))
)
_OWN = {
    "member": _SHOWN_OF_PLAN.where(_PARTY.c.member_id == bindparam("who")),
    "guest": _SHOWN_OF_PLAN.where(_PARTY.c.guest_id == bindparam("who")),
}

_WITHOUT_LOGIN = _SHOWN_OF_PLAN.where(_PARTY.c.sort == PartySort.PERSON, _PARTY.c.member_id.is_(None))


def parties_of(session: Session, participant: Participant, plan_id: str) -> Sequence[str]:
    """The ids of the parties shown by the plan that stand for a member or guest."""
    if participant.kind == "nobody":
        return []
    given = {"plan": plan_id, "who": participant.id}
    return session.connection().execute(_OWN[participant.kind], given).scalars().all()


def people_without_login(session: Session, plan_id: str) -> set[str]:
    """The persons (party ids) of a plan who have no login: what is due they hear from others, or on paper."""
    return set(session.connection().execute(_WITHOUT_LOGIN, {"plan": plan_id}).scalars())


def is_shown(session: Session, plan: Plan, one: Party | Theme) -> bool:
    """Whether the plan shows it."""
    return _row(session, plan, one) is not None


def shows_party(session: Session, plan: Plan, party_id: str) -> bool:
    """The same by id, also of one that comes with what is just being worked out beside the database."""
    coming: set[str] = session.info.get("shown", set())
    return party_id in coming or session.get(PlanParty, (plan.id, party_id)) is not None


def order_of(session: Session, plan: Plan, one: Party | Theme) -> dict[str, Any] | None:
    """Where it stands among those the plan shows, a theme with its rider's place; None when it is not shown."""
    row = _row(session, plan, one)
    return row.model_dump(include={"order_key", "place"}) if row else None


def set_order(session: Session, plan: Plan, one: Party | Theme, kept: dict[str, Any]) -> None:
    """Put it where `order_of` found it."""
    row = _row(session, plan, one)
    for name, value in kept.items():
        setattr(row, name, value)
    session.flush()


def show(session: Session, edit: Edit, plan: Plan, one: Party | Theme) -> None:
    """Let the plan show it, after the others; a theme's rider takes the next of the eight places."""
    if isinstance(one, Party):
        last = select(func.max(PlanParty.order_key)).where(col(PlanParty.plan_id) == plan.id)
        key = between(session.execute(last).scalar(), None)
        session.add(PlanParty(plan_id=plan.id, party_id=one.id, order_key=key))
        plan.parties_rev = edit.rev
    else:
        shown = select(func.count(), func.max(PlanTheme.order_key)).where(col(PlanTheme.plan_id) == plan.id)
        count, last_key = session.execute(shown).one()
        place, key = count % PLACES + 1, between(last_key, None)
        session.add(PlanTheme(plan_id=plan.id, theme_id=one.id, place=place, order_key=key))
        plan.themes_rev = edit.rev
    session.flush()


def take_off(session: Session, edit: Edit, plan: Plan, one: Party | Theme) -> None:
    """No longer show it; whoever calls has made sure that no step names it."""
    session.delete(_row(session, plan, one))
    session.flush()
    if isinstance(one, Party):
        plan.parties_rev = edit.rev
    else:
        plan.themes_rev = edit.rev


def is_named(session: Session, plan: Plan, one: Party | Theme, *, but: Collection[str] = frozenset()) -> bool:
    """Whether a step of the plan names it, also one that has left the board, `but` not one of these."""
    if not but:
        return session.execute(_naming(plan.id, one).limit(1)).first() is not None
    return any(id not in but for id in session.execute(_naming(plan.id, one)).scalars())


def count_naming(session: Session, plan: Plan, one: Party | Theme) -> int:
    """How many steps of the plan name it, also those that have left the board."""
    found: int = session.execute(
        select(func.count()).select_from(_naming(plan.id, one).subquery())
    ).scalar_one()
    return found


def touch_named(session: Session, edit: Edit, plan: Plan, one: Party | Theme) -> None:
    """Let everybody see again what shows its name: the frame, and the steps that name or mention it."""
    session.flush()
    mentioned = select(col(Mention.step_id)).where(col(Mention.party_id) == one.id)
    shown_at = or_(col(Step.id).in_(_naming(plan.id, one)), col(Step.id).in_(mentioned))
    named = update(Step).where(col(Step.plan_id) == plan.id, shown_at)
    session.execute(named.values(rev=edit.rev).execution_options(synchronize_session=False))
    if isinstance(one, Party):
        plan.parties_rev = edit.rev
    else:
        plan.themes_rev = edit.rev


def plans_showing(session: Session, model: type[Party | Theme], id: str) -> list[str]:
    """The ids of the plans that show this party or theme."""
    if model is Party:
        statement = select(col(PlanParty.plan_id)).where(col(PlanParty.party_id) == id)
    else:
        statement = select(col(PlanTheme.plan_id)).where(col(PlanTheme.theme_id) == id)
    return sorted(session.execute(statement).scalars())


def _naming(plan_id: str, one: Party | Theme) -> Select[Any]:
    """The ids of the plan's steps that name it."""
    if isinstance(one, Party):
        named = select(col(Ownership.step_id)).where(col(Ownership.plan_id) == plan_id)
        return named.where(col(Ownership.party_id) == one.id).distinct()
    about = select(col(StepTheme.step_id)).join(Step, col(Step.id) == StepTheme.step_id)
    return about.where(col(Step.plan_id) == plan_id, col(StepTheme.theme_id) == one.id)


def _row(session: Session, plan: Plan, one: Party | Theme) -> PlanParty | PlanTheme | None:
    if isinstance(one, Party):
        return session.get(PlanParty, (plan.id, one.id))
    return session.get(PlanTheme, (plan.id, one.id))
