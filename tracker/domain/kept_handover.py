"""What a handover changed beside the plans: roles, posts of regions and networks, links. Kept to take it back."""

from datetime import datetime, timedelta

from sqlmodel import Field, SQLModel

from tracker.domain.columns import utc_column
from tracker.domain.ids import new_id

KEPT = timedelta(days=30)  # so long it can be taken back
MARK = "handover"  # the kind of the effect that says in each plan's Change to which handover it belongs


class KeptHandover(SQLModel, table=True):
    """One handover, or the taking back of one. Its Changes, one in each plan, carry its id in an effect."""

    __tablename__ = "handover"

    id: str = Field(default_factory=new_id, primary_key=True)
    kind: str
    """Of the place: `network`, `region` or `plan`."""
    place_id: str
    at: datetime = Field(sa_column=utc_column())
    effects: str
    """As a Change keeps them, of rows that no plan's history speaks of; people occur only by id."""
