"""Spans of the calendar: weeks, parts of months, quarters, and which year is meant when none was said."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from tracker.domain.deadline import Precision

FIRST_YEAR, LAST_YEAR = 1990, 2100  # outside of them a typing error is likelier than a plan
LEAP_GAP = 8  # years: 29 February can be that far away, 2096 to 2104
MONTHS_IN = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF_YEAR: 6, Precision.YEAR: 12}


class Span(NamedTuple):
    """First and last day, both inclusive. `by`, `tentative`: the words alone say that only the last day counts, or that
    the days are not fixed."""

    first: date
    last: date
    precision: Precision
    by: bool = False
    tentative: bool = False


Yearly = Callable[[int], Span | None]  # said without a year: the span in a given year, None where it has none
Said = Span | Yearly | None


def day_span(year: int, month: int, day: int) -> Span | None:
    """One day, None if the calendar has no such day."""
    try:
        return known(date(year, month, day), Precision.DAY)
    except ValueError:
        return None


def week_span(year: int, week: int, last_week: int | None = None) -> Span | None:
    """The ISO week of an ISO year, or several weeks; a last week before the first one lies in the next year."""
    last_week = last_week or week
    try:
        first = date.fromisocalendar(year, week, 1)
        last = date.fromisocalendar(year + (last_week < week), last_week, 7)
    except ValueError:
        return None
    return known(first, Precision.WEEK, last)


def period_span(precision: Precision, year: int, number: int) -> Span | None:
    """The n-th month, quarter or half-year of a year, or the year itself (n = 1)."""
    months = MONTHS_IN[precision]
    if not 1 <= number <= 12 // months or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    last_month = number * months
    first = date(year, last_month - months + 1, 1)
    return Span(first, date(year, last_month, monthrange(year, last_month)[1]), precision)


def units_ahead(unit: Precision, reference: date, count: int) -> Span | None:
    """The day, ISO week, month, quarter, half-year or year that lies `count` of them after the reference's."""
    if unit is Precision.DAY:
        return known(reference + timedelta(days=count), Precision.DAY)
    if unit is Precision.WEEK:
        monday = reference + timedelta(days=7 * count - reference.weekday())
        return known(monday, Precision.WEEK, monday + timedelta(days=6))
    in_a_year = 12 // MONTHS_IN[unit]
    years, number = divmod((reference.month - 1) // MONTHS_IN[unit] + count, in_a_year)
    return period_span(unit, reference.year + years, number + 1)


def part_of_month(month: Span, part: int) -> Span:
    """Days 1 to 10, 11 to 20, or 21 to the last one: part 0, 1 or 2."""
    first = month.first.replace(day=10 * part + 1)
    last = month.last if part == 2 else first.replace(day=10 * part + 10)
    return Span(first, last, Precision.MONTH_PART)


def last_day_of(span: Span) -> Span:
    """What "bis X" means: the last day of X."""
    return Span(span.last, span.last, Precision.DAY, by=True, tentative=span.tentative)


def known(first: date, precision: Precision, last: date | None = None) -> Span | None:
    """The span, None if it leaves the years we read."""
    last = last or first
    return Span(first, last, precision) if first.year >= FIRST_YEAR and last.year <= LAST_YEAR else None


def earliest(yearly: Yearly, reference: date) -> Span | None:
    """The earliest one whose last day is not before the reference."""
    # an ISO week of last year may end in this one
    for year in range(reference.year - 1, reference.year + LEAP_GAP + 1):
        span = yearly(year)
        if span and span.last >= reference:
            return span
    return None


def latest(yearly: Yearly, until: date) -> Span | None:
    """The latest one that begins on `until` or before, in its year or the one before."""
    spans = (yearly(year) for year in (until.year + 1, until.year, until.year - 1))
    return next((span for span in spans if span and span.first <= until), None)


def placed(said: Said, reference: date) -> Span | None:
    """The span as it is, or in the year that the reference gives it."""
    return said if said is None or isinstance(said, Span) else earliest(said, reference)
