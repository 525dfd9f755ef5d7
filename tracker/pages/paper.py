"""A plan on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tracker.pages.common import PathLink, PlanLink
from tracker.pages.views import CardView, FrameView, HeadView, StageView


@dataclass(frozen=True, slots=True)
class PaperStage:
    """A stage with all its cards."""

    stage: StageView
    cards: Sequence[CardView]


@dataclass(frozen=True, slots=True)
class PaperPart:
    """What hangs on a step and no card shows; all but one may be empty."""

    text: str
    needed: str
    goal: str
    checks: Sequence[tuple[str, bool]]
    """The lines of its checklist, and whether they are ticked."""
    remark: str = ""
    """How the text begins, on one line: a card has no room for more."""


@dataclass(frozen=True, slots=True)
class Slip:
    """For a person without login, or an organisation that nobody answers for: what is left for them to do."""

    name: str
    cards: Sequence[CardView]


@dataclass(frozen=True, slots=True)
class PrintPage:
    """`views/print.html`: everything a plan holds, as a table on A4 or as a board on A3; or slips to hand out."""

    plan: PlanLink
    path: Sequence[PathLink]
    form: Literal["table", "board", "slips"]
    head: HeadView
    frame: FrameView
    stages: Sequence[PaperStage]
    day_text: str
    """When it was so."""
    slips: Sequence[Slip] = ()
    parts: Mapping[str, PaperPart] = field(default_factory=dict)
    """By id of the step; not for slips."""

    @property
    def steps(self) -> int:
        """How many there are."""
        return sum(len(one.cards) for one in self.stages)

    @property
    def sheets(self) -> list[Sequence[PaperStage]]:
        """The stages side by side on one sheet; more than fit go on further ones."""
        return [self.stages[at : at + ABREAST] for at in range(0, len(self.stages), ABREAST)]


ABREAST = 6  # columns on A3: with more of them words would be cut into pieces
