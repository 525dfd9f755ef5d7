"""What a deadline says of itself on a given day."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.deadline import ASK_BEFORE, BY_IS_DUE, Deadline, Lateness, Precision

MAY = Deadline("Mai 2026", date(2026, 5, 1), date(2026, 5, 31), Precision.MONTH)
BY_MAY = Deadline("bis Mai", date(2026, 5, 31), date(2026, 5, 31), Precision.DAY, by=True)
TENTATIVE_MAY = Deadline("Mai?", date(2026, 5, 1), date(2026, 5, 31), Precision.MONTH, tentative=True)
ONGOING = Deadline("laufend", precision=Precision.ONGOING)
UNREAD = Deadline("nach dem Fest")
WAITING = Deadline("bis zum nächsten Treffen", by=True, next_meeting=True)

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@st.composite
def spans(draw: st.DrawFn, tentative: bool | None = None) -> Deadline:
    first = draw(days)
    last = first + timedelta(days=draw(st.integers(0, 400)))
    marks = draw(st.booleans()) if tentative is None else tentative
    return Deadline("x", first, last, draw(st.sampled_from(Precision)), marks, by=draw(st.booleans()))


@pytest.mark.parametrize(
    ("deadline", "day", "lateness"),
    [
        (MAY, date(2026, 4, 30), Lateness.AHEAD),
        (MAY, date(2026, 5, 1), Lateness.NOW),
        (MAY, date(2026, 5, 31), Lateness.NOW),
        (MAY, date(2026, 6, 1), Lateness.LATE),
        (BY_MAY, date(2026, 5, 16), Lateness.AHEAD),
        (BY_MAY, date(2026, 5, 17), Lateness.NOW),
        (BY_MAY, date(2026, 5, 31), Lateness.NOW),
        (BY_MAY, date(2026, 6, 1), Lateness.LATE),
        (TENTATIVE_MAY, date(2026, 3, 5), Lateness.AHEAD),
        (TENTATIVE_MAY, date(2026, 3, 6), Lateness.ASK),
        (TENTATIVE_MAY, date(2026, 5, 15), Lateness.ASK),
        (TENTATIVE_MAY, date(2027, 1, 1), Lateness.ASK),
        (ONGOING, date(2100, 1, 1), Lateness.NONE),
        (UNREAD, date(2100, 1, 1), Lateness.NONE),
        (WAITING, date(2100, 1, 1), Lateness.NONE),
    ],
)
def test_a_card_says_on_a_day(deadline: Deadline, day: date, lateness: Lateness) -> None:
    assert deadline.lateness(day) is lateness


@given(spans(), days)
def test_a_done_step_is_never_late(deadline: Deadline, day: date) -> None:
    assert deadline.lateness(day, done=True) is Lateness.NONE


@given(spans(tentative=False), days, days)
def test_time_only_goes_from_ahead_to_now_to_late(deadline: Deadline, one: date, other: date) -> None:
    order = [Lateness.AHEAD, Lateness.NOW, Lateness.LATE]
    earlier, later = sorted((one, other))
    assert order.index(deadline.lateness(earlier)) <= order.index(deadline.lateness(later))


@given(spans(tentative=False))
def test_it_is_late_on_the_day_after_the_last_and_not_before(deadline: Deadline) -> None:
    assert deadline.last is not None
    assert deadline.lateness(deadline.last) is Lateness.NOW
    assert deadline.lateness(deadline.last + timedelta(days=1)) is Lateness.LATE


@given(spans(tentative=True), days)
def test_a_tentative_one_never_shouts(deadline: Deadline, day: date) -> None:
    assert deadline.first is not None
    asks = day >= deadline.first - ASK_BEFORE
    assert deadline.lateness(day) is (Lateness.ASK if asks else Lateness.AHEAD)


def test_it_is_due_from_its_first_day_or_two_weeks_before_its_last() -> None:
    assert MAY.due_from == date(2026, 5, 1)
    assert BY_MAY.due_from == date(2026, 5, 31) - BY_IS_DUE == date(2026, 5, 17)
    assert ONGOING.due_from is UNREAD.due_from is WAITING.due_from is None


def test_understood_is_what_has_a_precision_or_follows_the_meeting() -> None:
    assert [d.understood for d in (MAY, ONGOING, WAITING, UNREAD)] == [True, True, True, False]


def test_order_is_by_last_day_then_first_day_and_without_span_at_the_end() -> None:
    month_end = Deadline("Ende Mai", date(2026, 5, 21), date(2026, 5, 31), Precision.MONTH_PART)
    april = Deadline("April", date(2026, 4, 1), date(2026, 4, 30), Precision.MONTH)
    ordered = [april, MAY, month_end, BY_MAY, ONGOING]
    assert sorted([ONGOING, BY_MAY, MAY, april, month_end], key=Deadline.sort_key) == ordered


@pytest.mark.parametrize(
    ("first", "precision", "shape"),
    [
        (date(2026, 5, 12), Precision.DAY, "day"),
        (date(2026, 5, 11), Precision.WEEK, "week"),
        (date(2026, 5, 1), Precision.MONTH_PART, "early"),
        (date(2026, 5, 11), Precision.MONTH_PART, "middle"),
        (date(2026, 5, 21), Precision.MONTH_PART, "end"),
        (date(2026, 5, 1), Precision.MONTH, "month"),
        (date(2026, 4, 1), Precision.QUARTER, "quarter"),
        (date(2026, 1, 1), Precision.HALF_YEAR, "half"),
        (date(2026, 1, 1), Precision.YEAR, "year"),
    ],
)
def test_the_span_is_drawn_as_exactly_as_it_was_said(first: date, precision: Precision, shape: str) -> None:
    assert Deadline("x", first, first, precision).shape == shape


def test_without_a_span_ongoing_has_its_own_drawing() -> None:
    assert [d.shape for d in (ONGOING, UNREAD, WAITING)] == ["ongoing", "none", "none"]


@given(spans())
def test_it_comes_back_from_the_history_as_it_went_in(deadline: Deadline) -> None:
    assert Deadline.from_json(json.loads(json.dumps(deadline.to_json()))) == deadline


@pytest.mark.parametrize("deadline", [ONGOING, UNREAD, WAITING])
def test_it_comes_back_from_the_history_without_a_span(deadline: Deadline) -> None:
    assert Deadline.from_json(json.loads(json.dumps(deadline.to_json()))) == deadline


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2026, 5, 2), date(2026, 5, 1)), (date(2026, 5, 1), None), (None, date(2026, 5, 1))],
)
def test_a_span_has_both_ends_in_order(first: date | None, last: date | None) -> None:
    with pytest.raises(ValueError, match="no span of days"):
        Deadline("x", first, last, Precision.DAY)
