"""Days of the demo, counted from the day on which it starts, so that something is always late and something due."""

import re
from datetime import date, timedelta

from tracker.language.dates import month_text

_COUNTED = re.compile(r"\{(day|week|month|quarter|half|year)([+-]\d+)\}")


def words_on(today: date, words: str) -> str:
    """German words for a deadline, `{day-3}` or `{month+1}` in them counted from `today`."""
    return _COUNTED.sub(lambda found: _said(today, found[1], int(found[2])), words)


def _said(today: date, unit: str, count: int) -> str:
    if unit == "day":
        return f"{today + timedelta(days=count):%d.%m.%Y}"
    if unit == "week":
        year, week, _ = (today + timedelta(weeks=count)).isocalendar()
        return f"KW {week} {year}"
    if unit == "year":
        return str(today.year + count)
    months = {"month": 1, "quarter": 3, "half": 6}[unit]
    years, place = divmod((today.month - 1) // months + count, 12 // months)
    first = date(today.year + years, place * months + 1, 1)
    if unit == "month":
        return month_text("de", first)
    return f"Q{place + 1} {first.year}" if unit == "quarter" else f"{place + 1}. Halbjahr {first.year}"
