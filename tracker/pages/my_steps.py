"""What a personal link opens, what ends mails, and what would be sent to me."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.pages.common import FormView
from tracker.pages.views import DeadlineView


@dataclass(frozen=True, slots=True)
class OwnStep:
    """One of my steps, to be answered by a button."""

    id: str
    address: str
    title: str
    place: str
    language: str
    deadline: DeadlineView | None
    party: str
    """The organisation I answer for; empty where it is my own name."""
    asked: bool
    may_change: bool
    """Beyond an answer: done, later."""
    rev: int


@dataclass(frozen=True, slots=True)
class OwnStepsPage:
    """`my_steps/page.html`."""

    name: str
    steps: Sequence[OwnStep]
    form: FormView
    done: str = ""
    """What was just done, by the key of its sentence."""


@dataclass(frozen=True, slots=True)
class NoLinkPage:
    """`my_steps/gone.html`: a link that does not count, or no longer."""


@dataclass(frozen=True, slots=True)
class EndingPage:
    """`my_steps/ending.html`: the button that ends mails of a kind; `ended` once it was pressed."""

    kind: str
    address: str
    ended: bool = False


@dataclass(frozen=True, slots=True)
class TalkedPart:
    """A part of a mail as it would be."""

    heading: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class AheadRow:
    """A reminder that will come."""

    day: str
    why: str
    title: str


@dataclass(frozen=True, slots=True)
class MailsPage:
    """`me/mails.html`: what I get by mail and why."""

    digest: str
    reminders: bool
    next_digest: str
    """The day of it, or nothing when there is none."""
    parts: Sequence[TalkedPart]
    more: int
    ahead: Sequence[AheadRow]
    ahead_more: int
    links: int
    links_until: str
    form: FormView
    email: str
    ahead_until: str = ""
    """The last day of which reminders are shown."""
    said: str = ""
    """What was just done: saved, asked (for a test), ended (all links)."""
