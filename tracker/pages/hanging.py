"""What hangs on a step, as its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tracker.domain.mention import Spelled


@dataclass(frozen=True, slots=True)
class CheckView:
    """A line of a checklist."""

    id: str
    text: str
    done: bool
    above: str = ""
    """The line shown above; empty for the first."""
    below: str = ""
    """The line before which it stands when it goes one down; empty: at the end."""
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What was asked of an owner and what they said, in sentences."""

    said: str
    """How it stands, by whom, when and how."""
    asked: str = ""
    """Who asked and when, where that is not said already."""
    in_charge: str = ""
    """Of an organisation: the name of the contact person who sees to it, if there is one."""
    in_charge_id: str = ""
    people: Sequence[tuple[str, str]] = ()
    """Its contact persons, ids and names."""
    has_left: bool = False
    """Whoever was asked was erased: nobody answers for them."""


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """Somebody asks an owner who is not here."""

    id: str
    who: str
    asked: str
    day_text: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class PartView:
    """A step named at another one: a part of it, or what it is a part of."""

    id: str
    title: str
    done: bool


@dataclass(frozen=True, slots=True)
class LinkView:
    """Where something about a step stands."""

    id: str
    label: str
    address: str
    host: str
    """The site or mailbox it leads to, for it may be called anything."""
    own_label: str = ""
    """As it was typed; empty where the address is the label."""


@dataclass(frozen=True, slots=True)
class CommentView:
    """What somebody said about a step."""

    id: str
    author: str
    """Their key, as Viewer.me."""
    by: str
    text: str
    at: str
    edited_by: str
    """Empty unless somebody changed it."""
    is_cut: bool = False
    """Only the beginning is shown."""
    named: Mapping[Spelled, str] = field(default_factory=dict)
    """Whom it mentions: what they are called by now, by how they are spelled there."""
