"""Finding the checklist of a step, and places in it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.domain.check import Check
from tracker.domain.edit import Edit
from tracker.domain.order_key import LONGEST, between, spread
from tracker.domain.refusals import Invalid, NotFound
from tracker.domain.step import Step


def checks_of(session: Session, step_id: str) -> Sequence[Check]:
    """The checklist in its order."""
    here = select(Check).where(col(Check.step_id) == step_id)
    return session.execute(here.order_by(col(Check.order_key), col(Check.id))).scalars().all()


def checks_by_step(session: Session, plan_id: str) -> Mapping[str, list[Check]]:
    """All checklists of a plan, each in its order."""
    here = select(Check).where(col(Check.plan_id) == plan_id)
    found: dict[str, list[Check]] = defaultdict(list)
    for check in session.execute(here.order_by(col(Check.order_key), col(Check.id))).scalars():
        found[check.step_id].append(check)
    return found


def find_check(session: Session, step_id: str, check_id: str) -> Check:
    """A line of this step's checklist. Raises NotFound."""
    check = session.get(Check, check_id)
    if check is None or check.step_id != step_id:
        raise NotFound()
    return check


def key_of_check(session: Session, edit: Edit, step: Step, check_id: str, before: str) -> str:
    """An order key just before the line `before`, or at the end when it is empty. Raises Invalid("before").

    A list whose keys have grown too long is spread anew within the same command.
    """
    others = [check for check in checks_of(session, step.id) if check.id != check_id]
    place = next((at for at, check in enumerate(others) if check.id == before), len(others))
    if before and place == len(others):
        raise Invalid("before", "unknown")
    low = others[place - 1].order_key if place else None
    high = others[place].order_key if place < len(others) else None
    key = between(low, high) if low is None or high is None or low < high else ""
    if key and len(key) <= LONGEST:
        return key
    keys = spread(len(others) + 1)
    for check, fresh in zip(others, keys[:place] + keys[place + 1 :], strict=True):
        check.place(edit, step, fresh)
    return keys[place]
