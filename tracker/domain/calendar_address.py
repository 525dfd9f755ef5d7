"""Addresses under which a calendar program reads what is due, without signing in. Only their hashes are kept."""

from datetime import datetime

from sqlalchemy import text
from sqlmodel import Field, SQLModel

from tracker.domain.columns import utc_column
from tracker.domain.ids import new_id

MOST_ADDRESSES = 10  # of one member, for each plan and for their own steps: one for each device


class CalendarAddress(SQLModel, table=True):
    """An address of a member: for a plan they read, or for their own steps and the meetings of all their plans.

    What it shows is decided by the member's present rights each time it is asked for.
    """

    __tablename__ = "calendar_address"

    id: str = Field(default_factory=new_id, primary_key=True)
    hash: str = Field(unique=True)
    """SHA-256 of the 128 random bits in the address."""
    member_id: str = Field(foreign_key="member.id", index=True)
    plan_id: str | None = Field(default=None, foreign_key="plan.id", index=True)
    """None: the member's own steps."""
    device: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """Browser and system it was made with, as `device_of` says them: how its owner knows it again."""
    created_at: datetime = Field(sa_column=utc_column())
