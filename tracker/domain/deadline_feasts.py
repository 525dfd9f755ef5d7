"""Feasts that people plan by: Christmas, Easter, Whitsun and the days around them, in any year.

"Vor Ostern" is by the day before; "nach Ostern" is the rest of that week, tentatively: it asks for the day in time.
"Nach Weihnachten" may be the old year or the new one, so it stays words, like the school holidays, which every Land
puts elsewhere.
"""

from datetime import date, timedelta
from functools import lru_cache

from tracker.domain.deadline import Precision
from tracker.domain.deadline_spans import Span, Yearly, known, last_day_of

_DAY = timedelta(days=1)
_FIXED = {  # first and last day as (month, day)
    "weihnachten christmas xmas": ((12, 24), (12, 26)),
    "heiligabend": ((12, 24), (12, 24)),
    "silvester": ((12, 31), (12, 31)),
    "neujahr": ((1, 1), (1, 1)),
}
_MOVING = {  # days from Easter Sunday
    "ostern easter": (-2, 1),
    "karfreitag": (-2, -2),
    "ostersonntag": (0, 0),
    "ostermontag": (1, 1),
    "himmelfahrt": (39, 39),
    "pfingsten pentecost whitsun": (49, 50),
    "pfingstsonntag": (49, 49),
    "pfingstmontag": (50, 50),
}
_OF_TWO_WORDS = {
    "christmas eve": "heiligabend",
    "new year ' s eve": "silvester",
    "new year ' s day": "neujahr",
    "good friday": "karfreitag",
    "easter sunday": "ostersonntag",
    "easter monday": "ostermontag",
    "christi himmelfahrt": "himmelfahrt",
    "ascension day": "himmelfahrt",
    "whit sunday": "pfingstsonntag",
    "whit monday": "pfingstmontag",
}

FIXED = {name: days for names, days in _FIXED.items() for name in names.split()}
MOVING = {name: days for names, days in _MOVING.items() for name in names.split()}
FEASTS = (*FIXED, *MOVING, *_OF_TWO_WORDS)
WITH_DAYS_AFTER = [name for name, (first, last) in MOVING.items() if first != last]


def feast(name: str) -> Yearly:
    """Its days in a given year."""
    name = _OF_TWO_WORDS.get(name, name)
    return lambda year: _feast(name, year)


def before_feast(name: str) -> Yearly:
    """By the day before it begins."""
    days = feast(name)

    def before(year: int) -> Span | None:
        span = days(year)
        return last_day_of(Span(span.first, span.first - _DAY, Precision.DAY)) if span else None

    return before


def after_feast(name: str) -> Yearly:
    """Tentatively: the days after it, up to the next Sunday."""
    days = feast(name)

    def after(year: int) -> Span | None:
        span = days(year)
        if span is None:
            return None
        first = span.last + _DAY
        return Span(first, first + (6 - first.weekday()) * _DAY, Precision.DAY, tentative=True)

    return after


@lru_cache(256)
def _feast(name: str, year: int) -> Span | None:
    if name in FIXED:
        first, last = (date(year, *day) for day in FIXED[name])
    else:
        first, last = (_easter(year) + days * _DAY for days in MOVING[name])
    return known(first, Precision.DAY, last)


def _easter(year: int) -> date:
    """Easter Sunday, by the rule of Gauss in the form of Lichtenberg, which has no exceptions."""
    century = year // 100
    shift = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    cycle = year % 19
    seed = (19 * cycle + shift) % 30
    correction = (seed + cycle // 11) // 29
    full_moon = 21 + seed - correction
    first_sunday = 7 - (year + year // 4 + 2 - (3 * century + 3) // 4) % 7
    day = full_moon + 7 - (full_moon - first_sunday) % 7  # of March
    return date(year, 3, 1) + (day - 1) * _DAY
