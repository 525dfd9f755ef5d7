"""A table on its way into a plan: what was found in it and what was answered so far, until somebody agrees to it."""

from datetime import datetime, timedelta

from sqlmodel import Field, SQLModel

from tracker.domain.columns import utc_column
from tracker.domain.ids import new_id

LIFE = timedelta(hours=24)
MOST_OF_ONE = 5  # previews of one participant; the oldest gives way


class ImportPreview(SQLModel, table=True):
    """`place` is `plan:<id>` or, for a new plan, `region:<id>`; `found` the packed table, `answers` JSON."""

    __tablename__ = "import_preview"

    id: str = Field(default_factory=new_id, primary_key=True)
    place: str
    by: str = Field(index=True)
    name: str = ""
    found: bytes
    answers: str
    at: datetime = Field(sa_column=utc_column())
