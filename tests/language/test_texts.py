"""Every screen text exists in both languages."""

from pathlib import Path
from string import Formatter

import pytest

from tracker.language.texts import LOCALES, MissingText, all_keys, filled, read_texts, text

FOLDER = Path(__file__).parents[2] / "tracker/locales"
PLURAL = """
msgid ""
msgstr "Plural-Forms: nplurals=2; plural=(n != 1);"

msgid "steps.count"
msgid_plural "steps.count"
msgstr[0] "{n} Schritt"
msgstr[1] "{n} Schritte"
"""


BY_NUMBER_OR_NAME = {"date.long_day"}  # the month: German writes 12.03.2026, English 12 Mar 2026


def names_in(forms: tuple[str, ...]) -> set[str]:
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name is not None}


def test_german_and_english_have_the_same_texts() -> None:
    german, english = map(all_keys, LOCALES)
    assert german == english
    assert german


def test_german_and_english_fill_in_the_same_names() -> None:
    german, english = (read_texts(FOLDER / locale) for locale in LOCALES)
    differing = [key for key in german if names_in(german[key]) != names_in(english[key])]
    assert set(differing) == BY_NUMBER_OR_NAME


def test_every_entry_has_a_text() -> None:
    empty = [path for path in FOLDER.glob("*/*.po") if 'msgstr ""\n\n' in path.read_text("utf-8") + "\n\n"]
    assert empty == []


@pytest.mark.parametrize("locale", [*LOCALES, "fr"])
def test_a_missing_text_is_an_error(locale: str) -> None:
    with pytest.raises(MissingText, match=f"{locale}: deadline.unheard"):
        text(locale, "deadline.unheard")


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="deadline"):
        text("de", "deadline.by")


def test_values_are_filled_in() -> None:
    assert text("de", "deadline.by", deadline="31. Mai 2026") == "bis 31. Mai 2026"
    assert text("en", "deadline.by", deadline="{n} <b>") == "by {n} <b>"


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 Schritte"), (1, "1 Schritt"), (2, "2 Schritte"), (1000, "1000 Schritte")]
)
def test_a_plural_goes_by_n(tmp_path: Path, n: int, said: str) -> None:
    (tmp_path / "steps.po").write_text(PLURAL, "utf-8")
    assert filled(read_texts(tmp_path)["steps.count"], {"n": n}) == said


def test_an_empty_text_counts_as_missing(tmp_path: Path) -> None:
    (tmp_path / "steps.po").write_text(PLURAL.replace("{n} Schritte", ""), "utf-8")
    assert read_texts(tmp_path) == {}


def test_a_key_stands_in_one_file_only(tmp_path: Path) -> None:
    for name in ("one.po", "two.po"):
        (tmp_path / name).write_text(PLURAL, "utf-8")
    with pytest.raises(ValueError, match=r"steps\.count stands in another file too"):
        read_texts(tmp_path)
