"""What people type without umlauts finds what has them, and names sort as in a telephone book."""

import pytest

from tracker.domain.folding import fold, fold_wide, same_name, sort_key


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("arzte", "Ärzte"),
        ("ärzte", "Ärzte"),
        ("aerzte", "Ärzte"),
        ("ÄRZTE", "Ärzte"),
        ("A\u0308rzte", "Ärzte"),  # a and its dots as two signs
        ("Strasse", "Straße"),
        ("strasse", "STRAẞE"),
        ("buero", "Büro"),
        ("oeffentlich", "öffentlich"),
        ("cafe", "Café"),
        ("istanbul", "İstanbul"),
        ("finanzierung", "\ufb01nanzierung"),  # the ligature
        ("2", "²"),
        ("KMU", "ｋｍｕ"),  # full width
    ],
)
def test_either_fold_of_a_text_holds_what_was_typed(words: str, text: str) -> None:
    folds = {fold(text), fold_wide(text)}
    assert fold(words) in folds or fold_wide(words) in folds


@pytest.mark.parametrize("text", ["Ärzte", "Straße", "İzmir", "\ufb01n", "Ǆungla", "Ω", "日本"])
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_wide(fold_wide(text)) == fold_wide(text)


def test_umlauts_sort_beside_their_letters() -> None:
    names = ["Zoll", "Ärzte", "Arbeit", "Öl", "Ofen", "Straße", "Strasse", "Ufer", "Übung"]
    assert sorted(names, key=sort_key) == [
        "Arbeit", "Ärzte", "Ofen", "Öl", "Straße", "Strasse", "Übung", "Ufer", "Zoll"
    ]  # fmt: skip


def test_the_same_name_may_be_spelled_in_two_ways() -> None:
    assert same_name("Ärztekammer  Köln", "aerztekammer koeln ")
    assert same_name("Straßenbau", "STRASSENBAU")
    assert not same_name("Arztekammer", "Ärztekammer")
    assert not same_name("KMU", "KMU e. V.")
