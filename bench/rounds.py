"""Measuring again and again, while the machine is ours."""

import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bench.processes import cpu_of_all_ours, cpu_of_the_machine

T = TypeVar("T")

FOREIGN = 0.10  # share of all cores that others may have in a round that counts
LOOK = 0.25  # seconds of looking whether the machine is quiet
PATIENCE = 150.0  # seconds of one run, all in all, for waiting and for rounds that do not count


@dataclass(slots=True)
class Rounds:
    """How often things are measured, and how quiet it was."""

    wanted: int = 3
    quick: bool = False
    patience: float = PATIENCE
    foreign: list[float] = field(default_factory=list)
    """Of all rounds that count: the share of the machine that others had."""

    @property
    def disturbed(self) -> int:
        """Rounds that count although others had more than their share of the machine."""
        return sum(share > FOREIGN for share in self.foreign)

    def of(self, measure: Callable[[], T]) -> list[T]:
        """What `measure` gives in as many quiet rounds as wanted; in the quietest there were when patience ends."""
        tried: list[tuple[float, T]] = []
        while sum(share <= FOREIGN for share, _ in tried) < self.wanted:
            if len(tried) >= self.wanted and self.patience <= 0:
                break
            self.wait_for_quiet()
            start = time.monotonic()
            tried.append(foreign_share(measure))
            if tried[-1][0] > FOREIGN:
                self.patience -= time.monotonic() - start
        kept = sorted(tried, key=lambda pair: pair[0])[: self.wanted]
        self.foreign += [share for share, _ in kept]
        return [outcome for _, outcome in kept]

    def wait_for_quiet(self) -> None:
        """Until others leave the machine alone, as long as there is patience left."""
        while self.patience > 0:
            share, _ = foreign_share(lambda: time.sleep(LOOK))
            if share <= FOREIGN:
                return
            self.patience -= LOOK


def foreign_share(measure: Callable[[], T]) -> tuple[float, T]:
    """The share of all cores that others had while `measure` ran, and what it gives."""
    start, all_before, ours_before = time.monotonic(), cpu_of_the_machine(), cpu_of_all_ours()
    outcome = measure()
    others = (cpu_of_the_machine() - all_before) - (cpu_of_all_ours() - ours_before)
    return max(0.0, others) / (time.monotonic() - start) / (os.cpu_count() or 1), outcome


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
