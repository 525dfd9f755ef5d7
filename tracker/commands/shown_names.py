"""What a plan shows of its network's parties and themes, while somebody works out what would come to it."""

from sqlalchemy import func, select
from sqlmodel import Session, col

from tracker.domain.order_key import between
from tracker.domain.party import PlanParty, PlanTheme
from tracker.domain.plan import Plan


class Shown:
    """What a plan shows of its network's parties or themes."""

    def __init__(self, session: Session, plan: Plan, table: type[PlanParty] | type[PlanTheme]) -> None:
        self.ids = shown_ids(session, plan, table)
        last = select(func.max(table.order_key)).where(col(table.plan_id) == plan.id)
        self._last: str | None = session.execute(last).scalar()

    def first_time(self, id: str) -> str:
        """The order key under which it is shown from now on; empty when it is shown already."""
        if id in self.ids:
            return ""
        self.ids.add(id)
        self._last = between(self._last, None)
        return self._last


def shown_ids(session: Session, plan: Plan, table: type[PlanParty] | type[PlanTheme]) -> set[str]:
    """The ids of the parties or themes that the plan shows."""
    id = PlanParty.party_id if table is PlanParty else PlanTheme.theme_id
    return set(session.execute(select(col(id)).where(col(table.plan_id) == plan.id)).scalars())
