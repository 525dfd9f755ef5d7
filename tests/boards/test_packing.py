"""Parts that were compressed one by one are one body."""

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from tracker.boards.packing import LONG, Packed, gzip_body


@given(st.lists(st.text(), max_size=6))
def test_parts_in_any_order_are_one_gzip_body(texts: list[str]) -> None:
    parts = [Packed(text) for text in texts]
    assert gzip.decompress(gzip_body(parts)).decode() == "".join(texts)
    assert gzip.decompress(gzip_body(parts[::-1] * 2)).decode() == "".join(texts[::-1] * 2)


@given(st.lists(st.tuples(st.binary(max_size=40), st.integers(1, 3 * LONG)), min_size=1, max_size=4))
def test_checksums_of_long_parts_are_put_together(pieces: list[tuple[bytes, int]]) -> None:
    parts = [Packed(bite.hex() * (size // max(1, 2 * len(bite)))) for bite, size in pieces]
    whole, check = b"", 0
    for part in parts * 2:
        whole, check = whole + part.plain, part.checked_after(check)
        assert check == zlib.crc32(whole)


def test_what_repeats_is_packed_well() -> None:
    assert len(gzip_body([Packed("Schritt " * 10_000)])) < 1_000
