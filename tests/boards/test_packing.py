"""Parts that were compressed one by one are one body."""

import gzip

from hypothesis import given
from hypothesis import strategies as st

from tracker.boards.packing import Packed, gzip_body


@given(st.lists(st.text(), max_size=6))
def test_parts_in_any_order_are_one_gzip_body(texts: list[str]) -> None:
    parts = [Packed(text) for text in texts]
    assert gzip.decompress(gzip_body(parts)).decode() == "".join(texts)
    assert gzip.decompress(gzip_body(parts[::-1] * 2)).decode() == "".join(texts[::-1] * 2)


def test_what_repeats_is_packed_well() -> None:
    assert len(gzip_body([Packed("Schritt " * 10_000)])) < 1_000
