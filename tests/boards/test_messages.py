"""Messages are the same JSON whether their texts are long or short."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.boards.messages import PIECE, json_of

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), PLAIN, max_size=4))
def test_it_is_what_one_call_of_the_encoder_gives(said: dict[str, object]) -> None:
    try:
        expected = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # half a sign, which no text of ours holds
        return
    assert json_of(said) == expected


@pytest.mark.parametrize("sign", ["x", '"', "\\", "ß", "\n", "𝄞"])
@pytest.mark.parametrize("more", [-1, 0, 1, PIECE + 3])
def test_long_texts_are_cut_where_nobody_sees_it(sign: str, more: int) -> None:
    said = {"lists": {"a": sign * (PIECE + more), "b": ""}, "frags": {}}
    assert json_of(said) == json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
