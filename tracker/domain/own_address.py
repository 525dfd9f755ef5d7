"""Another address for one's own account: it counts once a mail to it was answered."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from tracker.domain.columns import utc_column
from tracker.domain.ids import new_id


class NewAddress(SQLModel, table=True):
    """An address that a member wants to be known by. Its link and code, of which only hashes are kept, are made when
    the mail is sent; there are none for an address that is somebody's already."""

    __tablename__ = "new_address"

    id: str = Field(default_factory=new_id, primary_key=True)
    member_id: str = Field(foreign_key="member.id", index=True)
    address: str
    created_at: datetime = Field(sa_column=utc_column())
    expires_at: datetime = Field(sa_column=utc_column())
    used_at: datetime | None = Field(default=None, sa_column=utc_column(nullable=True))
    hash: str | None = Field(default=None, unique=True)
    code_hash: str | None = None
