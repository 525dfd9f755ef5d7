"""Finding the parties of a plan that stand for somebody."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.domain.participant import Participant
from tracker.domain.party import Party, PlanParty


def parties_of(session: Session, participant: Participant, plan_id: str) -> Sequence[str]:
    """The ids of the parties shown by the plan that stand for a member."""
    if participant.kind != "member":
        return []
    shown = select(col(Party.id)).join(PlanParty, col(PlanParty.party_id) == col(Party.id))
    mine = shown.where(col(PlanParty.plan_id) == plan_id, col(Party.member_id) == participant.id)
    return session.execute(mine).scalars().all()
