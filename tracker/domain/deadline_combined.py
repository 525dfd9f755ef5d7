"""Forms made of simple ones: parts and ends, weekdays before a date, weeks with their days, from one to another.

"Ende Mai" is a part of the month; "Ende des Jahres", "end of Q1" and "end of week 12" are by the last day, as these
have no parts. "Anfang 2026" and "late 2026" end on no day that everybody shares: unread, like the seasons.
From X to Y is read when both are days, weeks, months, quarters or years: the span then keeps the precision its ends
were said with. "Ende März bis Mai" has none, so it stays unread.
"""

import re
from datetime import date, timedelta

from tracker.domain.deadline import Precision
from tracker.domain.deadline_forms import AROUND, SIMPLE, WEEK, Form, Found, Reader, counted, first_form
from tracker.domain.deadline_spans import (
    Said,
    Span,
    day_span,
    last_day_of,
    latest,
    part_of_month,
    placed,
)
from tracker.domain.deadline_words import UNITS, WEEKDAYS, one_of

_PARTS = dict.fromkeys(("anfang", "beginn", "beginning", "start", "early"), 0)
_PARTS |= {"mitte": 1, "mid": 1, "middle": 1, "ende": 2, "end": 2, "late": 2}
_ENDS = ("ende", "end")
_WITH_END = (Precision.WEEK, Precision.QUARTER, Precision.HALF_YEAR, Precision.YEAR)
_FROM_TO = (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.QUARTER, Precision.YEAR)
_DAY_ALONE = re.compile(r"(?P<day>[0-9]{1,2})(?: (?:\.|st|nd|rd|th))?")
_ONE_DAY, _ONE_WEEK = timedelta(days=1), timedelta(days=7)


def read_span(text: str, reference: date) -> Span | None:
    """The span that plain words without marks say, None if they are not understood to the last word."""
    return placed(counted(text, reference) or first_form(_ALL, text, reference), reference)


def _part(found: Found, reference: date) -> Said:
    rest, word = found["rest"], found["part"]
    said = first_form(SIMPLE, f"this {rest}" if rest in UNITS else rest, reference)
    if said is None or isinstance(said, Span):
        return _part_of(said, word)
    return lambda year: _part_of(said(year), word)


def _part_of(span: Span | None, word: str) -> Span | None:
    if span and span.precision is Precision.MONTH:
        return part_of_month(span, _PARTS[word])
    return last_day_of(span) if span and word in _ENDS and span.precision in _WITH_END else None


def _two_parts(found: Found, reference: date) -> Said:
    """The days of "Anfang/Mitte Juni", which is both, or one of them."""
    first, last = _PARTS[found["part"]], _PARTS[found["last"]]
    said = first_form(SIMPLE, found["rest"], reference)
    if last != first + 1:
        return None
    if said is None or isinstance(said, Span):
        return _days_of_parts(said, first)
    return lambda year: _days_of_parts(said(year), first)


def _days_of_parts(span: Span | None, first: int) -> Span | None:
    if span is None or span.precision is not Precision.MONTH:
        return None
    start, end = part_of_month(span, first), part_of_month(span, first + 1)
    return Span(start.first, end.last, Precision.DAY)


def _week_with_days(found: Found, reference: date) -> Said:
    """The week of "KW 24, 8.–14. Juni 2026", if these are its days."""
    days = placed(first_form((_FROM,), found["days"], reference), reference)
    if not days or days.precision is not Precision.DAY or days.first.weekday() or days.last.weekday() != 6:
        return None
    weeks = days.first.isocalendar().week, days.last.isocalendar().week
    said = int(found["week"]), int(found["last"] or found["week"])
    return days._replace(precision=Precision.WEEK) if weeks == said else None


def _with_weekday(found: Found, reference: date) -> Said:
    """The day of "Do, 12.03.2026", if that is a Thursday, or the one in "Donnerstag nächster Woche"."""
    weekday = WEEKDAYS[found["weekday"]]
    span = placed(first_form(SIMPLE, found["rest"], reference), reference)
    if span and span.precision is Precision.WEEK and span.last - span.first < _ONE_WEEK:
        day = span.first + weekday * _ONE_DAY
        return Span(day, day, Precision.DAY)
    return span if span and span.first == span.last and span.first.weekday() == weekday else None


def _day_with_week(found: Found, reference: date) -> Said:
    """The day of "12.03.2026 (KW 11)", if it lies in that week."""
    span = placed(first_form(_DATED, found["day"], reference), reference)
    if span is None or span.first != span.last or span.first.isocalendar().week != int(found["week"]):
        return None
    return span


def _from_to(found: Found, reference: date) -> Said:
    start = first_form(_DATED, found["left"], reference)
    end_reference = start.first if isinstance(start, Span) else reference
    end = placed(first_form(_DATED, found["right"], reference), end_reference)
    if end is None:
        return None
    if start is None:
        start = _same_month(found["left"], end) if found["right"][0].isdigit() else None
    elif not isinstance(start, Span):
        start = latest(start, end.first)
    return _joined(start, end, adjacent=found["between"] == "/") if start else None


def _same_month(text: str, end: Span) -> Span | None:
    """The left side of "12.–14. März"."""
    found = _DAY_ALONE.fullmatch(text)
    return day_span(end.first.year, end.first.month, int(found["day"])) if found else None


def _joined(start: Span, end: Span, adjacent: bool) -> Span | None:
    if start.precision is not end.precision or start.precision not in _FROM_TO or start.last >= end.first:
        return None
    # "12./13. März" and "Mai/Juni" are both of them, "2026/2027" may be the turn of the year
    if adjacent and (start.last + _ONE_DAY != end.first or start.precision is Precision.YEAR):
        return None
    return Span(start.first, end.last, start.precision)


def _form(pattern: str, read: Reader) -> Form:
    return re.compile(pattern), read


_WEEKDAY = f"(?P<weekday>{one_of(WEEKDAYS)})"
_NUMBER = "[0-9]{1,2}"
_BETWEEN = "(?P<between>-|/|bis|to|until|till|through)"
_OR = "(?:/|-|bis|to|oder|or)"
_WEEKDAY_FIRST = _form(rf"{_WEEKDAY}(?: ,)?(?: of)? (?P<rest>.+)", _with_weekday)
_FROM = _form(rf"(?:vo[nm] |from )?(?P<left>.+?) {_BETWEEN} (?:zum |the )?(?P<right>.+)", _from_to)
_DATED: tuple[Form, ...] = (*SIMPLE, _WEEKDAY_FIRST)
_ALL: tuple[Form, ...] = (
    *SIMPLE,
    *AROUND,
    _form(
        rf"(?P<part>{one_of(_PARTS)})(?: -)? {_OR} (?P<last>{one_of(_PARTS)})(?: -)?(?: of)? (?P<rest>.+)",
        _two_parts,
    ),
    _form(rf"(?P<part>{one_of(_PARTS)})(?: -)?(?: (?:of|de[rs]|vo[nm]))?(?: the)? (?P<rest>.+)", _part),
    _form(
        rf"{WEEK} (?P<week>{_NUMBER})(?: - (?P<last>{_NUMBER}))? [,(:] (?P<days>.+?)(?: \))?",
        _week_with_days,
    ),
    _WEEKDAY_FIRST,
    _form(rf"(?P<rest>.+?)(?: ,)?(?: am| on)? {_WEEKDAY}", _with_weekday),
    _form(rf"(?P<day>.+?) [(,] {WEEK} (?P<week>{_NUMBER})(?: \))?", _day_with_week),
    _FROM,
)
