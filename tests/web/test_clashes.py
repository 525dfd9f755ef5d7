"""Comparing two texts with what both began with."""

import pytest

from tests.processor_time import processor_time
from tracker.web.clashes import merged, runs


@pytest.mark.parametrize(
    ("was", "mine", "theirs", "both"),
    [
        ("Ein Schritt", "Ein Schritt voran", "Ein großer Schritt", "Ein großer Schritt voran"),
        ("a b c d", "a b c x", "y b c d", "y b c x"),
        ("a b c", "a c", "a b c d", "a c d"),
        ("eins", "zwei", "drei", "drei / zwei"),
        ("eins\nzwei", "eins\nkurz", "eins\nlang", "eins\nlang\neins\nkurz"),
        ("", "meins", "deins", "deins / meins"),
        ("alt", "neu", "neu", "neu"),
    ],
)
def test_edits_that_do_not_touch_become_one_text_and_others_stand_both(
    was: str, mine: str, theirs: str, both: str
) -> None:
    assert merged(was, mine, theirs) == both


def test_what_came_and_went_is_told_apart() -> None:
    assert runs("Ein kleiner Schritt", "Ein großer Schritt") == [
        ("same", "Ein "),
        ("del", "kleiner"),
        ("ins", "großer"),
        ("same", " Schritt"),
    ]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Kick-off planen", "Auftakt mit allen vorbereiten"),
        ("a " * 5_000, "b " * 5_000),
        ("eins zwei", "drei vier"),
    ],
)
def test_a_text_written_anew_is_shown_whole(was: str, now: str) -> None:
    assert runs(was, now) == [("same", now)]


def test_what_is_new_where_nothing_was_and_what_was_cleared_is_marked() -> None:
    assert runs("", "neu") == [("ins", "neu")]
    assert runs("alt", "") == [("del", "alt")]


def test_the_pieces_put_together_are_the_texts() -> None:
    was, now = "a b c, d e! f\n\ng", "a  c, d x! f\ng h"
    pieces = runs(was, now)
    assert "".join(text for kind, text in pieces if kind != "ins") == was
    assert "".join(text for kind, text in pieces if kind != "del") == now


def test_the_longest_texts_do_not_hold_anybody_up() -> None:
    was, mine, theirs = "a " * 5_000, "b " * 5_000, "a b " * 2_500
    with processor_time() as spent:
        assert "b b" in merged(was, mine, theirs)
        runs(was, mine)
    assert spent.seconds < 0.5
