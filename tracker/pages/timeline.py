"""A plan over time: its steps on an axis, and how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.pages.common import PathLink, PlanLink
from tracker.pages.views import CardView, ThemeView

BarState = Literal["late", "now", "ask", "done", "ahead"]


@dataclass(frozen=True, slots=True)
class AxisMonth:
    """A month on a time axis; without a name where there is no room for it."""

    x: float
    """Percent of the axis, as all places below."""
    name: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A deadline as it is drawn on the axis: as exactly as it was said."""

    shape: str
    """`dot`, `block`, `part`, `capsule` or `brackets`; `check` for what was done without a deadline."""
    start: float
    end: float
    state: BarState
    tentative: bool
    marks: tuple[float, float] | None = None
    """Beginning and end of the month of which it is a part."""

    @property
    def middle(self) -> float:
        return round((self.start + self.end) / 2, 3)

    @property
    def label_side(self) -> Literal["after", "before", "on"]:
        """Where its words stand: where the axis has room."""
        if self.end <= 72:
            return "after"
        return "before" if self.start >= 28 else "on"


@dataclass(frozen=True, slots=True)
class TimelineRow:
    card: CardView
    said: str
    """The deadline in words, with what it means today; of a done step when it was done."""
    also: Sequence[ThemeView]
    """Its themes beside that of the lane."""
    bar: Bar


@dataclass(frozen=True, slots=True)
class Lane:
    """The steps of one theme by deadline; without a theme those that have none."""

    theme: ThemeView | None
    rows: Sequence[TimelineRow]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """`views/timeline.html`."""

    plan: PlanLink
    path: Sequence[PathLink]
    months: Sequence[AxisMonth]
    span_text: str
    """From which month to which."""
    today: float
    today_text: str
    lanes: Sequence[Lane]
    undated: Sequence[CardView]
    """Steps without a day: no deadline, one that could not be read, or one that never ends."""


@dataclass(frozen=True, slots=True)
class ProgressMonth:
    """What was due and done in a month, and up to its end."""

    name: str
    axis: AxisMonth
    due: int
    done: int
    due_so_far: int
    done_so_far: int
    is_past: bool
    """It has begun: what will be done later nobody knows."""


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """`views/progress.html`: what was done when, what is due when."""

    plan: PlanLink
    path: Sequence[PathLink]
    months: Sequence[ProgressMonth]
    steps: int
    done: int
    dated: int
    today: float
    today_text: str
    top: int
    """The highest number on the axis."""
    chart_height: int = 200  # px

    def y(self, number: int) -> float:
        """Where a number stands, in px from above."""
        return round(self.chart_height * (1 - number / self.top), 1)
