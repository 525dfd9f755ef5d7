"""What is to be sent by mail. A row says to whom and why; the words are put together when it is sent, so that no
secret waits in the database."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from tracker.domain.columns import utc_column
from tracker.domain.ids import new_id

MailKind = Literal[
    "sign_in",
    "invitation",
    "handed_over",
    "handed_on",
    "new_address",
    "address_changed",
    "reminder",
    "digest",
    "trial",
    "sign_up",
    "sign_up_changed",
]

LEASE = timedelta(minutes=10)  # far longer than a relay may take: nobody else sends meanwhile
KEPT = timedelta(days=30)  # what became of a mail can be looked up so long
_PAUSES = (1, 5, 15, 60, 240, 720, 720, 720, 720)  # minutes after each vain attempt: three days in all


class Mail(SQLModel, table=True):
    """One mail on its way, or what became of it."""

    __table_args__ = (Index("ix_mail_due_at", "due_at"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    kind: str
    address: str
    created_at: datetime = Field(sa_column=utc_column())
    due_at: datetime | None = Field(default=None, sa_column=utc_column(nullable=True))
    """When it is to be tried; None once it is over. Who sends it moves this on first: that is the claim."""
    ends_at: datetime = Field(sa_column=utc_column())
    """It is pointless afterwards and is not sent."""
    attempts: int = 0
    sent_at: datetime | None = Field(default=None, sa_column=utc_column(nullable=True))
    about: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """What it is about, by id: the membership of an invitation, a handover, a new address."""
    asked_by: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """The member who has it sent, by id."""
    trouble: str = ""
    """Why the last attempt was in vain: the relay's code, never an address or a secret."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of one mail; all plain text."""

    id: str
    """Of its row: a mail sent again has the same Message-ID."""
    address: str
    subject: str
    text: str
    ends_at: str = ""
    """The address that ends such mails with one click; empty for those that nobody gets twice."""
    calendar: bytes = b""
    """An entry for a calendar (RFC 5545), with its METHOD; empty: none."""
    calendar_name: str = ""
    """The name of the file that it is."""


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after so many attempts in vain; None: give up."""
    return timedelta(minutes=_PAUSES[attempts - 1]) if attempts <= len(_PAUSES) else None
