"""Public holidays of the Länder: a hint beside a day while it is typed."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache

from holidays import country_holidays

from tracker.domain.deadline import Deadline
from tracker.domain.folding import fold_wide
from tracker.language.dates import long_day_text
from tracker.language.texts import text

_KEPT = 1024  # years of one state in one language

_CODES = {
    "Baden-Württemberg": "BW",
    "Bayern": "BY",
    "Berlin": "BE",
    "Brandenburg": "BB",
    "Bremen": "HB",
    "Hamburg": "HH",
    "Hessen": "HE",
    "Mecklenburg-Vorpommern": "MV",
    "Niedersachsen": "NI",
    "Nordrhein-Westfalen": "NW",
    "Rheinland-Pfalz": "RP",
    "Saarland": "SL",
    "Sachsen": "SN",
    "Sachsen-Anhalt": "ST",
    "Schleswig-Holstein": "SH",
    "Thüringen": "TH",
}
_ALSO = {
    "NRW": "NW",
    "Bavaria": "BY",
    "Hesse": "HE",
    "Mecklenburg-Western Pomerania": "MV",
    "Lower Saxony": "NI",
    "North Rhine-Westphalia": "NW",
    "Rhineland-Palatinate": "RP",
    "Saxony": "SN",
    "Saxony-Anhalt": "ST",
    "Thuringia": "TH",
}
_LANGUAGES = {"de": "de", "en": "en_US"}


def holiday_hint(locale: str, deadline: Deadline | None, states: Iterable[str]) -> str:
    """ "Fr, 03.10.2025 ist Feiertag in Hessen: Tag der Deutschen Einheit"; empty unless a single day is one.

    `states` are names as a region lists them; one that is no Land has no holidays.
    """
    if deadline is None or deadline.last is None or deadline.first != deadline.last:
        return ""
    day = deadline.last
    off = {state: name for state in states if (name := _holiday(locale, day, state))}
    if not off:
        return ""
    where = text(locale, "deadline.and").join(off)
    names = " / ".join(dict.fromkeys(off.values()))
    return text(locale, "deadline.holiday", day=long_day_text(locale, day), states=where, name=names)


def _holiday(locale: str, day: date, state: str) -> str:
    code = _codes().get(fold_wide(state).strip())
    return _of_year(locale, code, day.year).get(day, "") if code else ""


@cache
def _codes() -> Mapping[str, str]:
    return {fold_wide(name): code for name, code in (_CODES | _ALSO).items()}


@lru_cache(_KEPT)
def _of_year(locale: str, code: str, year: int) -> Mapping[date, str]:
    return dict(country_holidays("DE", subdiv=code, years=year, language=_LANGUAGES[locale]))
