"""What a typed line is understood as."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NamedView:
    """A party or theme that a typed line names; without id it would be new."""

    id: str
    name: str
    sort: str


@dataclass(frozen=True, slots=True)
class QuickView:
    """What a typed line would be understood as."""

    title: str
    words: str
    """Of the deadline, as typed."""
    deadline: str
    """As shown on a card."""
    holiday: str
    owners: Sequence[NamedView]
    themes: Sequence[NamedView]
