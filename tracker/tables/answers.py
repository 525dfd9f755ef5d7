"""What whoever imports a table has answered so far: kept with the preview."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Answers:
    """`columns` and `head` as in Mapping. `stages`: a stage's name by the words that stand for it. `lines`: a choice by
    line; `duplicates`: one for all that are there already. `title` and `language` are those of a new plan."""

    columns: tuple[str, ...]
    head: int = 0
    stages: Mapping[str, str] = field(default_factory=dict)
    day_order: str = ""
    duplicates: str = ""
    skip_broken: bool = False
    lines: Mapping[int, str] = field(default_factory=dict)
    title: str = ""
    language: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain values to keep."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Answers":
        """What `to_json` gave."""
        lines = {int(line): choice for line, choice in kept["lines"].items()}
        return cls(**{**kept, "columns": tuple(kept["columns"]), "lines": lines})
