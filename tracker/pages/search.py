"""What is found in all of somebody's plans."""

from collections.abc import Sequence
from dataclasses import dataclass

Runs = Sequence[tuple[bool, str]]


@dataclass(frozen=True, slots=True)
class HitView:
    """A step, note, meeting or plan that answers a search; of each (matched, text) the matched ones are marked."""

    kind: str
    """`plan`, `step`, `meeting`, or the kind of a note."""
    address: str
    title: Runs
    excerpt: Runs
    """Of its text, around the first match; empty when only the title matches."""
    plan: str
    language: str
    number: int
    done: bool


@dataclass(frozen=True, slots=True)
class SearchView:
    """The hits, best first, and how many there are in all; `is_all` is false when there may be more."""

    hits: Sequence[HitView]
    count: int
    is_all: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """`search/page.html`."""

    typed: str
    found: SearchView | None
    """None when nothing was typed that can be searched for."""
    few: bool = False
    """Suggestions below the field, with a way to all of them."""
    problem: str = ""
    """Why what was typed cannot be searched for; then nothing was."""
