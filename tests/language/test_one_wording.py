"""One set of words for answering, asking and being late, in all texts of a language."""

import re
from pathlib import Path

import pytest

from tracker.language.texts import LOCALES, read_texts, text

FOLDER = Path(__file__).parents[2] / "tracker/locales"
WORDS = {
    "de": {"take": "Ich übernehme das", "decline": "Nicht ich", "asked": "angefragt", "late": "überfällig"},
    "en": {"take": "I take this on", "decline": "Not me", "asked": "asked", "late": "overdue"},
}
BUTTONS = {
    "take": ("step.take", "step.i_accept", "page.i_accept"),
    "decline": ("step.i_decline", "page.i_decline", "my_steps.decline"),
}
SAID_IN = {
    "asked": (
        "step.asked",
        "step.asked_by",
        "page.part_asked",
        "page.still_open",
        "digest.asked",
        "digest.is_asked",
    ),
    "late": ("page.part_late", "board.late", "deadline.late", "digest.late"),
}
OTHERS = {
    "de": (
        r"\bich übernehme\b(?! das)|\b(das )?mache ich\b|\bich kann (das )?nicht\b|^kann nicht$",
        r"\bgefragt\b|\bgebeten, zu\b",
        r"\bverspätet|\bzu spät\b|\bin verzug\b|\bim verzug\b|\bversäumt|\brückständig",
        r"\b(sagen sie|sagt|hat) (ja|nein)\b|\bja oder nein\b|\bein (ja|nein)\b",
    ),
    "en": (
        r"\btakes? it on\b|\bi('ll| will) (do|take)\b|\bi cannot\b|\bi can't\b",
        r"\binvited to take\b|\brequested\b",
        r"\bpast due\b|\bbelated\b|\b(is|are|too|n) late\b|^late$",
        r"\b(say|says|said|saying) (yes|no)\b|\byes or no\b|\b(a|the|your) (yes|no)\b(?! )|\bno yes\b",
    ),
}


@pytest.mark.parametrize("locale", LOCALES)
def test_no_text_says_it_in_other_words(locale: str) -> None:
    found = [
        (key, form)
        for key, forms in read_texts(FOLDER / locale).items()
        for form in forms
        for other in OTHERS[locale]
        if re.search(other, form, re.IGNORECASE | re.MULTILINE)
    ]
    assert found == []


@pytest.mark.parametrize("locale", LOCALES)
def test_whoever_answers_presses_the_same_words_everywhere(locale: str) -> None:
    said = {what: {text(locale, key) for key in keys} for what, keys in BUTTONS.items()}
    assert said == {what: {WORDS[locale][what]} for what in BUTTONS}


@pytest.mark.parametrize("locale", LOCALES)
def test_asked_and_late_are_one_word_each(locale: str) -> None:
    texts = read_texts(FOLDER / locale)
    for what, keys in SAID_IN.items():
        for key in keys:
            assert all(WORDS[locale][what] in form.casefold() for form in texts[key]), key


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("de", "Ich übernehme"),
        ("de", "Sie wurden gefragt"),
        ("de", "2 Schritte verspätet"),
        ("de", "Sagen Sie ja oder nein"),
        ("en", "I cannot"),
        ("en", "No yes yet"),
        ("en", "Anna said yes"),
        ("en", "Late"),
    ],
)
def test_another_wording_is_found(locale: str, words: str) -> None:
    assert any(re.search(other, words, re.IGNORECASE | re.MULTILINE) for other in OTHERS[locale])
