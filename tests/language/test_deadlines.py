"""What is shown of a deadline, and that it means the same when it is read again."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.deadline_phrases import ENGLISH, GERMAN, SAID_ON, Phrase
from tracker.domain.deadline import Deadline, Lateness, Precision
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.deadline_spans import Span, last_day_of, part_of_month, units_ahead
from tracker.language.deadlines import deadline_text, lateness_text, understood_text
from tracker.language.texts import LOCALES

days = st.dates(date(1991, 1, 1), date(2079, 12, 31))


def read(words: str, reference: date = SAID_ON) -> Deadline:
    deadline = read_deadline(words, reference)
    assert deadline is not None
    return deadline


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A span of any precision: one unit, or several where people say so."""
    day, precision = (
        draw(days),
        draw(st.sampled_from([each for each in Precision if each != Precision.ONGOING])),
    )
    if precision is Precision.MONTH_PART:
        return part_of_month(some(units_ahead(Precision.MONTH, day, 0)), draw(st.integers(0, 2)))
    more = 0 if precision is Precision.HALF_YEAR else draw(st.integers(0, 2) | st.integers(0, 20))
    first, last = (some(units_ahead(precision, day, count)) for count in (0, more))
    return Span(first.first, last.last, precision)


def some(span: Span | None) -> Span:
    assert span is not None
    return span


@st.composite
def deadlines(draw: st.DrawFn) -> Deadline:
    """Every deadline that words can mean."""
    tentative, by, next_meeting = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    if not draw(st.integers(0, 9)):
        if next_meeting:
            return Deadline("x", tentative=tentative, by=by, next_meeting=True)
        return Deadline("x", precision=Precision.ONGOING, tentative=tentative)
    span = last_day_of(draw(spans())) if by else draw(spans())
    return Deadline("x", span.first, span.last, span.precision, tentative, by, next_meeting)


@given(deadlines(), st.sampled_from(LOCALES), days)
def test_what_is_shown_reads_as_the_same_deadline(deadline: Deadline, locale: str, reference: date) -> None:
    shown = deadline_text(locale, deadline)
    assert read(shown, reference) == replace(deadline, words=shown)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("phrase", GERMAN + ENGLISH, ids=lambda phrase: phrase.words)
def test_words_shown_and_read_again_keep_their_meaning(phrase: Phrase, locale: str) -> None:
    deadline = read(phrase.words)
    shown = deadline_text(locale, deadline)
    assert read(shown) == replace(deadline, words=shown)


@pytest.mark.parametrize(
    ("words", "german", "english"),
    [
        ("15. Dezember", "15. Dez. 2025", "15 Dec 2025"),
        ("12.–14. März", "12.–14. März 2026", "12–14 March 2026"),
        ("KW 24 2026", "KW 24, 8.–14. Juni 2026", "week 24, 8–14 June 2026"),
        ("KW 11–13", "KW 11–13, 9.–29. März 2026", "weeks 11–13, 9–29 March 2026"),
        ("Anfang Mai", "Anfang Mai 2026", "early May 2026"),
        ("Mitte Mai", "Mitte Mai 2026", "mid-May 2026"),
        ("Ende Mai", "Ende Mai 2026", "late May 2026"),
        ("Mai", "Mai 2026", "May 2026"),
        ("voraussichtlich im Mai", "Mai 2026, voraussichtlich", "probably May 2026"),
        ("März bis Mai", "März–Mai 2026", "March–May 2026"),
        ("first quarter", "Q1 2026", "Q1 2026"),
        ("Q4–Q1", "Q4 2025 – Q1 2026", "Q4 2025 – Q1 2026"),
        ("H1 2026", "1. Halbjahr 2026", "first half of 2026"),
        ("2. Halbjahr 2026", "2. Halbjahr 2026", "second half of 2026"),
        ("2026", "2026", "2026"),
        ("2026 bis 2028", "2026–2028", "2026–2028"),
        ("ongoing", "laufend", "ongoing"),
        ("bis Mai", "bis 31. Mai 2026", "by 31 May 2026"),
        ("ca. bis Mai", "bis 31. Mai 2026, voraussichtlich", "probably by 31 May 2026"),
        ("by the next meeting", "bis zum nächsten Treffen", "by the next meeting"),
        ("by the next meeting, 12.3.", "bis zum nächsten Treffen, 12. März 2026", "by the next meeting, 12 Mar 2026"),
        ("nach dem Fest", "nach dem Fest", "nach dem Fest"),
    ],
)  # fmt: skip
def test_a_card_shows(words: str, german: str, english: str) -> None:
    deadline = read(words)
    assert (deadline_text("de", deadline), deadline_text("en", deadline)) == (german, english)


@pytest.mark.parametrize(
    ("words", "german", "english"),
    [
        ("voraussichtlich im Mai", "1.–31. Mai 2026, voraussichtlich", "probably 1–31 May 2026"),
        ("12.03.", "Do, 12.03.2026 (KW 11)", "Thu 12 Mar 2026 (week 11)"),
        ("bis 12.03.", "bis Do, 12.03.2026 (KW 11)", "by Thu 12 Mar 2026 (week 11)"),
        ("KW 24 2026", "KW 24, 8.–14. Juni 2026", "week 24, 8–14 June 2026"),
        ("Q1", "1. Jan. – 31. März 2026", "1 Jan – 31 Mar 2026"),
        ("2026", "1. Jan. – 31. Dez. 2026", "1 Jan – 31 Dec 2026"),
        ("laufend", "laufend (wird nie überfällig)", "ongoing (never overdue)"),
        ("beim nächsten Treffen", "beim nächsten Treffen (Tag noch offen)", "at the next meeting (day not set yet)"),
        ("zum Folgetreffen, Mai", "beim nächsten Treffen: 1.–31. Mai 2026", "at the next meeting: 1–31 May 2026"),
        ("zeitnah", "Meinen Sie „bis zum nächsten Treffen“?", "Do you mean “by the next meeting”?"),
    ],
)  # fmt: skip
def test_the_field_says_while_typing(words: str, german: str, english: str) -> None:
    deadline = read(words)
    assert (understood_text("de", deadline), understood_text("en", deadline)) == (german, english)


@pytest.mark.parametrize(
    ("words", "lateness", "german", "english"),
    [
        ("Q1 2026", Lateness.LATE, "überfällig: Q1 2026", "overdue: Q1 2026"),
        ("April 2026", Lateness.NOW, "jetzt fällig: April 2026", "due now: April 2026"),
        ("März (tbc)", Lateness.ASK, "März 2026: steht der Termin?", "March 2026: is the date fixed?"),
        ("März (tbc)", Lateness.AHEAD, "März 2026, voraussichtlich", "probably March 2026"),
        ("laufend", Lateness.NONE, "laufend", "ongoing"),
    ],
)
def test_a_card_says_what_it_means_today(words: str, lateness: Lateness, german: str, english: str) -> None:
    deadline = read(words)
    said = [lateness_text(locale, deadline, lateness) for locale in LOCALES]
    assert said == [german, english]


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_not_understood_says_so_with_examples_that_are(locale: str) -> None:
    sentence = understood_text(locale, read("nach dem Fest"))
    examples = {"de": ("Mitte Mai", "bis 15.3."), "en": ("mid-May", "by 15 March")}[locale]
    assert all(example in sentence and read(example).understood for example in examples)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_suggested_for_soon_is_understood(locale: str) -> None:
    suggested = understood_text(locale, read("asap")).strip("?”“").split("“" if locale == "en" else "„")[1]
    assert read(suggested).next_meeting
