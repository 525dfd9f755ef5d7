"""How somebody is known again: sessions of browsers, links to sign in, tokens of scripts. Only hashes are kept."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel import Field, SQLModel

from tracker.domain.columns import utc_column
from tracker.domain.ids import ALPHABET, LENGTH, new_id

MEMBER_SESSION = timedelta(days=30)
LINK_LIFE = timedelta(minutes=60)
INVITATION_LIFE = timedelta(days=14)
MOST_LIVE_LINKS, MOST_LINKS_AN_HOUR = 3, 5  # mailed to one member
CODE_LENGTH = 8  # letters of 32: 40 bits
MOST_TOKENS = 50  # of one member, the revoked ones not counted

_MISREAD = str.maketrans("oil", "011")


class SignInSession(SQLModel, table=True):
    """A signed-in browser; `hash` is the SHA-256 of the 128 random bits in its cookie."""

    __tablename__ = "sign_in_session"

    hash: str = Field(primary_key=True)
    member_id: str | None = Field(default=None, foreign_key="member.id", index=True)
    guest_id: str | None = Field(default=None, foreign_key="guest.id", index=True)
    language: str | None = None
    device: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """Browser and system, as `device_of` says them."""
    created_at: datetime = Field(sa_column=utc_column())
    expires_at: datetime = Field(sa_column=utc_column())

    @property
    def id(self) -> str:
        """Names the session in addresses; says nothing of the secret, nor of the whole hash."""
        return self.hash[:LENGTH]


class SignInLink(SQLModel, table=True):
    """A link that signs a member in once; links of a demo may be used again while it runs."""

    __tablename__ = "sign_in_link"

    hash: str = Field(primary_key=True)
    member_id: str = Field(foreign_key="member.id", index=True)
    expires_at: datetime = Field(sa_column=utc_column())
    used_at: datetime | None = Field(default=None, sa_column=utc_column(nullable=True))
    reusable: bool = False
    code_hash: str | None = Field(default=None, index=True)
    """Of the code that stands in the same mail; None for links that were not mailed."""


class AccessToken(SQLModel, table=True):
    """What a script shows instead of a cookie."""

    __tablename__ = "access_token"

    id: str = Field(default_factory=new_id, primary_key=True)
    hash: str = Field(unique=True)
    member_id: str = Field(foreign_key="member.id", index=True)
    name: str
    reads_only: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    plans: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """Ids of the plans it is for, with blanks between; none: all that its owner reads."""
    created_at: datetime = Field(sa_column=utc_column())
    revoked_at: datetime | None = Field(default=None, sa_column=utc_column(nullable=True))


def new_secret() -> str:
    """128 random bits for a cookie, a link or a token."""
    return secrets.token_urlsafe(16)


def new_code() -> str:
    """A code to type, in letters nobody confuses: "k7m2-p9x4"."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return f"{code[:4]}-{code[4:]}"


def code_hash_of(member_id: str, typed: str) -> str:
    """What is stored of a code, however it was typed. It counts for one member only."""
    return hash_of(f"{member_id} {code_signs(typed)}")


def code_signs(typed: str) -> str:
    """The letters of a code that was typed, as they were meant."""
    plain = typed.lower().translate(_MISREAD)
    return "".join(sign for sign in plain if sign in ALPHABET)


def hash_of(secret: str) -> str:
    """What is stored of a secret: enough bits to be found by its hash, none to be read back."""
    return hashlib.sha256(secret.encode()).hexdigest()
