"""A stretch of whole months, as time axes are drawn on it: places in percent of its width."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.language.dates import month_name
from tracker.pages.timeline import AxisMonth

MOST_NAMES = 16  # of months on one axis: with more they would touch


@dataclass(frozen=True, slots=True)
class Months:
    """From the first day of a month to the day before `end`, which is the first of another."""

    start: date
    end: date

    @property
    def firsts(self) -> list[date]:
        """The first day of each month."""
        days = [self.start]
        while (following := next_month(days[-1])) < self.end:
            days.append(following)
        return days

    def place(self, day: date) -> float:
        """Where a day begins, from 0 to 100."""
        return round((day - self.start).days / (self.end - self.start).days * 100, 3)

    def span(self, first: date, last: date) -> tuple[float, float]:
        """Where a span of days begins and ends."""
        return self.place(first), self.place(last + timedelta(days=1))

    def axis(self, locale: str) -> list[AxisMonth]:
        """Each month with its place; as many names as fit, the year with the first of each year."""
        every = -(-len(self.firsts) // MOST_NAMES)
        return [
            AxisMonth(self.place(day), month_name(locale, day, with_year=nth == 0 or day.month == 1))
            if nth % every == 0 or (day.month == 1 and every <= 6)
            else AxisMonth(self.place(day), "")
            for nth, day in enumerate(self.firsts)
        ]


def months_around(days: Iterable[date]) -> Months:
    """The whole months that hold all of the days."""
    known = sorted(days)
    return Months(known[0].replace(day=1), next_month(known[-1]))


def next_month(day: date) -> date:
    """The first day of the month after the day's."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
