"""How a step ends: completed (what came of it), or dropped (why not)."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from tracker.domain.columns import utc_column


class Completion(SQLModel, table=True):
    """A step was done: who said so, on which Berlin day, what came of it, and where it stood before."""

    step_id: str = Field(primary_key=True, foreign_key="step.id")
    at: datetime = Field(sa_column=utc_column())
    day: date
    by: str
    by_name: str
    result: str = ""
    from_stage_id: str | None = Field(default=None, foreign_key="stage.id")

    def plain(self) -> dict[str, Any]:
        """What an effect keeps."""
        kept = {"at": self.at.isoformat(), "day": self.day.isoformat(), "by": self.by, "result": self.result}
        return kept | {"from_stage": self.from_stage_id}


class Drop(SQLModel, table=True):
    """A step will not be done, for a reason; it leaves the board and stays in the history."""

    __tablename__ = "step_drop"

    step_id: str = Field(primary_key=True, foreign_key="step.id")
    at: datetime = Field(sa_column=utc_column())
    by: str
    reason: str

    def plain(self) -> dict[str, Any]:
        """What an effect keeps."""
        return {"at": self.at.isoformat(), "by": self.by, "reason": self.reason}
