"""What a write leads to: the outcome for its caller, the news for everybody else."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Written(Generic[T]):
    """What became of a command: its value, the rev of each feed it moved (none: nothing changed), the id it made."""

    value: T
    revs: dict[str, int]
    made: str = ""
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What listeners hear after a commit: feeds with their new revs in commit order, participants' keys."""

    revs: list[tuple[str, int]]
    rights: frozenset[str]
    """Whose rights are others now."""
    more: frozenset[str] = frozenset()
    """Who may read a plan that was not there before."""
