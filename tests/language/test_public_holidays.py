"""Whether a day that is typed is a holiday where the plan is at home."""

import time
from datetime import date

import pytest

from tracker.domain.deadline_reading import read_deadline
from tracker.language.public_holidays import holiday_hint

SAID_ON = date(2025, 9, 1)
LAENDER = [
    *("Baden-Württemberg", "Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen", "Niedersachsen"),
    *("Mecklenburg-Vorpommern", "Nordrhein-Westfalen", "Rheinland-Pfalz", "Saarland", "Sachsen"),
    *("Sachsen-Anhalt", "Schleswig-Holstein", "Thüringen"),
]
MOST = 400e-6  # seconds for reading and hint together, traced line by line; the benchmark has the figure


def hint(words: str, *states: str, locale: str = "de") -> str:
    return holiday_hint(locale, read_deadline(words, SAID_ON), states)


def test_the_hint_names_day_state_and_holiday() -> None:
    said = "Fr, 03.10.2025 ist Feiertag in Hessen: Tag der Deutschen Einheit."
    assert hint("3. Oktober", "Hessen") == said
    english = "Fri 3 Oct 2025 is a public holiday in Hessen: German Unity Day."
    assert hint("by 3 October", "Hessen", locale="en") == english


@pytest.mark.parametrize("state", LAENDER)
def test_every_land_is_known_by_name(state: str) -> None:
    assert state in hint("3.10.2025", state)
    assert hint("3.10.2025", state.upper().replace("Ü", "UE"))
    assert hint("2.10.2025", state) == ""


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("6.1.2026", {"Baden-Württemberg", "Bayern", "Sachsen-Anhalt"}),
        ("8.3.2026", {"Berlin", "Mecklenburg-Vorpommern"}),
        ("20.9.2026", {"Thüringen"}),
        ("18.11.2026", {"Sachsen"}),
    ],
)
def test_only_the_laender_that_have_it(words: str, states: set[str]) -> None:
    assert {state for state in LAENDER if hint(words, state)} == states


def test_a_region_of_several_laender_names_those_that_have_it() -> None:
    assert "in Sachsen: Buß- und Bettag" in hint("18.11.2026", "Sachsen", "Thüringen")
    assert "in Sachsen und Thüringen" in hint("31.10.2026", "Sachsen", "Thüringen")


@pytest.mark.parametrize("words", ["Oktober 2025", "1.–3.10.2025", "laufend", "irgendwann", "", "Q4 2025"])
def test_only_a_single_day_has_a_hint(words: str) -> None:
    assert hint(words, "Hessen") == ""


def test_what_is_no_land_has_no_holidays() -> None:
    assert hint("3.10.2025", "Forum Wirtschaft") == ""
    assert hint("3.10.2025") == ""


def test_reading_with_the_hint_is_quick() -> None:
    def once() -> float:
        start = time.process_time()
        for _ in range(100):
            hint("Fr, 3. Oktober 2025, 18 Uhr", "Sachsen", "Thüringen")
        return (time.process_time() - start) / 100

    hint("3.10.2025", "Sachsen", "Thüringen")
    assert min(once() for _ in range(20)) < MOST


def test_easter_and_whit_monday_are_holidays_in_every_year_we_read() -> None:
    days = [f"{name} {year}" for year in range(1991, 2101) for name in ("Ostermontag", "Pfingstmontag")]
    assert [day for day in days if not hint(day, "Hessen")] == []
