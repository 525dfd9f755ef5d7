"""Relative words leave a plan only when they still mean the same to whoever reads them later."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.deadline import Deadline
from tracker.domain.deadline_reading import read_deadline
from tracker.plan_file.deadline_words import exportable_words

AGREED = date(2025, 10, 30)
LATER = date(2026, 5, 4)
WORDS = (
    *(
        "in 6 Monaten",
        "im Januar",
        "nächsten Freitag",
        "15. Dezember",
        "KW 11",
        "bis Jahresende",
        "Mitte Mai",
    ),
    *(
        "12.03.2026",
        "Q1 2026",
        "voraussichtlich im Mai 2026",
        "bis Ende Mai 2026",
        "2. Halbjahr 2026",
        "laufend",
    ),
    *("end of March", "in 3 weeks", "by 12 June 2026", "2027", "next month", "Mai (tbc)", "morgen"),
)


def written(words: str, typed_on: date, agreed: date | None, locale: str = "de") -> str:
    deadline = read_deadline(words, typed_on)
    assert deadline is not None
    return exportable_words(words, deadline, agreed, locale)


def test_words_read_against_the_agreed_day_are_kept() -> None:
    assert written("in 6 Monaten", AGREED, AGREED) == "in 6 Monaten"
    assert written("15. Dezember", AGREED, AGREED) == "15. Dezember"


def test_words_typed_later_become_the_span_they_meant() -> None:
    assert written("in 6 Monaten", LATER, AGREED) == "November 2026"
    assert written("15. Dezember", LATER, AGREED) == "15. Dez. 2026"
    assert written("voraussichtlich im Mai", date(2026, 6, 1), AGREED) == "Mai 2027, voraussichtlich"
    assert written("in 6 months", LATER, AGREED, "en") == "November 2026"


def test_words_with_their_year_are_kept_whenever_they_were_typed() -> None:
    for words in ("12.03.2026", "Q1 2026", "bis Ende Mai 2026", "laufend"):
        assert written(words, LATER, AGREED) == words
        assert written(words, LATER, None) == words


def test_without_an_agreed_day_no_relative_words_are_kept() -> None:
    assert written("in 6 Monaten", AGREED, None) == "April 2026"


def test_words_nobody_could_read_and_those_that_follow_the_meeting_are_kept() -> None:
    assert written("sobald es geht", LATER, AGREED) == "sobald es geht"
    meeting = Deadline("", date(2026, 3, 12), date(2026, 3, 12))
    deadline = read_deadline("bis zum nächsten Treffen", LATER, next_meeting=meeting)
    assert deadline is not None
    assert exportable_words(deadline.words, deadline, AGREED, "de") == "bis zum nächsten Treffen"


@given(
    words=st.sampled_from(WORDS),
    typed_on=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    agreed=st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2030, 12, 31))),
    read_on=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    locale=st.sampled_from(["de", "en"]),
)
@settings(max_examples=300, deadline=None)
def test_what_is_written_always_gives_the_stored_span(
    words: str, typed_on: date, agreed: date | None, read_on: date, locale: str
) -> None:
    stored = read_deadline(words, typed_on)
    assert stored is not None
    read = read_deadline(exportable_words(words, stored, agreed, locale), agreed or read_on)
    assert read is not None
    assert (read.first, read.last, read.tentative, read.by) == (
        stored.first,
        stored.last,
        stored.tentative,
        stored.by,
    )


@pytest.mark.parametrize("words", WORDS)
def test_these_words_are_all_understood(words: str) -> None:
    deadline = read_deadline(words, AGREED)
    assert deadline is not None
    assert deadline.understood
