"""Dates in both languages, short enough for a card. Names come from CLDR, order and signs from our texts.

Everything is kept once made: CLDR formatting is slow and a board shows the same few days over and over.
"""

from datetime import UTC, date, datetime
from functools import cache, lru_cache

from babel.dates import get_day_names, get_month_names

from tracker.domain.berlin import BERLIN
from tracker.language.texts import text

_DAYS_KEPT = 8192  # texts per kind; some twenty years of days in two languages


@lru_cache(_DAYS_KEPT)
def day_text(locale: str, day: date) -> str:
    """Short: "15. Dez. 2025", "15 Dec 2025"."""
    return text(locale, "date.day", day=day.day, month=_short_month(locale, day), year=day.year)


@lru_cache(_DAYS_KEPT)
def long_day_text(locale: str, day: date) -> str:
    """With the weekday: "Do, 12.03.2026", "Thu 12 Mar 2026"."""
    names = {"weekday": _weekdays(locale)[day.weekday()], "name": _short_month(locale, day)}
    return text(locale, "date.long_day", day=day.day, month=day.month, year=day.year, **names)


@lru_cache(_DAYS_KEPT)
def days_text(locale: str, first: date, last: date) -> str:
    """From one day to another: "1.–31. Mai 2026", "30. Dez. 2025 – 2. Jan. 2026"."""
    if first == last:
        return day_text(locale, first)
    if first.year != last.year:
        return text(locale, "date.from_to", first=day_text(locale, first), last=day_text(locale, last))
    if first.month != last.month:
        months = {"first_month": _short_month(locale, first), "last_month": _short_month(locale, last)}
        return text(locale, "date.days_of_a_year", first=first.day, last=last.day, year=last.year, **months)
    month = month_text(locale, last)
    return text(locale, "date.days_of_a_month", first=first.day, last=last.day, month=month)


@lru_cache(_DAYS_KEPT)
def month_text(locale: str, day: date) -> str:
    """The day's month: "Mai 2026", "May 2026"."""
    return text(locale, "date.month", month=_months(locale, "wide")[day.month], year=day.year)


@lru_cache(_DAYS_KEPT)
def month_name(locale: str, day: date, *, with_year: bool = False) -> str:
    """For an axis: "Nov.", "Nov. 2026"."""
    name = _short_month(locale, day)
    return text(locale, "date.month", month=name, year=day.year) if with_year else name


@lru_cache(_DAYS_KEPT)
def day_name(locale: str, day: date) -> str:
    """Without the year: "14. April", "14 April"."""
    return text(locale, "date.day_in_year", day=day.day, month=_months(locale, "wide")[day.month])


@lru_cache(_DAYS_KEPT)
def months_text(locale: str, first: date, last: date) -> str:
    """From one month to another: "März–Mai 2026", "Dezember 2025 – Februar 2026"."""
    if first.year != last.year:
        return text(locale, "date.from_to", first=month_text(locale, first), last=month_text(locale, last))
    return text(
        locale, "date.months", first=_months(locale, "wide")[first.month], last=month_text(locale, last)
    )


@lru_cache(_DAYS_KEPT)
def week_text(locale: str, day: date) -> str:
    """The day's ISO week: "KW 11", "week 11"."""
    return text(locale, "date.week", week=day.isocalendar().week)


def moment_day(locale: str, moment: datetime) -> str:
    """The day of a moment in Berlin, as `day_text`."""
    return day_text(locale, moment.astimezone(BERLIN).date())


def moment_text(locale: str, moment: datetime) -> str:
    """A moment in UTC as people in Berlin saw it: "12. März 2026, 14:05 Uhr". Without a zone it is taken as UTC."""
    # astimezone would take a moment without a zone for the server's own
    berlin = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(BERLIN)
    day = day_text(locale, berlin.date())
    return text(locale, "date.moment", day=day, hour=berlin.hour, minute=berlin.minute)


def time_text(locale: str, moment: datetime) -> str:
    """The time of a moment as people in Berlin saw it: "14:05"."""
    berlin = moment.astimezone(BERLIN)
    return text(locale, "date.time", hour=berlin.hour, minute=berlin.minute)


def day_heading(locale: str, day: date, today: date) -> str:
    """A day as the head of what was done on it: "Heute", "Gestern", "Do, 12.03.2026"."""
    key = {0: "date.today", 1: "date.yesterday"}.get((today - day).days)
    return text(locale, key) if key else long_day_text(locale, day)


def _short_month(locale: str, day: date) -> str:
    return _months(locale, "abbreviated")[day.month]


@cache
def _months(locale: str, width: str) -> dict[int, str]:
    names = get_month_names(width, "format", locale)  # type: ignore[arg-type]
    return {number: names[number] for number in range(1, 13)}


@cache
def _weekdays(locale: str) -> dict[int, str]:
    names = get_day_names("abbreviated", "stand-alone", locale)
    return {number: names[number] for number in range(7)}
