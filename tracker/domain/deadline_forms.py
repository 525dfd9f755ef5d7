"""The simple forms of a span, as a table: a pattern over plain words, and what its parts mean.

A form gives a Span, or, when no year was said, the span in any given year. A two-digit year is read where nothing
else can be meant (12.3.26, Q1/26, Mai '26), hence not in "May 26", "KW 11/12" and "3/12".
"""

import re
from collections.abc import Callable, Iterable
from datetime import date

from tracker.domain.deadline import Precision
from tracker.domain.deadline_feasts import FEASTS, WITH_DAYS_AFTER, after_feast, before_feast, feast
from tracker.domain.deadline_spans import (
    Said,
    Span,
    Yearly,
    day_span,
    last_day_of,
    period_span,
    units_ahead,
    week_span,
)
from tracker.domain.deadline_words import (
    COUNTED_UNITS,
    COUNTS,
    MONTHS,
    NEAR_DAYS,
    OFFSETS,
    ORDINALS,
    UNITS,
    WEEKDAYS,
    one_of,
)

Found = re.Match[str]
Reader = Callable[[Found, date], Said]
Form = tuple[re.Pattern[str], Reader]

_CENTURY = 2000  # of a two-digit year
# years from the reference's: "12.03. 14" is rather an hour than a year, "12.3.85" another century
_TWO_DIGITS = range(-5, 21)
_MONTHS_A_YEAR, _DAYS_A_WEEK = 12, 7
_NUMBERS = MONTHS | ORDINALS | COUNTS

_OFFSET = rf"(?P<offset>{one_of(OFFSETS)})"
_FULL_YEAR = rf"[0-9]{{4}}|' [0-9]{{2}}|(?:{one_of(OFFSETS)}) (?:jahres|year)"
_TO_YEAR = r" (?:[,/] |- (?=[0-9]{4})|of (?:the )?|in |im jahre? |des (?:jahres )?)?"
_SAID_YEAR = rf"(?:{_TO_YEAR}(?P<year>{_FULL_YEAR})| of the year| des jahres)"
_YEAR = f"{_SAID_YEAR}?"
_ANY_YEAR = rf"(?:{_TO_YEAR}(?P<year>{_FULL_YEAR}|[0-9]{{2}})| of the year| des jahres)?"
_1_2 = "[0-9]{1,2}"
_DAY = f"(?P<day>{_1_2})"
_DAYS_MONTH = rf"(?P<month>{one_of(MONTHS)})"
_MONTH = rf"(?P<n>{one_of(MONTHS)})"
_DOT = r" (?:\.|st|nd|rd|th)"
_NTH = rf"(?P<n>[1-4](?={_DOT})|{one_of(ORDINALS)})(?:{_DOT})?"
WEEK = r"(?:kw|cw|kalenderwochen?|(?:calendar )?weeks?|w)"
_WEEK_NAME = "(?:kw|kalenderwoche|calendar week)"
_HALF_YEAR = "(?:halbjahr(?:e?s)?|hj|jahreshaelfte|half - year|half year)"
_LONG_WEEKDAY = rf"(?P<weekday>{one_of(name for name in WEEKDAYS if len(name) > 2)})"
_NEAR_DAY = f"(?P<near>{one_of(NEAR_DAYS)})"
_JUST = "(?:kurz |gleich |direkt |shortly |just |right |soon )?"
_LEAD = re.compile(
    r"(?:(?:noch|still) )?"
    r"(?:(?:am|im|in|on|at|zu[mr]?|beim?|fuer|for|during|waehrend) )?(?:(?:de[mnrs]|die|das|the) )?(?:month of )?"
)
_COUNTED = re.compile(
    r"(?:(?P<how>in|within|innerhalb|binnen)(?: von)?(?: (?:the|de[nr]))?"
    r"(?P<next> (?:next|coming|naechsten|kommenden))? )?"
    rf"(?P<count>[0-9]{{1,3}}|{one_of(COUNTS)}) (?P<unit>{one_of(COUNTED_UNITS)})"
    r"(?P<then> from now| ' (?:s )?time| ab heute| ab jetzt)?"
)


def first_form(forms: Iterable[Form], text: str, reference: date) -> Said:
    """What the first form says that fits the whole text, after a preposition and an article; None if none does."""
    text = _LEAD.sub("", text, count=1)
    for pattern, read in forms:
        found = pattern.fullmatch(text)
        if found and (said := read(found, reference)):
            return said
    return None


def counted(text: str, reference: date) -> Said:
    """The unit of "in 3 Wochen" is the exactness. Years count as twelve months: "in einem Jahr" is not next January.

    "Innerhalb von 6 Monaten", "in the next 6 months" and "6 Monate" all mean by the last day of that month.
    """
    found = _COUNTED.fullmatch(text)
    # "eines Tages" is any day
    if not found or not (found["how"] or found["count"].isdigit()):
        return None
    count, unit = _number(found["count"]), COUNTED_UNITS[found["unit"]]
    if unit is Precision.YEAR:
        count, unit = count * _MONTHS_A_YEAR, Precision.MONTH
    elif not found["how"] and unit is Precision.QUARTER:
        return None  # "1 Quartal" may be the first one
    span = units_ahead(unit, reference, count)
    is_on = found["then"] or (found["how"] == "in" and not found["next"])
    return span if is_on or span is None else last_day_of(span)


def _in_year(yearly: Yearly, found: Found, reference: date) -> Said:
    if found["year"] is None:
        return yearly
    year = _year(found["year"], reference)
    return yearly(year) if year else None


def _year(said: str, reference: date) -> int | None:
    digits = said.removeprefix("' ")
    if not digits.isdigit():
        return reference.year + OFFSETS[said.split()[0]]
    if len(digits) == 4:
        return int(digits)
    year = _CENTURY + int(digits)
    return year if year - reference.year in _TWO_DIGITS else None


def _number(said: str) -> int:
    return _NUMBERS[said] if said in _NUMBERS else int(said)


def _day(found: Found, reference: date) -> Said:
    month, day = _number(found["month"]), int(found["day"])
    return _in_year(lambda year: day_span(year, month, day), found, reference)


def _month_day(found: Found, reference: date) -> Said:
    # "May 26" may be a day or a year, "May 15" in 2026 only a day
    is_year = len(found["day"]) == 2 and _year(found["day"], reference)
    return _day(found, reference) if found["nth"] or found["year"] or not is_year else None


def _near_day(found: Found, reference: date) -> Said:
    return units_ahead(Precision.DAY, reference, NEAR_DAYS[found["near"]])


def _weekday(found: Found, reference: date) -> Said:
    """The first "Freitag" from the reference on; "nächsten Freitag" is never the reference itself."""
    offset = OFFSETS.get(found["offset"] or "", 0)
    if offset > 1:
        return None  # "übernächsten Freitag" is counted in two ways
    days = (WEEKDAYS[found["weekday"]] - reference.weekday()) % _DAYS_A_WEEK
    return units_ahead(Precision.DAY, reference, days or offset * _DAYS_A_WEEK)


def _weeks_after_day(found: Found, reference: date) -> Said:
    """ "Freitag in 3 Wochen": the first Friday from the reference on, and then three weeks."""
    day = _near_day(found, reference) if found["near"] else _weekday(found, reference)
    weeks = 7 * _number(found["count"])
    return units_ahead(Precision.DAY, day.first, weeks) if isinstance(day, Span) else None


def _feast(found: Found, reference: date) -> Said:
    return _in_year(feast(found["feast"]), found, reference)


def _before_feast(found: Found, reference: date) -> Said:
    return _in_year(before_feast(found["feast"]), found, reference)


def _after_feast(found: Found, reference: date) -> Said:
    return _in_year(after_feast(found["feast"]), found, reference)


def _week(found: Found, reference: date) -> Said:
    week, last = int(found["week"]), int(found["last"] or found["week"])
    return _in_year(lambda year: week_span(year, week, last), found, reference)


def _period(precision: Precision) -> Reader:
    def read(found: Found, reference: date) -> Said:
        number = _number(found["n"])
        return _in_year(lambda year: period_span(precision, year, number), found, reference)

    return read


def _whole_year(found: Found, reference: date) -> Said:
    return period_span(Precision.YEAR, int(found["year"]), 1)


def _unit(found: Found, reference: date) -> Said:
    return units_ahead(UNITS[found["unit"]], reference, OFFSETS[found["offset"]])


SIMPLE: tuple[Form, ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"{_DAY} \. (?P<month>[0-9]{{1,2}})(?: \.)?(?: (?P<year>[0-9]{{4}}|[0-9]{{2}}))?", _day),
        (rf"{_DAY}(?:{_DOT})?(?: of)? {_DAYS_MONTH}{_ANY_YEAR}", _day),
        (r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})", _day),
        (rf"{_DAYS_MONTH} {_DAY}(?P<nth>{_DOT})?(?:(?: ,)? (?P<year>[0-9]{{4}}))?", _month_day),
        (rf"{_MONTH}{_YEAR}", _period(Precision.MONTH)),
        (r"(?P<n>[0-9]{1,2}) [./-] (?P<year>[0-9]{4})", _period(Precision.MONTH)),
        (r"(?P<year>[0-9]{4}) - (?P<n>0[1-9]|1[0-2])", _period(Precision.MONTH)),
        (rf"(?:von |from )?{WEEK} (?P<week>{_1_2})(?: (?:-|bis|to) (?P<last>{_1_2}))?{_YEAR}", _week),
        (rf"(?P<week>(?P<last>{_1_2}))(?:(?:{_DOT})? {_WEEK_NAME}|{_DOT} week){_YEAR}", _week),
        (rf"(?P<year>[0-9]{{4}}) (?:[-/] )?k?w (?P<week>(?P<last>{_1_2}))", _week),
        (rf"(?:q|quartal|quarter) (?P<n>[1-4]){_ANY_YEAR}", _period(Precision.QUARTER)),
        (rf"{_NTH} (?:quartals?|quarter|q){_ANY_YEAR}", _period(Precision.QUARTER)),
        (r"(?P<year>[0-9]{4}) (?:[-/] )?q (?P<n>[1-4])", _period(Precision.QUARTER)),
        (rf"(?:h|hj|halbjahr) (?P<n>[12]){_ANY_YEAR}", _period(Precision.HALF_YEAR)),
        (rf"{_NTH} {_HALF_YEAR}{_ANY_YEAR}", _period(Precision.HALF_YEAR)),
        (rf"{_NTH} (?:half|haelfte){_SAID_YEAR}", _period(Precision.HALF_YEAR)),
        (r"(?P<year>[0-9]{4}) (?:[-/] )?(?:h|hj) (?P<n>[12])", _period(Precision.HALF_YEAR)),
        (r"(?:jahre?s? |year )?(?P<year>[0-9]{4})", _whole_year),
        (rf"{_OFFSET} (?P<unit>{one_of(UNITS)})", _unit),
        (rf"(?:{_OFFSET} )?{_LONG_WEEKDAY}", _weekday),
        (_NEAR_DAY, _near_day),
        (rf"(?:an |ueber |over )?(?P<feast>{one_of(FEASTS)}){_YEAR}", _feast),
    )
)
# what does not stand at an end of "from X to Y", nor after "Ende"
AROUND: tuple[Form, ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"{_JUST}(?:vor|before) (?P<feast>{one_of(FEASTS)}){_YEAR}", _before_feast),
        (rf"{_JUST}(?:nach|after) (?P<feast>{one_of(WITH_DAYS_AFTER)}){_YEAR}", _after_feast),
        (
            rf"(?:{_NEAR_DAY}|(?:{_OFFSET} )?{_LONG_WEEKDAY}) in (?P<count>{_1_2}|{one_of(COUNTS)}) (?:wochen?|weeks?)",
            _weeks_after_day,
        ),
    )
)
