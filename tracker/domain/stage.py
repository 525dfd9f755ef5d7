"""The columns of a board. On screen: Spalte while arranging, Stand on a step."""

from enum import StrEnum

from sqlmodel import Field, SQLModel

from tracker.domain.columns import order_column
from tracker.domain.ids import new_id
from tracker.domain.order_key import spread


class StageKind(StrEnum):
    """What a stage means. Done makes a completion; the others are only an order of work."""

    GATHERED = "gathered"
    AGREED = "agreed"
    WORKING = "working"
    WAITING = "waiting"
    DONE = "done"


class Stage(SQLModel, table=True):
    """A stage of a plan; without a name of its own it is shown under its kind's name, in the viewer's language."""

    id: str = Field(default_factory=new_id, primary_key=True)
    plan_id: str = Field(foreign_key="plan.id", index=True)
    kind: str
    name: str | None = None
    order_key: str = Field(sa_column=order_column())
    rev: int = 0
    name_rev: int = 0


def usual_stages(plan_id: str, rev: int) -> list[Stage]:
    """The five stages every plan starts with."""
    keys = spread(len(StageKind))
    return [
        Stage(plan_id=plan_id, kind=kind, order_key=key, rev=rev)
        for kind, key in zip(StageKind, keys, strict=True)
    ]
