"""Dates as both languages write them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tracker.language.dates import (
    day_text,
    days_text,
    long_day_text,
    moment_text,
    month_text,
    months_text,
    week_text,
)

CHRISTMAS = date(2025, 12, 15)


@pytest.mark.parametrize(
    ("day", "german", "english"),
    [
        (CHRISTMAS, "15. Dez. 2025", "15 Dec 2025"),
        (date(2026, 3, 1), "1. März 2026", "1 Mar 2026"),
        (date(2026, 5, 31), "31. Mai 2026", "31 May 2026"),
        (date(2026, 11, 22), "22. Nov. 2026", "22 Nov 2026"),
    ],
)
def test_a_day(day: date, german: str, english: str) -> None:
    assert (day_text("de", day), day_text("en", day)) == (german, english)


def test_a_day_with_its_weekday() -> None:
    assert long_day_text("de", date(2026, 3, 12)) == "Do, 12.03.2026"
    assert long_day_text("en", date(2026, 3, 12)) == "Thu 12 Mar 2026"


@pytest.mark.parametrize(
    ("first", "last", "german", "english"),
    [
        (CHRISTMAS, CHRISTMAS, "15. Dez. 2025", "15 Dec 2025"),
        (date(2026, 5, 1), date(2026, 5, 31), "1.–31. Mai 2026", "1–31 May 2026"),
        (date(2026, 2, 28), date(2026, 3, 2), "28. Feb. – 2. März 2026", "28 Feb – 2 Mar 2026"),
        (date(2025, 12, 29), date(2026, 1, 4), "29. Dez. 2025 – 4. Jan. 2026", "29 Dec 2025 – 4 Jan 2026"),
    ],
)
def test_from_one_day_to_another(first: date, last: date, german: str, english: str) -> None:
    assert (days_text("de", first, last), days_text("en", first, last)) == (german, english)


def test_months() -> None:
    assert (month_text("de", CHRISTMAS), month_text("en", CHRISTMAS)) == ("Dezember 2025", "December 2025")
    march, may = date(2026, 3, 1), date(2026, 5, 31)
    assert (months_text("de", march, may), months_text("en", march, may)) == (
        "März–Mai 2026",
        "March–May 2026",
    )
    assert months_text("de", CHRISTMAS, march) == "Dezember 2025 – März 2026"


@pytest.mark.parametrize(
    ("day", "week"), [(date(2026, 11, 22), 47), (date(2025, 12, 29), 1), (date(2027, 1, 3), 53)]
)
def test_weeks_are_those_of_iso(day: date, week: int) -> None:
    assert (week_text("de", day), week_text("en", day)) == (f"KW {week}", f"week {week}")


@pytest.mark.parametrize(
    ("moment", "german"),
    [
        (datetime(2026, 3, 12, 13, 5, tzinfo=UTC), "12. März 2026, 14:05 Uhr"),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "2. Juli 2026, 00:30 Uhr"),
        # the night the clocks go back: the same hour twice
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25. Okt. 2026, 02:30 Uhr"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25. Okt. 2026, 02:30 Uhr"),
        (datetime(2026, 3, 12, 9, 5, tzinfo=timezone(timedelta(hours=-4))), "12. März 2026, 14:05 Uhr"),
    ],
)
def test_a_moment_is_shown_as_in_berlin(moment: datetime, german: str) -> None:
    assert moment_text("de", moment) == german


def test_a_moment_in_english_and_without_a_zone() -> None:
    moment = datetime(2026, 3, 12, 13, 5, tzinfo=UTC)
    assert moment_text("en", moment) == moment_text("en", moment.replace(tzinfo=None)) == "12 Mar 2026, 14:05"
