"""What is said of each column that holds or points to a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What a column says of a person."""

    MEMBER = "member"
    """The id of a member."""
    GUEST = "guest"
    """The id of a guest."""
    PARTY = "party"
    """The id of a party, which may be a person."""
    KEY = "key"
    """The key of a participant, as the history names authors."""
    ADDRESS = "address"
    """An e-mail address."""
    NAME = "name"
    """A name, or words in which one may stand."""
    WORDS = "words"
    """What people write about the plan; an address may stand in it."""
    ABOUT = "about"
    """Something else about them."""
    SECRET = "secret"
    """The hash of a secret: it is in no export."""


class Erasing(StrEnum):
    """What becomes of a value when the person it belongs to is erased."""

    ROW = "row"
    """The whole row goes."""
    EMPTIED = "emptied"
    """The row stays, the value goes."""
    NOBODY = "nobody"
    """A word for somebody who was here takes its place."""
    STAYS = "stays"
    """An id that leads to nobody any more."""
    CLEANED = "cleaned"
    """The plan's words stay; a name or address in them is replaced by "…"."""


class Kept(StrEnum):
    """How long a row is kept."""

    ACCOUNT = "account"
    MEMBERSHIP = "membership"
    LINK_END = "link_end"
    MONTH = "month"
    HOURS = "hours"
    DAY = "day"
    UNTIL_ENDED = "until_ended"
    MEETING = "meeting"
    """Thirty days after it."""
    PLAN = "plan"
    FOR_GOOD = "for_good"


class Seen(StrEnum):
    """Who sees it in the pages, beside whoever runs the installation."""

    SELF = "self"
    COORDINATORS = "coordinators"
    WRITERS = "writers"
    READERS = "readers"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Trace:
    """One column."""

    table: str
    column: str
    what: What
    erasing: Erasing


@dataclass(frozen=True, slots=True)
class Traces:
    """The columns of one table, as they stand in the sheet. `sheet.<table>` says what the table is for."""

    table: str
    kept: Kept
    seen: Seen
    columns: Mapping[str, tuple[What, Erasing]]
