"""Names of a plan of which there may be thousands, some at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tracker.pages.views import PartyView, ThemeView

Named = TypeVar("Named", PartyView, ThemeView)


@dataclass(frozen=True, slots=True)
class NamesPart(Generic[Named]):
    """Parties or themes of a plan, some at a time, with what is needed to come to the others."""

    kind: str
    """`party` or `theme`."""
    shown: Sequence[Named]
    typed: str
    """What was looked for."""
    first: int
    """The place of the first one that is shown, from 1, and of the last one, among those found."""
    last: int
    found: int
    count: int
    """All, looked for or not."""
    before: str
    """The addresses of more, empty where there are none."""
    after: str

    @property
    def is_long(self) -> bool:
        """Whether not all stand on the page."""
        return self.count > self.last - self.first + 1
