"""What only an open step shows, read in bulk."""

from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from tracker.domain.step import Step
from tracker.store.history import table_of

_STEP = table_of(Step)


class StepTexts(NamedTuple):
    """What no card shows of a step."""

    text: str
    needed: str
    goal_id: str | None
    part_of_id: str | None


def step_texts(session: Session, plan_id: str) -> dict[str, StepTexts]:
    """Of a plan's steps, by id."""
    columns = (_STEP.c.id, _STEP.c.text, _STEP.c.needed, _STEP.c.goal_id, _STEP.c.part_of_id)
    rows = session.connection().execute(select(*columns).where(_STEP.c.plan_id == plan_id))
    return {id: StepTexts(*texts) for id, *texts in rows}
