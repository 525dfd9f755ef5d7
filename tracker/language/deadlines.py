"""Deadlines in the reader's language: on a card, and in the field while somebody types one.

What is shown can be read again and then means the same span, in both languages.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from tracker.domain.deadline import Deadline, Lateness, Precision
from tracker.domain.deadline_reading import why_unread
from tracker.language.dates import days_text, long_day_text, month_text, months_text, week_text
from tracker.language.texts import text

_KEPT = 16384  # texts; the largest plan has 10,000 steps, in two languages most of them say the same
_SAID_TODAY = {
    Lateness.LATE: "deadline.late",
    Lateness.NOW: "deadline.now",
    Lateness.ASK: "deadline.ask",
}


def deadline_text(locale: str, deadline: Deadline) -> str:
    """What a card shows: "15. Dez. 2025", "Mai 2026, voraussichtlich"; the words themselves if not understood."""
    return _shown(locale, _wordless(deadline)) if deadline.understood else deadline.words


def lateness_text(locale: str, deadline: Deadline, lateness: Lateness) -> str:
    """The same with what it means on a day: "überfällig: Q1 2026", "Mai 2026: steht der Termin?"."""
    if lateness not in _SAID_TODAY:
        return deadline_text(locale, deadline)
    # asking already says that the date is not fixed
    said = replace(deadline, tentative=False) if lateness is Lateness.ASK else deadline
    return text(locale, _SAID_TODAY[lateness], deadline=deadline_text(locale, said))


def understood_text(locale: str, deadline: Deadline) -> str:
    """What the field says while typing: "1.–31. Mai 2026, voraussichtlich", or a sentence if not understood."""
    if deadline.understood:
        return _understood(locale, _wordless(deadline))
    return text(locale, f"deadline.unread_{why_unread(deadline.words)}")


def _wordless(deadline: Deadline) -> Deadline:
    """Two deadlines that mean the same are shown alike: one text kept for both."""
    return replace(deadline, words="")


@lru_cache(_KEPT)
def _shown(locale: str, deadline: Deadline) -> str:
    span = _short(locale, deadline)
    key = "deadline.next_meeting_on" if span else None
    return _marked(locale, deadline, span, key)


@lru_cache(_KEPT)
def _understood(locale: str, deadline: Deadline) -> str:
    span = _exact(locale, deadline)
    key = "deadline.next_meeting_understood" if span else "deadline.next_meeting_without_day"
    return _marked(locale, deadline, span, key)


def _marked(locale: str, deadline: Deadline, span: str, meeting_key: str | None) -> str:
    """The span with its marks: by, at the next meeting, tentative."""
    if deadline.next_meeting:
        meeting = text(locale, "deadline.by_next_meeting" if deadline.by else "deadline.next_meeting")
        span = text(locale, meeting_key, meeting=meeting, deadline=span) if meeting_key else meeting
    elif deadline.by:
        span = text(locale, "deadline.by", deadline=span)
    return text(locale, "deadline.tentative", deadline=span) if deadline.tentative else span


def _short(locale: str, deadline: Deadline) -> str:
    if deadline.precision is Precision.ONGOING:
        return text(locale, "deadline.ongoing")
    if deadline.first is None or deadline.last is None or deadline.precision is None:
        return ""
    return _SHORT[deadline.precision](locale, deadline.first, deadline.last)


def _exact(locale: str, deadline: Deadline) -> str:
    if deadline.precision is Precision.ONGOING:
        return text(locale, "deadline.ongoing_understood")
    if deadline.first is None or deadline.last is None:
        return ""
    if deadline.precision is Precision.WEEK:
        return _week(locale, deadline.first, deadline.last)
    if deadline.first != deadline.last:
        return days_text(locale, deadline.first, deadline.last)
    day = long_day_text(locale, deadline.last)
    return text(locale, "deadline.day_understood", day=day, week=week_text(locale, deadline.last))


def _week(locale: str, first: date, last: date) -> str:
    weeks, days = (first.isocalendar().week, last.isocalendar().week), days_text(locale, first, last)
    if weeks[0] == weeks[1]:
        return text(locale, "deadline.week", week=week_text(locale, first), days=days)
    return text(locale, "deadline.weeks", first=weeks[0], last=weeks[1], days=days)


def _month_part(locale: str, first: date, last: date) -> str:
    key = {1: "deadline.early", 11: "deadline.middle", 21: "deadline.end"}[first.day]
    return text(locale, key, month=month_text(locale, first))


def _month(locale: str, first: date, last: date) -> str:
    same = (first.year, first.month) == (last.year, last.month)
    return month_text(locale, first) if same else months_text(locale, first, last)


def _quarter(locale: str, first: date, last: date) -> str:
    one, other = ((day.month + 2) // 3 for day in (first, last))
    start = text(locale, "deadline.quarter", quarter=one, year=first.year)
    end = text(locale, "deadline.quarter", quarter=other, year=last.year)
    return start if start == end else text(locale, "date.from_to", first=start, last=end)


def _half_year(locale: str, first: date, last: date) -> str:
    key = "deadline.first_half" if first.month == 1 else "deadline.second_half"
    return text(locale, key, year=first.year)


def _year(locale: str, first: date, last: date) -> str:
    if first.year == last.year:
        return str(first.year)
    return text(locale, "date.years", first=first.year, last=last.year)


_SHORT: dict[Precision, Callable[[str, date, date], str]] = {
    Precision.DAY: days_text,
    Precision.WEEK: _week,
    Precision.MONTH_PART: _month_part,
    Precision.MONTH: _month,
    Precision.QUARTER: _quarter,
    Precision.HALF_YEAR: _half_year,
    Precision.YEAR: _year,
}
