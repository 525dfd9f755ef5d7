"""The rows of the start page: what waits for one person, across plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from tracker.pages.views import DeadlineView

Part = Literal[
    "asked", "late", "now", "to_ask", "mentioned", "soon", "waiting", "later", "ongoing", "undated"
]
"""The lists, in the order in which they stand."""
PARTS: Sequence[Part] = (
    *("asked", "late", "now", "to_ask", "mentioned"),
    *("soon", "waiting", "later", "ongoing", "undated"),
)
FOLDING: Sequence[Part] = ("waiting", "later", "ongoing", "undated")


@dataclass(frozen=True, slots=True)
class RowPlan:
    """The plan a row is from."""

    id: str
    region: str
    language: str


class StepRow(NamedTuple):
    """A step that I have, am asked to take, or wait for. A tuple: of these there may be hundreds."""

    id: str
    plan: RowPlan
    title: str
    rev: int
    part: Part
    pos: str
    """Its place in the list, compared bytewise, as in all rows."""
    deadline: DeadlineView | None
    themes: Sequence[tuple[str, int]]
    """Names and places."""
    asked: str = ""
    """The ownership I am asked to answer; empty when I have answered."""
    may_comment: bool = False
    may_complete: bool = False
    may_edit: bool = False
    waits: bool = False
    """I wait for others: for those named, else as its stage says."""
    names: str = ""
    of: str = ""
    """The organisation that I speak for here."""
    taken: str = ""
    """The ownership by which I have it: it can be given back."""

    @property
    def step(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class AskRow:
    """Somebody whom I ask for an answer."""

    id: str
    """Of the follow-up."""
    step: str
    plan: RowPlan
    title: str
    rev: int
    pos: str
    asked: str
    until: str
    is_late: bool
    ownership: str
    """Theirs, if I may answer for them."""
    may_ask: bool
    part: Part = "to_ask"


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A place where somebody mentions me, or says no to what I asked."""

    id: str
    step: str
    plan: RowPlan
    title: str
    rev: int
    pos: str
    comment: str
    """Empty: in the text of the step, or a no without a word."""
    by: str
    at: str
    said: str
    is_no: bool = False
    part: Part = "mentioned"


Row = StepRow | AskRow | MentionRow
