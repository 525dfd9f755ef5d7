"""Days written with slashes: 13/12/2026 has one meaning, 03/12/2026 has two and is asked about."""

import re
from enum import StrEnum

_DAY = re.compile(r"(?<![\w/.-])(?P<one>\d{1,2})/(?P<two>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?(?![\w/.-])")
_WEEK_BEFORE = re.compile(r"(?:kw|week|woche|cw)\.?\s*$", re.IGNORECASE)
_CENTURY = 2000


class DayOrder(StrEnum):
    """How such a day is meant; WORDS leaves it as it is, unread."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    WORDS = "words"


def is_asked(words: str) -> bool:
    """Whether the words hold a day that could be one of two."""
    found = _found(words)
    if not found:
        return False
    one, two = int(found["one"]), int(found["two"])
    return one != two and 0 < one <= 12 and 0 < two <= 12


def said_plainly(words: str, order: DayOrder | None) -> str:
    """The words with such a day said so that it has one meaning, as far as it is known."""
    found = _found(words)
    if not found or order is DayOrder.WORDS:
        return words
    one, two = int(found["one"]), int(found["two"])
    month_first = order is DayOrder.MONTH_FIRST if is_asked(words) else two > 12
    if is_asked(words) and order is None:
        return words
    day, month = (two, one) if month_first else (one, two)
    if not 0 < month <= 12 or not 0 < day <= 31:
        return words
    year = int(found["year"] or 0)
    year += _CENTURY if found["year"] and len(found["year"]) == 2 else 0
    plain = f"{day}.{month}.{year or ''}"
    return words[: found.start()] + plain + words[found.end() :]


def _found(words: str) -> re.Match[str] | None:
    """The one such day in the words."""
    all_found = list(_DAY.finditer(words[:200]))
    if len(all_found) != 1 or _WEEK_BEFORE.search(words[: all_found[0].start()]):
        return None
    if not all_found[0]["year"] and max(int(all_found[0]["one"]), int(all_found[0]["two"])) > 12:
        return None  # 3/26 is rather a month and a year
    return all_found[0]
