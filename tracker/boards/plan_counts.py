"""How many steps of a plan are open, done, late: counted once for all who see it, as long as its rev stands."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session

from tracker.boards.cache import Recent
from tracker.store.agenda import Counts, step_counts
from tracker.store.plans import FoundPlan

PLANS_KEPT = 10_000


class PlanCounts:
    """Remembers counts by (plan, rev, epoch, day); nothing in them depends on who looks."""

    def __init__(self) -> None:
        self._kept: Recent[tuple[str, int, str, date], Counts] = Recent(PLANS_KEPT)

    def of(self, session: Session, found: Sequence[FoundPlan], day: date) -> Mapping[str, Counts]:
        """By plan. They were found by this session: what it reads now is of the same rev."""
        keys = [(one.plan.id, one.plan.rev, one.plan.epoch, day) for one in found]
        counts = {key[0]: kept for key in keys if (kept := self._kept.get(key))}
        missing = [key for key in keys if key[0] not in counts]
        counted = step_counts(session, [key[0] for key in missing], day) if missing else {}
        return counts | {key[0]: self._kept.put(key, counted.get(key[0], Counts())) for key in missing}
