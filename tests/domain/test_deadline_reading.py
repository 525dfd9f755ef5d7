"""Words become spans, or stay words."""

import time
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.domain.deadline_phrases import ENGLISH, GERMAN, SAID_ON, UNREAD, Phrase
from tracker.domain.deadline import Deadline, Precision
from tracker.domain.deadline_reading import LONGEST_READ, read_deadline, why_unread

SLOWEST_READING = 0.02  # seconds; measured 0.0001, the rest is for a busy machine
NASTY = [
    *(
        "-",
        "1.",
        "1 ",
        "i",
        ".",
        "( ",
        "()",
        "?",
        "ä",
        "\u0308",
        "' ",
        "mai ",
        "bis ",
        "von ",
        "mo ",
        "the ",
        "ende ",
    ),
    *(
        "ende der ",
        "end of the ",
        "jahresende ",
        "naechste ",
        "so bald wie ",
        "kw 1 , ",
        "(kw 1)",
        ", kw 1",
        "1 bis ",
    ),
    *("12.3.–", "2026-", "mai/", "kw 1 - 2 / ", "1. quartal des ", "12 of mai of the ", "in den nächsten "),
    "zum nächsten treffen, ",
]
WORDS = sorted({word for phrase in GERMAN + ENGLISH for word in phrase.words.split()} | set(".,/-–()'?"))

references = st.dates(date(1995, 1, 1), date(2090, 12, 31))


def read(words: str, reference: date = SAID_ON) -> Deadline:
    deadline = read_deadline(words, reference)
    assert deadline is not None
    return deadline


def meaning(deadline: Deadline) -> tuple[object, ...]:
    marks = deadline.tentative, deadline.by, deadline.next_meeting
    return deadline.first, deadline.last, deadline.precision, *marks


@pytest.mark.parametrize("phrase", GERMAN + ENGLISH, ids=lambda phrase: phrase.words)
def test_a_phrase_means_this_span(phrase: Phrase) -> None:
    deadline = read(phrase.words)
    assert meaning(deadline) == phrase[1:]
    assert deadline.words == phrase.words
    assert deadline.understood


@pytest.mark.parametrize("words", UNREAD)
def test_what_cannot_be_read_is_kept_as_words(words: str) -> None:
    assert read(words) == Deadline(words)


@pytest.mark.parametrize("phrase", GERMAN + ENGLISH, ids=lambda phrase: phrase.words)
def test_spelling_does_not_matter(phrase: Phrase) -> None:
    words = phrase.words
    two_letters = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "–": "-"})
    spellings = [
        words.upper(),
        words.lower(),
        words.translate(two_letters),
        words.replace("ss", "ß"),
        words.replace(" ", "  "),
        words.replace(" ", "\u00a0"),
        f"\n\t{words}\r\n",
        unicodedata.normalize("NFD", words),
        words.replace("–", " — "),
        words.replace("'", "’"),
        "\u200b\u202e" + words + "\u202c",
        f"{words}.",
    ]
    assert [meaning(read(spelling)) for spelling in spellings] == [phrase[1:]] * len(spellings)


@pytest.mark.parametrize(
    ("words", "reference", "first"),
    [
        ("KW 53", date(2027, 1, 2), date(2026, 12, 28)),
        ("KW 1", date(2024, 12, 31), date(2024, 12, 30)),
        ("29.2.", date(2096, 3, 1), None),
        ("29.2.", date(1996, 3, 1), date(2000, 2, 29)),
        ("in einem Monat", date(2026, 1, 31), date(2026, 2, 1)),
        ("in 2 Monaten", date(2025, 12, 31), date(2026, 2, 1)),
        ("nächstes Quartal", date(2025, 12, 31), date(2026, 1, 1)),
        ("nächste Woche", date(2025, 12, 31), date(2026, 1, 5)),
        ("dieses Halbjahr", date(2026, 7, 1), date(2026, 7, 1)),
        ("morgen", date(2024, 2, 28), date(2024, 2, 29)),
        ("Freitag", date(2025, 10, 31), date(2025, 10, 31)),
        ("nächsten Freitag", date(2025, 10, 31), date(2025, 11, 7)),
        ("next Friday", date(2025, 10, 31), date(2025, 11, 7)),
        ("12.12.2020 bis 3. Januar", SAID_ON, date(2020, 12, 12)),
        ("morgen", date(2100, 12, 31), None),
    ],
)
def test_the_reference_places_the_span(words: str, reference: date, first: date | None) -> None:
    assert read(words, reference).first == first


@pytest.mark.parametrize(
    ("with_year", "without"),
    [
        ("15.{month}.{year}", "15.{month}."),
        ("3.–28.{month}.{year}", "3.–28.{month}."),
        ("KW {week} {year}", "KW {week}"),
        ("Q{quarter} {year}", "Q{quarter}"),
        ("{half}. Halbjahr {year}", "{half}. Halbjahr"),
        ("end of May {year}", "end of May"),
        ("by 29.2.{year}", "by 29.2."),
    ],
)
@given(references, st.integers(1, 12), st.integers(1, 53))
def test_a_missing_year_is_the_earliest_whose_last_day_is_not_past(
    with_year: str, without: str, reference: date, month: int, week: int
) -> None:
    numbers = {"month": month, "week": week, "quarter": month % 4 + 1, "half": month % 2 + 1}
    years = range(reference.year - 1, reference.year + 9)
    lasts = [read(with_year.format(year=year, **numbers), reference).last for year in years]
    expected = min(last for last in lasts if last and last >= reference)
    assert read(without.format(**numbers), reference).last == expected


@pytest.mark.parametrize(
    "day",
    [
        "1990-04-15",
        "2000-04-23",
        "2008-03-23",
        "2011-04-24",
        "2019-04-21",
        "2038-04-25",
        "2049-04-18",
        "2100-03-28",
    ],
)
def test_easter_is_when_it_is(day: str) -> None:
    sunday = date.fromisoformat(day)
    assert read(f"Ostersonntag {sunday.year}").first == sunday


def test_by_the_next_meeting_follows_the_meeting() -> None:
    words, meeting = "bis zum nächsten Treffen", read("12.03.2026")
    waiting = read(words)
    assert waiting.understood
    assert waiting.first is None
    moved = read_deadline(words, SAID_ON, next_meeting=meeting)
    assert moved == Deadline(words, meeting.last, meeting.last, Precision.DAY, by=True, next_meeting=True)


def test_at_the_next_meeting_takes_its_span_and_its_doubt() -> None:
    deadline = read_deadline("at the next meeting", SAID_ON, next_meeting=read("probably in May"))
    assert deadline is not None
    assert meaning(deadline) == (date(2026, 5, 1), date(2026, 5, 31), Precision.MONTH, True, False, True)


def test_a_meeting_that_moved_counts_more_than_its_old_day_in_the_words() -> None:
    deadline = read_deadline("by the next meeting, 12 March 2026", SAID_ON, next_meeting=read("19.03.2026"))
    assert deadline is not None
    assert deadline.last == date(2026, 3, 19)


@pytest.mark.parametrize("meeting", ["laufend", "nach Weihnachten", "bis zum nächsten Treffen"])
def test_a_meeting_without_a_day_gives_no_span(meeting: str) -> None:
    deadline = read_deadline("bis zum nächsten Treffen", SAID_ON, next_meeting=read(meeting))
    assert deadline == read("bis zum nächsten Treffen")


def test_there_are_enough_phrases_in_each_language() -> None:
    assert len({phrase.words for phrase in GERMAN}) >= 120
    assert len({phrase.words for phrase in ENGLISH}) >= 120


@pytest.mark.parametrize("words", ["", "   ", "\n", "\u00a0\u200b", "\u202e"])
def test_no_words_are_no_deadline(words: str) -> None:
    assert read_deadline(words, SAID_ON) is None


def test_more_than_200_characters_are_kept_unread() -> None:
    longest = "im Mai" + "?" * (LONGEST_READ - 6)
    assert read(longest).understood
    assert read(longest + "?") == Deadline(longest + "?")


def test_words_are_kept_clean() -> None:
    assert (
        read(" Im\u00a0Fru\u0308hjahr\r\n oder\x00 \u202espa\u0308ter\ud800 ").words
        == "Im Frühjahr oder später"
    )


@given(st.text(max_size=250) | st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), references)
@example("bis 31.12.2100 bis 1.1.2101", SAID_ON)
def test_any_words_are_read_or_kept_and_never_raise(words: str, reference: date) -> None:
    deadline = read_deadline(words, reference)
    why_unread(words)
    if deadline is None:
        return
    assert deadline.words == unicodedata.normalize("NFC", deadline.words)
    assert read_deadline(deadline.words, reference) == deadline
    if deadline.first and deadline.last:
        assert date(1990, 1, 1) <= deadline.first <= deadline.last <= date(2100, 12, 31)
        assert deadline.understood
        assert deadline.last - deadline.first < timedelta(days=1) or not deadline.by
    if not deadline.understood:
        assert deadline == Deadline(deadline.words)


@pytest.mark.parametrize("piece", NASTY)
@pytest.mark.parametrize("end", ["", "x", "2026"])
def test_hostile_words_take_no_longer(piece: str, end: str) -> None:
    words = (piece * LONGEST_READ)[: LONGEST_READ - len(end)] + end
    assert min(_seconds_to_read(words) for _ in range(5)) < SLOWEST_READING


@pytest.mark.parametrize("piece", ["\u0308\u0323", "\u200b", " \u00a0", "Mai "])
def test_a_whole_request_of_words_takes_no_longer(piece: str) -> None:
    words = "ä" + piece * (32_000 // len(piece))
    assert min(_seconds_to_read(words) for _ in range(3)) < SLOWEST_READING


def _seconds_to_read(words: str) -> float:
    start = time.process_time()
    read_deadline(words, SAID_ON)
    why_unread(words)
    return time.process_time() - start
