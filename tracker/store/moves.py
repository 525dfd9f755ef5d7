"""Steps that go from one plan to another: which plans can take one, and where one went."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.domain.change import Change, ChangeEntity, Verb, read_effects
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action, may
from tracker.domain.refusals import NotFound
from tracker.store.plans import FoundPlan, feed_of, find_plan, plans_of


def plans_beside(session: Session, participant: Participant, plan_id: str) -> Sequence[FoundPlan]:
    """The other plans of the network to which the participant may send a step, by region."""
    network = find_plan(session, participant, plan_id).region.network_id
    return [
        found
        for found in plans_of(session, participant)
        if found.plan.id != plan_id and found.region.network_id == network
        if may(found.role, Action.SEND_STEP)
    ]


def went_to(
    session: Session, participant: Participant, plan_id: str, step_id: str
) -> tuple[FoundPlan, str] | None:
    """In which plan a step goes on, and as which step; None when it did not leave, or to what is not theirs."""
    about = (col(ChangeEntity.feed) == col(Change.feed)) & (col(ChangeEntity.rev) == col(Change.rev))
    left = select(col(Change.effects)).join(ChangeEntity, about).where(col(Change.verb) == Verb.STEP_LEFT)
    left = left.where(col(ChangeEntity.feed) == feed_of(plan_id), col(ChangeEntity.kind) == "step")
    left = left.where(col(ChangeEntity.id) == step_id).order_by(col(Change.rev).desc()).limit(1)
    effects = read_effects(session.execute(left).scalar() or '{"v":1,"effects":[]}')
    went = next((effect.now for effect in effects if effect.field == "to_plan"), None)
    try:
        return (find_plan(session, participant, went["plan"]), went["step"]) if went else None
    except NotFound:
        return None


def plan_names(session: Session, participant: Participant, ids: set[str]) -> dict[str, str]:
    """What these plans are called, with their regions; those that the participant may not read are missing."""
    names = {}
    for id in sorted(ids):
        try:
            found = find_plan(session, participant, id)
        except NotFound:
            continue
        names[id] = f"{found.region.name} · {found.plan.title}"
    return names
