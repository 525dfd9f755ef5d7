"""Links by which somebody joins a plan without account: a role, an end, a cap.

What a link is opened with is no random text of its own but follows from the server's key and the link's id: the
facilitator can be shown it again at the next meeting, and the database, also a stolen copy of it, opens nothing.
"""

import base64
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel import Field, SQLModel

from tracker.domain.columns import utc_column
from tracker.domain.guest_name import guest_name
from tracker.domain.ids import ALPHABET, new_id
from tracker.domain.member import Guest
from tracker.domain.permissions import Role
from tracker.domain.refusals import Invalid, LinkFull
from tracker.domain.sealing import sealed
from tracker.domain.sign_in import CODE_LENGTH, code_signs, hash_of
from tracker.domain.typed_text import NAME, one_line

LONGEST_LIFE = timedelta(days=90)
MOST_GUESTS = 1_000  # by one link
MOST_LINKS = 30  # of one plan that still count
ROLES = (Role.READER, Role.GUEST)
"""What a link can give: whoever is to have more has an account."""


class JoinLink(SQLModel, table=True):
    """One link with its code. `joined` counts everybody who ever came by it, `most` is how many may."""

    __tablename__ = "join_link"

    id: str = Field(default_factory=new_id, primary_key=True)
    plan_id: str = Field(foreign_key="plan.id", index=True)
    made_by: str = Field(foreign_key="member.id")
    role: str
    hash: str = Field(unique=True)
    code_hash: str = Field(unique=True)
    label: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """What it is for, as whoever made it says: "Workshop 3. Dezember"."""
    most: int
    joined: int = 0
    created_at: datetime = Field(sa_column=utc_column())
    starts_at: datetime | None = Field(default=None, sa_column=utc_column(nullable=True))
    """Before that it says when it begins, and nothing else."""
    expires_at: datetime = Field(sa_column=utc_column())
    revoked_at: datetime | None = Field(default=None, sa_column=utc_column(nullable=True))

    def counts(self, now: datetime) -> bool:
        """Whether it has neither ended nor been taken back."""
        return self.revoked_at is None and now < self.expires_at


def make_link(
    key: bytes,
    plan_id: str,
    made_by: str,
    role: str,
    most: int,
    now: datetime,
    *,
    starts_at: datetime | None,
    expires_at: datetime,
    label: str = "",
) -> JoinLink:
    """A new link; `key` is the server's. Raises Invalid."""
    if role not in ROLES:
        raise Invalid("role", "unknown")
    if not 1 <= most <= MOST_GUESTS:
        raise Invalid("most", "how_many", limit=MOST_GUESTS)
    # the last day counts whole, hence one more
    if expires_at <= now:
        raise Invalid("until", "link_past")
    if expires_at > now + LONGEST_LIFE + timedelta(days=1):
        raise Invalid("until", "link_life", limit=LONGEST_LIFE.days)
    if starts_at is not None and starts_at >= expires_at:
        raise Invalid("since", "after_end")
    link = JoinLink(
        plan_id=plan_id, made_by=made_by, role=role, hash="", code_hash="", most=most, created_at=now,
        starts_at=starts_at, expires_at=expires_at, label=one_line("label", label, NAME, required=False),
    )  # fmt: skip
    link.hash, link.code_hash = hash_of(secret_of(key, link.id)), code_hash_of(key, code_of(key, link.id))
    return link


def secret_of(key: bytes, link_id: str) -> str:
    """What stands in the link's address: 132 bits that nobody guesses without the key."""
    return base64.urlsafe_b64encode(_derived(key, "link", link_id)).decode()[:22]


def code_of(key: bytes, link_id: str) -> str:
    """What is typed instead, in letters nobody confuses: "k7m2-p9x4"."""
    signs = [ALPHABET[byte % len(ALPHABET)] for byte in _derived(key, "code", link_id)[:CODE_LENGTH]]
    return f"{''.join(signs[:4])}-{''.join(signs[4:])}"


def code_hash_of(key: bytes, typed: str) -> str:
    """What is stored of a code, however it was typed. With the key: 40 bits alone could be tried out."""
    return _derived(key, "typed", code_signs(typed)).hex()


def guest_by(link: JoinLink, name: str, language: str) -> Guest:
    """Somebody who comes by this link, under a name of their own that is always marked.

    `language` is the plan's. Raises Invalid("name"), LinkFull.
    """
    marked = guest_name(name, language)
    if link.joined >= link.most:
        raise LinkFull(limit=link.most)
    link.joined += 1
    return Guest(
        plan_id=link.plan_id, link_id=link.id, name=marked, role=link.role, expires_at=link.expires_at
    )


def _derived(key: bytes, what: str, of: str) -> bytes:
    return sealed(key, f"join {what} {of}")
