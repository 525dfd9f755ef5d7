"""Reading a deadline as people say it."""

import time
from collections.abc import Iterator
from datetime import date, timedelta

from bench.prepared import Prepared
from bench.processes import ROOT
from bench.rounds import Rounds, median
from bench.rows import Row, at_most
from tracker.domain.deadline_reading import read_deadline

PHRASES = ROOT / "tests/domain/deadlines"
SAID_ON = date(2025, 10, 30)
TIMES = 20  # each round


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """All phrases of the tests, understood or not."""
    lines = [line for path in sorted(PHRASES.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    phrases = [line.partition(" | ")[0].strip() for line in lines if line.strip()]
    means = rounds.of(lambda: _mean(phrases))
    yield Row(
        "reading a deadline",
        median(means) * 1e6,
        "µs",
        goal=at_most(100),
        note=f"the mean of {len(phrases)} phrases, processor time",
    )


def _mean(phrases: list[str]) -> float:
    start = time.process_time()
    for number in range(TIMES):
        today = SAID_ON + timedelta(days=number)  # nothing may be remembered from the time before
        for words in phrases:
            read_deadline(words, today)
    return (time.process_time() - start) / TIMES / len(phrases)
