"""The memory of commands already carried out (see store/command_keys.py)."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from tracker.domain.columns import utc_column


class CommandKey(SQLModel, table=True):
    """One carried-out command: what its key stood for and what became of it. No HTML: answers are rendered again."""

    __tablename__ = "command_key"

    participant: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    body_hash: str
    feed: str = ""
    rev: int = 0
    made: str = ""
    at: datetime = Field(sa_column=utc_column())
