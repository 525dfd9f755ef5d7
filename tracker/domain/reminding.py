"""What was told to whom by mail, the links in such mails, and what a server does by itself at its hour."""

import hmac
from datetime import date, datetime, timedelta

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from tracker.domain.columns import utc_column
from tracker.domain.ids import is_id
from tracker.domain.sealing import sealed

LINK_LIFE = timedelta(days=60)  # of a personal link
LEASE = timedelta(minutes=10)  # for a chore: far longer than it takes between two signs of life

_SIGNS = 32  # hexadecimal: 128 bits


class Telling(SQLModel, table=True):
    """One thing a member was told by mail, once: its key is what must not be told again.

    A reminder (an Occasion, the id of what it is about, its span), or a mail as such: "mail" with its day, "weekly" or
    "monthly" with the day its digest was for.
    """

    __table_args__ = (Index("ix_telling_mail_id", "mail_id"),)

    member_id: str = Field(primary_key=True, foreign_key="member.id")
    occasion: str = Field(primary_key=True)
    about: str = Field(primary_key=True)
    span: str = Field(primary_key=True)
    told_on: date
    mail_id: str
    """The mail it stood in, as long as that is kept."""


class PersonalLink(SQLModel, table=True):
    """A link in a mail that opens a member's own steps and nothing else; only its hash is kept."""

    __tablename__ = "personal_link"

    hash: str = Field(primary_key=True)
    member_id: str = Field(foreign_key="member.id", index=True)
    created_at: datetime = Field(sa_column=utc_column())
    expires_at: datetime = Field(sa_column=utc_column())


class Chore(SQLModel, table=True):
    """Something that is done once a day, by one process: for which day it was done last, and who is at it."""

    kind: str = Field(primary_key=True)
    day: date | None = None
    finished_at: datetime | None = Field(default=None, sa_column=utc_column(nullable=True))
    claimed_until: datetime | None = Field(default=None, sa_column=utc_column(nullable=True))


def ending_of(key: bytes, member_id: str, kind: str) -> str:
    """What stands in the address that ends a member's mails of a kind: nobody else can make it, and it never ends."""
    return f"{member_id}{_seal(key, member_id, kind)}"


def member_of_ending(key: bytes, ending: str, kind: str) -> str | None:
    """The member whose mails of this kind it ends; None for whatever we have not made."""
    member_id, seal = ending[:-_SIGNS], ending[-_SIGNS:]
    known = is_id(member_id) and seal.isascii() and hmac.compare_digest(seal, _seal(key, member_id, kind))
    return member_id if known else None


def _seal(key: bytes, member_id: str, kind: str) -> str:
    return sealed(key, f"end {kind} of {member_id}").hex()[:_SIGNS]
