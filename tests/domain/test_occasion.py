"""What somebody is reminded of: a pure function of the deadline, the day of being named, and today."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.deadline import Deadline, Precision
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.occasion import Occasion, due_on, reminders_of

AGES_AGO = date(2020, 1, 1)
TODAY = date(2026, 4, 14)


def days(words: str) -> dict[str, str]:
    return {one.occasion.value: one.day.isoformat() for one in reminders_of("s", read_deadline(words, TODAY))}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("12. Mai 2026", {"soon": "2026-04-28", "over": "2026-05-13"}),
        ("bis Ende Mai 2026", {"soon": "2026-05-17", "over": "2026-06-01"}),
        ("KW 21", {"soon": "2026-05-10", "over": "2026-05-25"}),
        ("Q3 2026", {"begins": "2026-07-01", "soon": "2026-09-16", "over": "2026-10-01"}),
        ("2. Halbjahr 2026", {"begins": "2026-07-01", "soon": "2026-12-17", "over": "2027-01-01"}),
        ("bis Q3 2026", {"soon": "2026-09-16", "over": "2026-10-01"}),
        ("voraussichtlich im Juli 2026", {"fixed": "2026-05-06", "over": "2026-08-01"}),
        ("laufend", {}),
        ("zeitnah", {}),
        ("bis zum nächsten Treffen", {}),
    ],
)
def test_a_deadline_has_its_days(words: str, expected: dict[str, str]) -> None:
    assert days(words) == expected


def test_a_step_without_a_deadline_has_none() -> None:
    assert list(reminders_of("s", None)) == []


def test_who_takes_what_is_over_already_is_not_told_that_it_is_over() -> None:
    past = read_deadline("12.03.2026", TODAY)
    named = {"before": date(2026, 3, 1), "on the last day": date(2026, 3, 12), "later": date(2026, 3, 13)}
    told = {when: [one.occasion for one in due_on(TODAY, "s", past, day)] for when, day in named.items()}
    assert told == {
        "before": [Occasion.SOON, Occasion.OVER],
        "on the last day": [Occasion.SOON, Occasion.OVER],
        "later": [],
    }


def test_who_takes_a_step_within_its_last_two_weeks_is_still_told() -> None:
    soon = read_deadline("20.04.2026", TODAY)
    assert [one.occasion for one in due_on(TODAY, "s", soon, TODAY)] == [Occasion.SOON]


def test_another_span_has_reminders_of_its_own() -> None:
    spans = {one.span for words in ("Mai 2026", "Juni 2026", "bis Ende Mai 2026") for one in of(words)}
    assert len(spans) == 3


def of(words: str) -> list:
    return list(reminders_of("s", read_deadline(words, TODAY)))


@st.composite
def deadlines(draw: st.DrawFn) -> Deadline:
    first = draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
    last = first + timedelta(days=draw(st.integers(0, 200)))
    precision = draw(st.sampled_from([one for one in Precision if one != Precision.ONGOING]))
    return Deadline("x", first, last, precision, draw(st.booleans()), draw(st.booleans()))


@given(deadlines(), st.lists(st.integers(1, 120), min_size=1, max_size=40))
def test_whatever_days_nobody_could_be_told_each_is_told_once(deadline: Deadline, gaps: list[int]) -> None:
    """The runs are any days with any gaps between them; the last of them comes after all is due."""
    runs, day = list[date](), date(2025, 10, 1)
    for gap in [*gaps, 3 * 366]:
        day += timedelta(days=gap)
        runs.append(day)
    told: dict[tuple[str, str], date] = {}
    for run in runs:
        for one in due_on(run, "s", deadline, AGES_AGO):
            told.setdefault((one.occasion, one.span), run)
    wanted = {(one.occasion, one.span): one.day for one in reminders_of("s", deadline)}
    assert set(told) == set(wanted)
    for which, run in told.items():
        assert run == min(other for other in runs if other >= wanted[which])
