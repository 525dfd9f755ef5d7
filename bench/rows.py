"""The figures: each beside its limit and its goal, as a table for people and as JSON for the README."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import ge, le
from typing import Any

HEADS = ("figure", "value", "limit", "ratio", "goal", "met")

_KEEPS: dict[str, Callable[[float, float], bool]] = {"<=": le, ">=": ge}


@dataclass(frozen=True, slots=True)
class Goal:
    """`sign` is <= or >=. `of_limit`: the bound is on the ratio to the limit, not on the value itself."""

    sign: str
    bound: float
    of_limit: bool = False

    def met_by(self, row: "Row") -> bool:
        """Whether the figure keeps the goal."""
        measured = row.ratio if self.of_limit else row.value
        return measured is not None and _KEEPS[self.sign](measured, self.bound)

    def __str__(self) -> str:
        return f"{self.sign} {self.bound:g}{' x limit' if self.of_limit else ''}"


@dataclass(frozen=True, slots=True)
class Row:
    """`limit`: the same figure of what does nothing else, in the same rounds. `note`: how it was measured."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    goal: Goal | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The value in terms of the limit."""
        return self.value / self.limit if self.limit else None

    @property
    def met(self) -> bool | None:
        """None without a goal."""
        return self.goal.met_by(self) if self.goal else None

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "name": self.name,
            "value": _rounded(self.value),
            "unit": self.unit,
            "limit": _rounded(self.limit),
            "ratio": _rounded(self.ratio),
            "goal": str(self.goal) if self.goal else None,
            "met": self.met,
            "note": self.note,
        }


def at_most(bound: float, *, of_limit: bool = False) -> Goal:
    """The value, or its ratio to the limit, stays at or below `bound`."""
    return Goal("<=", bound, of_limit)


def at_least(bound: float, *, of_limit: bool = False) -> Goal:
    """The value, or its ratio to the limit, reaches `bound`."""
    return Goal(">=", bound, of_limit)


def table(rows: Sequence[Row]) -> str:
    """All rows below each other, notes left out."""
    lines = [HEADS, *(_cells(row) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEADS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at in (0, 4, 5) else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.name,
        f"{_shown(row.value)} {row.unit}",
        "" if row.limit is None else f"{_shown(row.limit)} {row.unit}",
        "" if row.ratio is None else f"{row.ratio:.2f}",
        str(row.goal or ""),
        "" if row.met is None else "yes" if row.met else "NO",
    )


def _shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")
