"""Who has a login (a member, one per e-mail address) and where they belong (memberships); guests have neither."""

import re
from datetime import datetime

from sqlalchemy import CheckConstraint, text
from sqlmodel import Field, SQLModel

from tracker.domain.columns import utc_column
from tracker.domain.guest_name import member_name
from tracker.domain.ids import new_id
from tracker.domain.participant import Participant
from tracker.domain.permissions import Role
from tracker.domain.refusals import Invalid
from tracker.domain.typed_text import one_line

ADDRESS_LIMIT = 254  # characters, RFC 5321 4.5.3.1.3 less the angle brackets
LANGUAGES = ("de", "en")
PLACES = ("network", "region", "plan")  # where a membership can be

_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@[^\s@<>()\[\],;:\"\\.]+(\.[^\s@<>()\[\],;:\"\\.]+)*")


class Member(SQLModel, table=True):
    """A person with a login."""

    id: str = Field(default_factory=new_id, primary_key=True)
    email: str = Field(unique=True)
    name: str
    language: str = "de"
    digest: str = Field(default="weekly", sa_column_kwargs={"server_default": text("'weekly'")})
    """How often there is one: a Rhythm."""
    reminders: bool = Field(default=True, sa_column_kwargs={"server_default": text("true")})
    created_at: datetime = Field(sa_column=utc_column())

    def as_participant(self) -> Participant:
        """This member as the one who acts."""
        return Participant("member", self.id, self.name, self.language)


class Membership(SQLModel, table=True):
    """A role in exactly one network, region or plan; it reaches everything below."""

    __table_args__ = (
        CheckConstraint(
            " + ".join(f"CASE WHEN {place}_id IS NULL THEN 0 ELSE 1 END" for place in PLACES) + " = 1",
            name="one_place",
        ),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    member_id: str = Field(foreign_key="member.id", index=True)
    network_id: str | None = Field(default=None, foreign_key="network.id", index=True)
    region_id: str | None = Field(default=None, foreign_key="region.id", index=True)
    plan_id: str | None = Field(default=None, foreign_key="plan.id", index=True)
    role: str


class Guest(SQLModel, table=True):
    """Somebody without account, by a link to one plan, until it ends."""

    id: str = Field(default_factory=new_id, primary_key=True)
    plan_id: str = Field(foreign_key="plan.id", index=True)
    name: str
    """With the mark that says so: it stands wherever the name does."""
    role: str = Role.GUEST
    expires_at: datetime = Field(sa_column=utc_column())
    link_id: str | None = Field(default=None, index=True)
    ended_at: datetime | None = Field(default=None, sa_column=utc_column(nullable=True))
    """When somebody took them out before that."""

    def as_participant(self, language: str = "de") -> Participant:
        """This guest as the one who acts."""
        return Participant("guest", self.id, self.name, language)


def join(email: str, name: str, now: datetime, language: str = "de") -> Member:
    """A new member. Raises Invalid for an address or name that cannot be one."""
    if language not in LANGUAGES:
        raise Invalid("language", "unknown")
    return Member(email=clean_address(email), name=member_name(name), language=language, created_at=now)


def clean_address(email: str) -> str:
    """The address as it is stored and compared. Raises Invalid("email")."""
    local, at, domain = one_line("email", email, ADDRESS_LIMIT).casefold().rpartition("@")
    try:
        # "müller.de" is written otherwise in a mail's head (RFC 5891); what stands before the @ has no other form
        clean = f"{local}{at}{domain.encode('idna').decode()}" if local.isascii() else ""
    except UnicodeError:
        clean = ""
    if not _ADDRESS.fullmatch(clean):
        raise Invalid("email", "not_an_address")
    return clean


def role_named(role: str, *, of_guest: bool = False) -> Role:
    """The role of that name. Raises Invalid("role") for what is none, or is for guests only."""
    if role not in list(Role) or role == Role.VISITOR or (role == Role.GUEST and not of_guest):
        raise Invalid("role", "unknown")
    return Role(role)
