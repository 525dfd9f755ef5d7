"""What is not read says why, so that the page can ask for what could be."""

import pytest

from tests.domain.deadline_phrases import SAID_ON
from tracker.domain.deadline_reading import read_deadline, why_unread
from tracker.domain.deadline_unread import Why


@pytest.mark.parametrize(
    ("why", "words"),
    [
        *(
            (Why.SOON, words)
            for words in (
                *("zeitnah", "Möglichst zeitnah", "asap", "a.s.a.p.", "ASAP", "so bald wie möglich"),
                *("bald", "soon", "Zeitnah."),
            )
        ),
        *(
            (Why.SEASON, words)
            for words in (
                *("im Sommer 2027", "Frühjahr 2026", "Ende des Sommers", "Herbst", "bis zum Winter"),
                *("Winter 2026/27", "im Winter 2026/2027"),
                *("spring 2027", "in the fall", "fall 2026", "over the summer", "late summer"),
            )
        ),
        *(
            (Why.STARTS, words)
            for words in (
                "ab Mai",
                "ab dem 12. März",
                "frühestens im Mai",
                "from May",
                "nicht vor KW 11",
                "nach Weihnachten",
            )
        ),
        *(
            (Why.PART_OF_YEAR, words)
            for words in (
                "Anfang 2027",
                "Mitte des Jahres",
                "late 2026",
                "mid-2027",
                "Anfang nächsten Jahres",
            )
        ),
        *(
            (Why.SCHOOL_HOLIDAYS, words)
            for words in (
                *(
                    "Sommerferien",
                    "in den Sommerferien 2027",
                    "bis zu den Herbstferien",
                    "nach den Sommerferien",
                ),
                *("before the summer break", "school holidays"),
            )
        ),
        *((Why.DAY_OR_MONTH, words) for words in ("03/12", "03/12/2026", "bis 3/12")),
        *(
            (Why.UNKNOWN, words)
            for words in (
                *("", "nach dem Treffen", "zeitnah im Mai", "ab und zu"),
                *("im Sommerloch", "auf jeden Fall", "im Fall", "bald" * 100, "30. Februar"),
            )
        ),
    ],
)
def test_what_is_not_read_says_what_to_ask(why: Why, words: str) -> None:
    assert why_unread(words) is why
    read = read_deadline(words, SAID_ON)
    assert read is None or not read.understood
