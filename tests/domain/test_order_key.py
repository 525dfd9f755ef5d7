"""Order keys: there is always room between two, and they stay short."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.order_key import DIGITS, LONGEST, between, spread

keys = st.text(DIGITS, min_size=1, max_size=12).filter(lambda key: not key.endswith("0"))


@given(keys, keys)
def test_a_key_between_two_sorts_between_them_and_leaves_room_below(one: str, other: str) -> None:
    low, high = sorted((one, other))
    if low == high:
        return
    key = between(low, high)
    assert low < key < high
    assert not key.endswith("0")


@given(keys)
def test_both_ends_are_open(key: str) -> None:
    assert between(None, key) < key < between(key, None)
    assert not between(None, key).endswith("0")
    assert not between(key, None).endswith("0")


@pytest.mark.parametrize(("low", "high"), [("b", "a"), ("a", "a"), ("a1", "a")])
def test_there_is_no_room_between_keys_out_of_order(low: str, high: str) -> None:
    with pytest.raises(ValueError, match="no room"):
        between(low, high)


@given(st.lists(st.integers(0, 10**6), max_size=60))
def test_a_list_stays_in_order_wherever_one_inserts(places: list[int]) -> None:
    listed: list[str] = []
    for number in places:
        at = number % (len(listed) + 1)
        low = listed[at - 1] if at else None
        high = listed[at] if at < len(listed) else None
        listed.insert(at, between(low, high))
    assert listed == sorted(set(listed))


def test_appending_a_thousand_times_keeps_keys_short() -> None:
    key: str | None = None
    for _ in range(1_000):
        key = between(key, None)
    assert len(key or "") <= 4


@pytest.mark.parametrize("count", [0, 1, 2, 35, 36, 37, 500, 10_000])
def test_a_spread_is_in_order_with_room_everywhere(count: int) -> None:
    made = spread(count)
    assert len(made) == count
    assert made == sorted(set(made))
    assert not any(key.endswith("0") for key in made)
    dice = random.Random(count)  # noqa: S311 - dice, not secrets
    places = dice.sample(range(count), min(count, 50))
    ends = [None, *made, None]
    assert all(len(between(ends[at], ends[at + 1])) <= 5 for at in places)


@pytest.mark.parametrize("side", ["above", "below"])
def test_five_thousand_inserts_at_one_place_stay_short_when_a_full_list_is_spread_anew(side: str) -> None:
    listed = spread(2)
    longest = spreads = 0
    for _ in range(5_000):
        at = 1 if side == "above" else len(listed) - 1
        key = between(listed[at - 1], listed[at])
        longest = max(longest, len(key))
        listed.insert(at, key)
        if len(key) > LONGEST:
            listed, spreads = spread(len(listed)), spreads + 1
    assert longest <= LONGEST + 1 < 64
    assert 5 <= spreads <= 25
    assert listed == sorted(set(listed))
