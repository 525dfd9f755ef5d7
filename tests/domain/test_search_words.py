"""P37: "arzte", "ärzte" and "aerzte" find Ärzte, "strasse" finds Straße; what was found is marked where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.folded_text import folded_words
from tracker.domain.search_words import Runs, excerpt, marked, read_search


def finds(typed: str, *texts: str) -> bool:
    folded = folded_words(*texts)
    return all(any(one in folded for one in word) for word in read_search(typed).spellings)


def said(runs: Runs) -> str:
    """With what is marked in brackets."""
    return "".join(f"[{text}]" if is_marked else text for is_marked, text in runs)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("aerzte", "Ärzte ansprechen"),
        ("arzte", "Ärzte ansprechen"),
        ("Ärzte", "Ärzte ansprechen"),
        ("ÄRZTE", "Aerzte ansprechen"),
        ("strasse", "In der Straße"),
        ("Straße", "In der STRASSE"),
        ("kräfte", "Fachkräfteeinwanderungsgesetz"),
        ("kraefte fach", "Die Fach\u00adkräfte"),
        ("ki", "Wo hilft KI?"),
        ("finanzierung", "\ufb01nanzierung"),
        ("kick-off", "Kick-off planen"),
    ],
)
def test_what_is_typed_finds_it_in_any_spelling(typed: str, text: str) -> None:
    assert finds(typed, text)
    assert finds(typed, "Anderes", text)


@pytest.mark.parametrize(
    ("typed", "text"), [("aerzte", "Arzt"), ("treffen morgen", "Treffen"), ("%%", "100")]
)
def test_all_words_must_be_there(typed: str, text: str) -> None:
    assert not finds(typed, text)


@pytest.mark.parametrize("typed", ["", " ", "a", "ö", "\u00ad\u00ad", "a b c"])
def test_words_of_one_letter_are_not_searched_for(typed: str) -> None:
    assert read_search(typed).spellings == [] if typed != "ö" else True


def test_a_word_twice_is_one_and_of_many_only_some_count() -> None:
    assert len(read_search("Plan PLAN plan").spellings) == 1
    assert len(read_search(" ".join(f"wort{n}" for n in range(50))).spellings) == 8


@pytest.mark.parametrize(
    ("typed", "text", "shown"),
    [
        ("aerzte", "Die Ärzte und Ärztinnen", "Die [Ärzte] und Ärztinnen"),
        ("arzt", "Die Ärzte und Ärztinnen", "Die [Ärzt]e und [Ärzt]innen"),
        ("strasse", "Straßenfest", "[Straße]nfest"),
        ("plan planen", "Wir planen", "Wir [planen]"),
        ("a\u0308rz", "A\u0308rzte", "[A\u0308rz]te"),
        ("fachkraft", "Fach\u00adkraft", "[Fach\u00adkraft]"),
        ("nichts", "Anderes", "Anderes"),
    ],
)
def test_matches_are_marked_where_they_stand(typed: str, text: str, shown: str) -> None:
    assert said(marked(text, read_search(typed))) == shown


@given(
    st.text(alphabet="aäAeßsoö u\u0308\u00ad\ufb01X", max_size=30), st.text(alphabet="aäeßsou", max_size=4)
)
def test_marking_changes_no_letter(text: str, typed: str) -> None:
    assert "".join(piece for _, piece in marked(text, read_search(typed))) == text


def test_of_a_long_text_what_stands_around_the_first_match_is_shown() -> None:
    text = "Vorher " * 30 + "kommt der Auftakt " + "nachher " * 30
    shown = said(excerpt(text, read_search("auftakt")))
    assert shown.startswith("…Vorher ")
    assert "kommt der [Auftakt] nachher" in shown
    assert shown.endswith("…")
    assert len(shown) < 170
    assert excerpt(text, read_search("nirgends")) == []
    assert said(excerpt("Der\n Auftakt", read_search("auftakt"))) == "Der [Auftakt]"


def test_titles_that_begin_with_the_words_come_first() -> None:
    words = read_search("markt")
    ranks = [
        words.rank(folded_words(*texts)) for texts in (("Markt",), ("Arbeitsmarkt",), ("Fest", "am Markt"))
    ]
    assert ranks == [0, 1, 2]
