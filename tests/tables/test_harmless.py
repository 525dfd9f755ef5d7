"""No cell becomes a formula, and each comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.tables.harmless import guarded, unguarded

LEADING = ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize("sign", LEADING)
def test_what_begins_like_a_formula_begins_with_an_apostrophe(sign: str) -> None:
    assert guarded(f"{sign}1+1") == f"'{sign}1+1"
    assert unguarded(guarded(f"{sign}1+1")) == f"{sign}1+1"


@given(st.text(st.sampled_from("'=+-@\t\ra ")))
def test_every_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(LEADING)


def test_an_apostrophe_of_its_own_stays() -> None:
    assert guarded("'n Abend") == unguarded("'n Abend") == "'n Abend"
