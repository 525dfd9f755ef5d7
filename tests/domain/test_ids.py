"""Ids are made by us, long enough never to meet and easy to read aloud."""

import pytest

from tracker.domain.ids import ALPHABET, LENGTH, is_id, new_id


def test_ids_are_twelve_unconfusable_characters() -> None:
    made = {new_id() for _ in range(2_000)}
    assert len(made) == 2_000
    assert all(is_id(id) and len(id) == LENGTH == 12 for id in made)
    assert set("".join(made)) == set(ALPHABET)
    assert not set("ilou") & set(ALPHABET)


@pytest.mark.parametrize(
    "text", ["", "k7m2p9x4wd3", "k7m2p9x4wd3hh", "K7M2P9X4WD3H", "k7m2p9x4wd3i", "k7m2p9x4wd3\n", None, 12]
)
def test_what_is_no_id_is_known_as_such(text: object) -> None:
    assert not is_id(text)
