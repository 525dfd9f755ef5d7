"""Small choices of what a card shows."""

from datetime import date

import pytest

from tracker.boards.cards import deadline_view, mark_of
from tracker.domain.deadline_reading import read_deadline

MAY_4 = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("name", "sort", "mark"),
    [
        ("Anna", "person", "An"),
        ("Çağla Öztürk", "person", "Ça"),
        ("Handwerkskammer Köln", "organisation", "HK"),
        ("Bündnis der Regionen", "organisation", "BR"),
        ("KMU", "group", "Km"),
        ("das Handwerk", "group", "H"),
        ("vhs", "organisation", "Vh"),
        ("Mittelstand-Digital", "organisation", "MD"),
        ("„Zukunft“ e. V.", "organisation", "V"),
        ("3. Sektor", "organisation", "S"),
        ("🙂", "person", "🙂"),
        ("", "person", "?"),
    ],
)
def test_one_or_two_letters_stand_for_a_name(name: str, sort: str, mark: str) -> None:
    assert mark_of(name, sort) == mark


@pytest.mark.parametrize(
    ("words", "lateness", "shape", "unread"),
    [
        ("im April 2026", "late", "month", False),
        ("im Mai 2026", "now", "month", False),
        ("im Dezember 2026", "ahead", "month", False),
        ("voraussichtlich im Mai 2026", "ask", "month", False),
        ("laufend", "none", "ongoing", False),
        ("irgendwann", "none", "none", True),
        ("bis zum nächsten Treffen", "none", "none", False),
    ],
)
def test_a_deadline_says_how_it_stands_today(words: str, lateness: str, shape: str, unread: bool) -> None:
    view = deadline_view(read_deadline(words, MAY_4), "de", MAY_4)
    assert view
    assert (view.lateness, view.shape, view.unread) == (lateness, shape, unread)
    done = deadline_view(read_deadline(words, MAY_4), "de", MAY_4, done=True)
    assert done
    assert done.lateness == "none"


def test_asking_whether_a_date_is_fixed_already_says_that_it_is_not() -> None:
    asking = deadline_view(read_deadline("voraussichtlich im Mai 2026", MAY_4), "de", MAY_4)
    ahead = deadline_view(read_deadline("voraussichtlich im Dezember 2026", MAY_4), "de", MAY_4)
    assert asking
    assert ahead
    assert "voraussichtlich" not in asking.text
    assert "voraussichtlich" in ahead.text
