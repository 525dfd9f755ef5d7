import pytest

from tracker.allowance import Allowance
from tracker.live.goodbyes import Goodbye
from tracker.live.limits import Seats


def test_an_allowance_gives_a_burst_and_then_a_rate() -> None:
    now = [100.0]
    allowance = Allowance(rate=5, most=20, now=lambda: now[0])
    assert [allowance.take() for _ in range(21)] == [True] * 20 + [False]
    now[0] += 0.4
    assert [allowance.take() for _ in range(3)] == [True, True, False]


def test_an_allowance_saves_no_more_than_its_burst() -> None:
    now = [100.0]
    allowance = Allowance(rate=5, most=20, now=lambda: now[0])
    now[0] += 3600
    assert [allowance.take() for _ in range(21)] == [True] * 20 + [False]


def test_a_seat_is_free_again_when_left() -> None:
    seats = Seats()
    for _ in range(3):
        with seats.one_for("one", 1):
            pass
    assert not seats.taken


def test_seats_are_counted_for_each_session() -> None:
    seats = Seats()
    with seats.one_for("one", 1), seats.one_for("other", 1), pytest.raises(Goodbye), seats.one_for("one", 1):
        pass
    assert not seats.taken
