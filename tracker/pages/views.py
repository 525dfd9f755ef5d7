"""What templates of a board are given: plain values, ready to be shown in one language on one Berlin day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Shape = Literal[
    "day", "week", "early", "middle", "end", "month", "quarter", "half", "year", "ongoing", "none"
]
Lateness = Literal["none", "ahead", "now", "late", "ask"]


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """A deadline as it is drawn and said."""

    shape: Shape
    """How exact it is, and so how it is drawn; `none` without a span (unread, or no meeting yet)."""
    text: str
    """As shown, in the viewer's language; without "voraussichtlich" when lateness is `ask`."""
    lateness: Lateness
    tentative: bool
    understood: str
    """For the field where it is typed: the days it means, or a sentence that says why there are none."""
    first: date | None
    last: date | None
    unread: bool = False
    """The words could not be read: they are shown as they are and marked."""


@dataclass(frozen=True, slots=True)
class ThemeView:
    id: str
    name: str
    place: int
    """1 to 8: its colour and its place on a card's edge."""


@dataclass(frozen=True, slots=True)
class PartyView:
    id: str
    name: str
    mark: str
    """One or two letters."""
    sort: Literal["person", "organisation", "group"]


@dataclass(frozen=True, slots=True)
class OwnerView:
    id: str
    """Of the ownership."""
    party: str
    name: str
    mark: str
    sort: Literal["person", "organisation", "group"]
    role: Literal["lead", "with", "involve"]
    answer: Literal["asked", "accepted", "declined"]
    followed: bool = False
    """Somebody has said that they ask for the answer."""


@dataclass(frozen=True, slots=True)
class DoneView:
    day_text: str
    line: str
    """The day, and who said so; only the day where nobody knows."""
    result: str


@dataclass(frozen=True, slots=True)
class CardView:
    """One step on a board."""

    id: str
    number: int
    title: str
    rev: int
    stage: str
    pos: str
    deadline: DeadlineView | None
    themes: Sequence[ThemeView]
    owners: Sequence[OwnerView]
    """Lead first; all answers, the card leaves out who declined."""
    done: DoneView | None
    checked: int = 0
    checks: int = 0
    """Lines of its checklist, and how many of them are ticked."""
    comments: int = 0

    @property
    def counts(self) -> tuple[int, int, int]:
        """All that is shown in numbers."""
        return self.checked, self.checks, self.comments

    @property
    def shown_owners(self) -> list[OwnerView]:
        return [owner for owner in self.owners if owner.answer != "declined"]

    @property
    def owner_ids(self) -> str:
        """The parties who have it or are asked to take it: what "Meine" and "Wer?" filter by."""
        return " ".join(owner.party for owner in self.shown_owners if owner.role != "involve")

    @property
    def answer(self) -> str:
        """`accepted` once somebody has said yes; `asked` as long as somebody sees to an answer; else empty, as if
        nobody were named."""
        owners = [owner for owner in self.owners if owner.role != "involve"]
        if any(owner.answer == "accepted" for owner in owners):
            return "accepted"
        return "asked" if any(owner.answer == "asked" and owner.followed for owner in owners) else ""

    @property
    def theme_ids(self) -> str:
        return " ".join(theme.id for theme in self.themes)


@dataclass(frozen=True, slots=True)
class StageView:
    id: str
    name: str
    """As shown: its own name or the usual one of its kind."""
    kind: Literal["gathered", "agreed", "working", "waiting", "done"]
    pos: str
    rev: int
    is_named: bool = False
    """It has a name of its own, so nothing that is said of its kind need be true of it."""


@dataclass(frozen=True, slots=True)
class NoteView:
    id: str
    kind: str
    text: str
    pos: str
    rev: int
    step: str = ""
    """The step that was made of it."""


@dataclass(frozen=True, slots=True)
class FrameView:
    """What stands around the steps ("Worum es geht")."""

    notes: Mapping[str, Sequence[NoteView]]
    """By kind; a kind without notes may be missing."""
    themes: Sequence[ThemeView]
    parties: Sequence[PartyView]


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting; every text may be empty."""

    id: str
    rev: int
    title: str
    deadline: DeadlineView | None
    words: str
    """The day as it was typed."""
    starts: str
    """ "18:00"."""
    place: str
    link: str
    host: str
    agenda: str
    signed_up: int = 0
    sign_up: bool = False
    """Whether people may sign up, and how many have."""


@dataclass(frozen=True, slots=True)
class HeadView:
    region: str
    title: str
    goal: str
    period: str
    meeting: MeetingView | None
    contact: str
    deputy: str
    is_public: bool = False
    """Everybody reads it, without account."""
