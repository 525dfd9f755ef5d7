"""What is left of words in which somebody stood who was erased."""

import pytest

from tracker.domain.erasure import Person
from tracker.domain.trace import What

ANNA = Person("m:1", addresses=frozenset({"anna@example.org"}), names=frozenset({"Anna", "Anna Beispiel"}))


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Das sagt Anna Beispiel.", "Das sagt …."),
        ("Anna Beispiels Idee, anna beispiel's Haus", "… Idee, … Haus"),
        ("Anna Beispielhaft ist wer anders", "Anna Beispielhaft ist wer anders"),
        ("@Anna bitte ansehen", "@… bitte ansehen"),
        ("Bitte an @anna, und @Annas Liste", "Bitte an @…, und @… Liste"),
        ("Anna allein kann jede sein", "Anna allein kann jede sein"),
        ("@Annabel auch", "@Annabel auch"),
        ("an anna@example.org und leo@anna.example.org", "an … und leo@anna.example.org"),
    ],
)
def test_words_are_left_without_them(words: str, left: str) -> None:
    assert ANNA.without(words, What.WORDS, is_known=True) == left


def test_where_nobody_knows_them_only_their_address_goes() -> None:
    words = "@Anna, Anna Beispiel, anna@example.org"
    assert ANNA.without(words, What.WORDS, is_known=False) == "@Anna, Anna Beispiel, …"
